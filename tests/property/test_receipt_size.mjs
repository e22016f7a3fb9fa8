// The price of receipts: a page's HTML with its ledger and its receipts, each
// compressed as gzip -9 does, is within twice the HTML alone (all languages of a
// page together; they share one ledger).
//
// It holds for every portal as a whole and for all but one in eighty of its
// pages. It cannot hold for tables of hundreds of figures: an id is 60 random bits
// in the ledger, and with its exact value some 16 bytes there; each language adds
// the value, the lines and an anchor, another 12. Such a page has about 55 bytes of
// HTML for a figure, and is allowed 2.2; one that computes most of what it prints
// from figures that it does not print has less than 45, and is allowed 2.5.
//   SITE=site node tests/property/test_receipt_size.mjs [list]
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';

const ALLOWED = 2;
const ALLOWED_ABOVE = 2.2;
const DENSE = 45; /* bytes of HTML for a figure */
const ALLOWED_DENSE = 2.5;
const PAGES_ABOVE = 1 / 80;

const site = process.env.SITE || 'site';
let passed = 0;
let failed = 0;

function walk(folder, ending, out = []) {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) walk(path, ending, out);
    else if (name.endsWith(ending)) out.push(path);
  }
  return out;
}

const size = path => (existsSync(path) ? gzipSync(readFileSync(path), { level: 9 }).length : 0);

function expect(holds, words) {
  if (holds) passed++;
  else {
    failed++;
    console.log(`FAILED  ${words}`);
  }
}

function measure(root, ledger) {
  const key = relative(join(root, 'data/figures'), ledger).slice(0, -4);
  const page = { key, figures: readFileSync(ledger, 'utf8').split('\n').length - 2, html: 0, more: size(ledger) };
  for (const language of readdirSync(root).filter(name => /^[a-z]{2}$/.test(name))) {
    page.html += size(join(root, language, `${key}.html`));
    page.more += size(join(root, language, 'receipts', `${key}.html`));
  }
  if (key === 'choice') page.html = size(join(root, 'index.html'));
  page.ratio = (page.html + page.more) / page.html;
  return page;
}

const roots = existsSync(site)
  ? walk(site, 'manifest.sha256').map(path => path.slice(0, -'/manifest.sha256'.length)) : [];
expect(roots.length > 0, `${site}: no root to measure`);
for (const root of roots) {
  const pages = walk(join(root, 'data/figures'), '.csv').map(path => measure(root, path));
  const html = pages.reduce((sum, page) => sum + page.html, 0);
  const more = pages.reduce((sum, page) => sum + page.more, 0);
  const above = pages.filter(page => page.ratio > ALLOWED).sort((a, b) => b.ratio - a.ratio);
  const name = relative(site, root) || '.';
  console.log(`${name}: ${((html + more) / html).toFixed(2)} times the HTML; ${above.length} of ${
    pages.length} pages above ${ALLOWED}${above.length > 0 ? `, most ${above[0].key} (${
    above[0].figures} figures): ${above[0].ratio.toFixed(2)}` : ''}`);
  expect((html + more) / html <= ALLOWED, `${name}: the whole is above ${ALLOWED}`);
  expect(above.length <= pages.length * PAGES_ABOVE, `${name}: ${above.length} pages above ${ALLOWED}`);
  for (const page of pages) {
    const most = page.html < page.figures * DENSE ? ALLOWED_DENSE : ALLOWED_ABOVE;
    expect(page.ratio <= most, `${name}/${page.key}: ${page.ratio.toFixed(2)} with ${page.figures} figures`);
    if (process.argv[2] === 'list' && page.ratio > ALLOWED)
      console.log(`    ${page.ratio.toFixed(2)}  ${page.figures} figures  ${page.key}`);
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
