// "What this covers" in the hub says nothing that is not so: each row leads to a
// page that is there, takes files of roles that the portals of these pages have,
// and cites lines that name what the row is about; both languages say the same,
// and no system that the issue names is left out.
//   SITE=site RENDIR_SHARED=../shared node tests/spec/test_covers.mjs
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const site = process.env.SITE || 'site';
const shared = process.env.RENDIR_SHARED || '../shared';
let passed = 0;
let failed = 0;
let skipped = 0;

function expect(faults, words) {
  if (faults.length === 0) passed++;
  else {
    failed++;
    console.log(`FAILED  ${words}\n    ${faults.slice(0, 20).join('\n    ')}`);
  }
}

// --- the rows as they are written ------------------------------------------

const HEADS = new Set(['System or instrument', 'Sistema o instrumento']);

function rowsOf(language) {
  const text = readFileSync(`content/hub/pages/covers.${language}.md`, 'utf8');
  return text.split('\n').filter(line => /^\| [^-]/.test(line))
    .map(line => line.replace(/^\| | \|$/g, '').split(' | ').map(cell => cell.trim()))
    .filter(cells => !HEADS.has(cells[0]))
    .map(([name, what, named, pages, files]) => ({ name, what, named, pages, files }));
}

/** [{text, portal, key}] of the links of a cell. */
function linksOf(cell) {
  return [...cell.matchAll(/\[([^\]]*)\]\((?:portal:([a-z-]+)\/|page:)([^)]*)\)/g)]
    .map(([, text, portal, key]) => ({ text, portal: portal ?? 'hub', key }));
}

const rows = { en: rowsOf('en'), es: rowsOf('es') };

expect(rows.en.length > 100 ? [] : [`${rows.en.length} rows`], 'the table has its rows');
expect(Object.values(rows).flat().filter(row => row.files === undefined).map(row => row.name),
  'every row has five cells');

// --- both languages ---------------------------------------------------------

const skeleton = row => JSON.stringify([linksOf(row.pages), linksOf(row.files)]
  .map(links => links.map(({ portal, key }) => `${portal}/${key}`)));
const lines = row => (row.named.match(/L[0-9-]+|fn [0-9]+|Box [0-9]/g) ?? []).join();

expect(rows.en.flatMap((row, i) => (rows.es[i] && skeleton(row) === skeleton(rows.es[i])
  ? [] : [`${row.name} / ${rows.es[i]?.name}`])), 'both languages have the same links');
expect(rows.en.flatMap((row, i) => (lines(row).replace(/Box/g, '') ===
  lines(rows.es[i]).replace(/Box/g, '') || /Anexo|recuadro|nota/i.test(rows.es[i].named)
  ? [] : [`${row.named} / ${rows.es[i].named}`])), 'both languages cite the same lines');

// --- pages ------------------------------------------------------------------

const NO_PAGE = { en: /no page publishes/, es: /ninguna página|no (las?|los?) publica/ };

for (const language of ['en', 'es']) {
  const known = rows[language];
  expect(known.filter(row => linksOf(row.pages).length === 0 && !NO_PAGE[language].test(row.what))
    .map(row => row.name), `${language}: a row without a page says that there is none`);
  expect(known.flatMap(row => [...linksOf(row.pages), ...linksOf(row.files)]
    .map(({ portal, key }) => join(site, portal, language, `${key.split('#')[0]}.html`))
    .filter(path => !existsSync(path))), `${language}: every page linked is there`);
}

// --- files ------------------------------------------------------------------

const packages = new Map(readdirSync('data').filter(name =>
  existsSync(`data/${name}/datapackage.json`)).map(name =>
  [name, JSON.parse(readFileSync(`data/${name}/datapackage.json`, 'utf8')).resources]));

function fileFaults(row) {
  const portals = new Set(linksOf(row.pages).map(({ portal }) => portal));
  const files = linksOf(row.files);
  if (files.length === 0 && linksOf(row.pages).length > 0) return [`${row.name}: no files`];
  return files.flatMap(({ text, portal, key }) => {
    const role = text.match(/`([a-z-]+)`/)?.[1];
    const resource = packages.get(portal)?.find(({ name }) => `data/${name}` === key);
    if (!resource) return [`${row.name}: ${portal} has no ${key}`];
    const faults = [];
    if (resource.role !== role) faults.push(`${row.name}: ${key} of ${portal} is ${resource.role}`);
    if (!portals.has(portal)) faults.push(`${row.name}: ${portal} has no page in the row`);
    for (const path of [resource.path].flat()) {
      const file = `data/${portal}/${path}`;
      if (!existsSync(file) || statSync(file).size === 0) faults.push(`${row.name}: ${file}`);
      else if (readFileSync(file, 'utf8').trim().split('\n').length < 2) {
        faults.push(`${row.name}: ${file} has no record`);
      }
    }
    return faults;
  });
}

expect(rows.en.flatMap(fileFaults), 'every file named is of that role, and has records');

// --- the page as it is published -------------------------------------------

for (const language of ['en', 'es']) {
  const html = readFileSync(join(site, 'hub', language, 'pages/covers.html'), 'utf8');
  const written = rows[language].reduce((sum, row) =>
    sum + linksOf(row.pages).length + linksOf(row.files).length, 0);
  const shown = (html.match(/<td>.*?<\/td>/g) ?? [])
    .reduce((sum, cell) => sum + (cell.match(/<a href=/g) ?? []).length, 0);
  expect(written === shown ? [] : [`${written} written, ${shown} shown`],
    `${language}: every link of the table is one on the page`);
}

// --- what the issue names ---------------------------------------------------

const WANTED = ['SICOIN', 'SIGES', 'SIAF', 'SIAF II', 'SNIP', 'Guatecompras', 'SIGOB',
  "K'atun follow-up", 'D-Brain', 'NFMP', 'PGMS', 'SAFP', 'GPEC', 'OPC', 'ACRC', 'PMG', 'Form A1',
  'form H', 'PDU database', 'PDU spreadsheet', 'Delivery reports', 'Chile Cumple', 'PPE', 'PpR',
  'CAR', 'EDEP', 'SIGA', 'CEPLAN', 'SEP planning matrix', 'Comparative public-sector indicators',
  'Roster', 'UK ', 'Australia'];

expect(WANTED.filter(name => !rows.en.some(row => row.name.includes(name))),
  'every system that was asked for has a row');

// --- the lines it cites -----------------------------------------------------

const SEEDS = { KDI: /Guatemala/, Abt: /Abt Associates/, IDB: /Inter-American Development Bank/,
  Vega: /Vega/, WB: /LAC MIC/ };

function seeds() {
  const folder = join(shared, 'seeds');
  if (!existsSync(folder)) return null;
  const texts = readdirSync(folder).filter(name => name.endsWith('.txt')).sort()
    .map(name => readFileSync(join(folder, name), 'utf8'));
  return new Map(Object.entries(SEEDS).map(([key, mark]) => [key, texts.map((text) =>
    [text.slice(0, 6000).match(new RegExp(mark, 'g'))?.length ?? 0, text])
    .sort((a, b) => b[0] - a[0])[0][1].split('\n')]));
}

const fold = text => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Words that tell a system from another: acronyms, and words of five letters. */
function telling(text) {
  return [...new Set(text.split(/[^\p{L}0-9']+/u)
    .filter(word => word.length > 4 || /^[A-Z][A-Za-z0-9]*[A-Z0-9]/.test(word)).map(fold))];
}

function citedFaults(row, documents) {
  const document = documents.get(row.named.split(' ')[0]);
  const spans = [...row.named.matchAll(/L([0-9]+)(?:-([0-9]+))?/g)]
    .map(([, from, to]) => [Number(from), Number(to ?? from)]);
  if (!document) return [`${row.name}: ${row.named} is of no document`];
  if (spans.some(([from, to]) => to < from || to > document.length)) {
    return [`${row.name}: ${row.named} is beyond the end`];
  }
  const cited = fold(spans.map(([from, to]) =>
    document.slice(Math.max(0, from - 2), to + 1).join(' ')).join(' '));
  const told = text => telling(text).filter(word => cited.includes(word)).length;
  // A name may be ours; then the lines say two things of what it is.
  return spans.length === 0 || told(row.name) > 0 || told(row.what) > 1
    ? [] : [`${row.name}: not in ${row.named}`];
}

const documents = seeds();
if (documents === null) {
  console.log('skipped: the lines that the table cites (the documents are not here)');
  skipped++;
} else {
  expect(rows.en.flatMap(row => citedFaults(row, documents)), 'the lines cited name the system');
}

console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed > 0 ? 1 : 0);
