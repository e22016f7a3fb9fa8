// What the browser tests share: the pages of a site by kind, a server of it
// below a sub-path, Chromium, and the closing line that tests/run.sh counts.
import { createReadStream, existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, relative, resolve, sep } from 'node:path';

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript',
  '.svg': 'image/svg+xml', '.json': 'application/json', '.csv': 'text/csv',
  '.xml': 'application/xml', '.png': 'image/png', '.ics': 'text/calendar',
};

/** All files below `folder`, as paths from it with '/', sorted. */
export function filesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name))
      .split(sep).join('/'))
    .sort();
}

/** The portal of a path: its first folder when that is a root, else ''. */
export function portalOf(site, path) {
  const [first] = path.split('/');
  return first !== path && existsSync(join(site, first, 'manifest.sha256')) ? first : '';
}

// A frozen page differs by its banner and by where its history leads: enough of
// them are seen with these.
const FROZEN = ['index.html', 'changes.html', 'programs/', 'receipts/'];

/** Does it stand for a page that is no more? */
function isGone(file) {
  return readFileSync(file, 'utf8').includes('<article data-gone="');
}

/** Language and kind of a page; no kind where it is not looked at. */
function kindOf(file, own) {
  const isFrozen = own.startsWith('releases/');
  const parts = own.split('/').slice(isFrozen ? 2 : 0);
  const language = parts.length > 1 ? parts.shift() : '';
  // Receipts look alike, whatever page they are of.
  const folder = parts[0] === 'receipts' ? 'receipts' : parts.slice(0, -1).join('/');
  const kind = folder ? `${folder}/` : parts[0];
  if (isFrozen) return { language, kind: language && FROZEN.includes(kind) ? `frozen:${kind}` : '' };
  if (!language) return { language, kind: `choice:${kind}` };
  return { language, kind: folder && isGone(file) ? 'gone' : kind };
}

/**
 * One page of each kind of each portal, in languages that take turns:
 * [{portal, kind, path}]. A kind is a folder of pages (programs) or a page
 * that stands alone (about); of a folder the largest page is taken, for it has
 * the most that can go wrong. Of earlier releases a few kinds are taken.
 */
export function samples(site) {
  const kinds = new Map();
  for (const path of filesOf(site)) {
    if (!path.endsWith('.html')) continue;
    const portal = portalOf(site, path);
    const { language, kind } = kindOf(join(site, path), portal ? path.slice(portal.length + 1) : path);
    if (!kind) continue;
    const key = `${portal}|${kind}`;
    const size = statSync(join(site, path)).size;
    const languages = kinds.get(key) ?? new Map();
    const best = languages.get(language);
    if (!best || size > best.size) languages.set(language, { path, size });
    kinds.set(key, languages);
  }
  return [...kinds].map(([key, languages], i) => {
    const [portal, kind] = key.split('|');
    const choices = [...languages.values()];
    return { portal, kind, path: choices[i % choices.length].path };
  });
}

/** Serves `site` below /sub/path/; resolves to {address, close}. */
export function serve(site) {
  const root = resolve(site);
  const prefix = '/sub/path/';
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const file = join(root, decodeURIComponent(pathname.slice(prefix.length)));
    const isFile = pathname.startsWith(prefix) && file.startsWith(root + sep)
      && existsSync(file) && statSync(file).isFile();
    // A browser asks for this by itself; it is no link of ours.
    if (pathname === '/favicon.ico') {
      response.writeHead(204).end();
    } else if (isFile) {
      response.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream' });
      createReadStream(file).pipe(response);
    } else {
      response.writeHead(404).end();
    }
  });
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () => done({
      address: `http://127.0.0.1:${server.address().port}${prefix}`,
      close: () => server.close(),
    }));
  });
}

export async function launch() {
  const { chromium } = await import('playwright-core');
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

/** Counts what held; `faults` is a list of sentences, empty when all is well. */
export class Tally {
  #passed = 0;

  #failed = 0;

  add(name, faults, most = 20) {
    if (faults.length === 0) {
      this.#passed += 1;
      return;
    }
    this.#failed += 1;
    console.log(`FAILED  ${name}`);
    for (const fault of faults.slice(0, most)) console.log(`    ${fault}`);
    if (faults.length > most) console.log(`    and ${faults.length - most} more`);
  }

  /** Prints the closing line and sets the exit status. */
  close(skipped = 0) {
    console.log(`${this.#passed} passed, ${this.#failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
    // Nothing at all to test is a failure: the site is not where it was said.
    process.exitCode = this.#failed > 0 || this.#passed === 0 ? 1 : 0;
  }
}

/** The site folder given on the command line. */
export function siteArgument() {
  const site = process.argv[2];
  if (!site || !existsSync(site)) {
    console.error(`usage: ${process.argv[1]} SITE (a folder; ${site} is none)`);
    process.exit(2);
  }
  return site;
}
