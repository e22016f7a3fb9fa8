// What the tests of published metadata share: the roots of the site, one root
// built with an address of its own, modules that may be lacking.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Tally } from '../browser/site.mjs';

export const shared = process.env.RENDIR_SHARED ?? '../shared';
export const ADDRESS = 'https://cuentas.example/portal/';

/** Ends the run: why nothing can be tested. */
export function skip(name, why) {
  console.log(`skipped: ${name} (${why})`);
  console.log('0 passed, 0 failed, 1 skipped');
  process.exit(0);
}

/** A module of tests/spec/package.json, or the end of the run. */
export async function load(name, test) {
  try {
    return await import(name);
  } catch {
    return skip(test, `no ${name} in tests/spec/node_modules`);
  }
}

/** Folders of the site's portals; a release is as it was. */
export function roots() {
  const site = process.env.SITE ?? 'site';
  const found = existsSync(site) ? ['.', ...readdirSync(site)].map((name) => join(site, name))
    .filter((folder) => existsSync(join(folder, 'manifest.sha256'))) : [];
  return found;
}

/** A tally that has failed already where there is no site. */
export function start() {
  const tally = new Tally();
  tally.add('there is a site', roots().length > 0 ? [] : ['no root was found']);
  return tally;
}

/** A folder that goes with the process. */
function scratch() {
  const work = mkdtempSync(join(tmpdir(), 'rendir-metadata-'));
  process.on('exit', () => rmSync(work, { recursive: true, force: true }));
  return work;
}

function build(work, options, portal, address) {
  const { status, stderr } = spawnSync(process.env.RENDIR ?? '.build/rendir',
    ['build', '--templates', 'templates', '--output', join(work, 'site'), '--quiet', ...options],
    { encoding: 'utf8', maxBuffer: 1 << 28 });
  return { status, stderr, root: join(work, 'site', portal), address };
}

/** `chile` with an absolute address. */
export function addressed() {
  return build(scratch(), ['--portal', 'chile', '--base-url', ADDRESS], 'chile', `${ADDRESS}chile/`);
}

/** A portal of the files given, {path: text}, beside nothing else. */
export function made(files) {
  const work = scratch();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(work, path)), { recursive: true });
    writeFileSync(join(work, path), text);
  }
  return build(work, [work], '', '');
}

export const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));
export const sha256 = (path) => createHash('sha256').update(readFileSync(path)).digest('hex');

/** The rows of a CSV by RFC 4180, as lists of cells. */
export function csvRows(text) {
  const rows = [];
  let row = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i];
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') { cell += '"'; i += 1; } else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === ',') { row.push(cell); cell = ''; } else if (c === '\n') {
      row.push(cell);
      rows.push(row);
      row = [];
      cell = '';
    } else if (c !== '\r') cell += c;
  }
  return rows;
}
