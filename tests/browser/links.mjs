// The links of a site, checked on its files alone: every relative address and
// anchor leads somewhere, none leads to a folder (which opens nothing from disk)
// or names our own files absolutely, and nothing is loaded from elsewhere.
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

const TAG = /<([a-z][a-z0-9-]*)((?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*)\s*\/?>/gi;
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g;
const ADDRESSES = ['href', 'xlink:href', 'src', 'srcset', 'poster', 'action', 'data', 'cite'];
const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
const LOADS = new Set(['script', 'img', 'image', 'use', 'iframe', 'source', 'video', 'audio', 'object', 'embed']);
const LOADING_LINKS = /\b(stylesheet|icon|preload|modulepreload|prefetch|manifest|preconnect)\b/;
// These must be absolute to be of use, and are for machines.
const ABSOLUTE_LINKS = /\b(canonical|alternate|license|author)\b/;

const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function plain(text) {
  return text.replace(/&(#x[0-9a-f]+|#[0-9]+|[a-z]+);/gi, (all, name) => {
    if (/^#x/i.test(name)) return String.fromCodePoint(parseInt(name.slice(2), 16));
    if (name[0] === '#') return String.fromCodePoint(Number(name.slice(1)));
    return ENTITIES[name] ?? all;
  });
}

/** {ids, links: [{tag, attribute, address, rel}], canonical} of HTML or SVG. */
export function read(markup) {
  const ids = new Set();
  const links = [];
  let canonical = null;
  const text = markup.replace(/<!--[\s\S]*?-->/g, '')
    .replace(/(<(script|style)\b[^>]*>)[\s\S]*?<\/\2>/gi, '$1');
  for (const [, name, inside] of text.matchAll(TAG)) {
    const tag = name.toLowerCase();
    const values = {};
    for (const [, key, a, b, c] of inside.matchAll(ATTRIBUTE)) {
      values[key.toLowerCase()] = plain(a ?? b ?? c ?? '');
    }
    if (values.id !== undefined) ids.add(values.id);
    if (tag === 'link' && values.rel === 'canonical') canonical = values.href;
    for (const attribute of ADDRESSES) {
      if (values[attribute] === undefined || (attribute === 'data' && tag === 'data')) continue;
      const addresses = attribute === 'srcset'
        ? values.srcset.split(',').map((part) => part.trim().split(/\s+/)[0])
        : [values[attribute]];
      for (const address of addresses) links.push({ tag, attribute, address, rel: values.rel ?? '' });
    }
  }
  return { ids, links, canonical };
}

function decoded(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

/** A function of a page's path that gives its faults, as sentences. */
export function linkChecker(site, paths) {
  const files = new Set(paths);
  const folders = new Set();
  for (const path of paths) {
    for (let at = posix.dirname(path); at !== '.'; at = posix.dirname(at)) folders.add(at);
  }
  folders.add('.');
  const pages = new Map();
  const page = (path) => {
    if (!pages.has(path)) pages.set(path, read(readFileSync(join(site, path), 'utf8')));
    return pages.get(path);
  };

  function foreign(link, base) {
    const { tag, address, rel } = link;
    if (/^(javascript|file|vbscript):/i.test(address)) return 'is of a scheme that must not be used';
    if (/^(mailto|tel|data):/i.test(address)) return null;
    if (LOADS.has(tag) || (tag === 'link' && LOADING_LINKS.test(rel))) return 'is loaded from elsewhere';
    const isOurs = base && address.startsWith(base) && !(tag === 'link' && ABSOLUTE_LINKS.test(rel));
    return isOurs ? 'names our own file absolutely' : null;
  }

  function local(path, address) {
    const [rest, fragment] = address.split(/#(.*)/s);
    const target = decoded(rest.split('?')[0]);
    if (target === null) return 'is not percent-encoded rightly';
    if (target.startsWith('/')) return 'names our own file absolutely';
    const file = target === '' ? path : posix.join(posix.dirname(path), target);
    if (file.endsWith('/') || folders.has(file)) return 'leads to a folder';
    if (file.startsWith('../')) return 'leads out of the site';
    if (!files.has(file)) return 'leads nowhere';
    const anchor = fragment === undefined ? '' : decoded(fragment);
    if (anchor && anchor !== 'top' && /\.(html|svg)$/.test(file) && !page(file).ids.has(anchor)) {
      return `leads to no place of that name in ${file}`;
    }
    return null;
  }

  return (path) => {
    const { links, canonical } = page(path);
    // "https://host/folder/", when the page says where it stands.
    const base = canonical && canonical.endsWith(path) ? canonical.slice(0, -path.length) : null;
    const faults = [];
    for (const link of links) {
      const isForeign = SCHEME.test(link.address) || link.address.startsWith('//');
      const fault = isForeign ? foreign(link, base) : local(path, link.address);
      if (fault) faults.push(`${path}: <${link.tag} ${link.attribute}="${link.address}"> ${fault}`);
    }
    return faults;
  };
}

/** Faults of the addresses in a style sheet. */
export function styleFaults(site, path, paths) {
  const files = new Set(paths);
  const text = readFileSync(join(site, path), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
  const faults = [];
  for (const [, , address] of text.matchAll(/url\(\s*(["']?)([^"')]+)\1\s*\)/g)) {
    if (address.startsWith('data:') || address.startsWith('#')) continue;
    if (SCHEME.test(address) || address.startsWith('//') || address.startsWith('/')
      || !files.has(posix.join(posix.dirname(path), address.split(/[?#]/)[0]))) {
      faults.push(`${path}: url(${address}) leads nowhere, or elsewhere`);
    }
  }
  return faults;
}
