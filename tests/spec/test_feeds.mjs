// What leaves beside pages and datasets: JSON-LD of schema.org in pages,
// calendars (read by ical.js), Atom and JSON feeds, plans as StratML (xmllint
// with its schema, version 2016-02-16).
//
// For Atom, JSON Feed and schema.org nothing that others wrote works without a
// network: their rules are written out here (RFC 4287, sections 4.1 and 4.2;
// jsonfeed.org, version 1.1; schema.org types and what search engines ask of a
// Dataset).
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { filesOf } from '../browser/site.mjs';
import { addressed, load, made, readJson, roots, shared, start } from './metadata.mjs';

const { default: ICAL } = await load('ical.js', 'feeds, calendars and plans');
const tally = start();
const skips = [];
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;
const isAbsolute = (address) => /^(https?|urn|tag):/.test(address);

const named = (folder, pattern) => readdirSync(folder).filter((name) => pattern.test(name))
  .map((name) => join(folder, name));

/* --- calendars ------------------------------------------------------------ */

// RFC 5545, 3.1: CRLF, 75 octets at most, no character cut in two.
function lineFaults(bytes, path) {
  const lines = bytes.toString('utf8').split('\r\n');
  const faults = lines.at(-1) === '' ? [] : [`${path}: the last line has no end`];
  lines.forEach((line, i) => {
    if (Buffer.byteLength(line) > 75) faults.push(`${path}:${i + 1}: ${Buffer.byteLength(line)} octets`);
    if (/[\n\r\uFFFD]/.test(line)) faults.push(`${path}:${i + 1}: a line end or half a character`);
  });
  return faults;
}

function calendarFaults(path, root) {
  const bytes = readFileSync(path);
  const faults = lineFaults(bytes, path);
  const calendar = new ICAL.Component(ICAL.parse(bytes.toString('utf8')));
  const events = calendar.getAllSubcomponents('vevent');
  const ids = new Set(events.map((event) => event.getFirstPropertyValue('uid')));
  for (const name of ['version', 'prodid']) {
    if (!calendar.getFirstPropertyValue(name)) faults.push(`${path}: no ${name}`);
  }
  if (ids.size !== events.length || events.length === 0) faults.push(`${path}: ${ids.size} ids of ${events.length} events`);
  for (const event of events) {
    const start = event.getFirstPropertyValue('dtstart');
    if (!start.isDate || !event.getFirstPropertyValue('dtstamp') || !event.getFirstPropertyValue('summary')) {
      faults.push(`${path}: ${event.getFirstPropertyValue('uid')} lacks a day, a stamp or a summary`);
    }
  }
  return faults.concat(dueFaults(path, root, events));
}

// A report of the calendar is there on the day that its table says.
function dueFaults(path, root, events) {
  const table = join(root, 'data/calendar.json');
  if (!existsSync(table)) return [];
  return readJson(table).filter((row) => row.due).flatMap((row) => {
    const event = events.find((e) => e.getFirstPropertyValue('uid').endsWith(`/registers/calendar/${row.code}`));
    const day = event?.getFirstPropertyValue('dtstart').toString();
    return !/^[a-z0-9.-]+$/.test(row.code) || day === row.due ? [] : [`${path}: ${row.code} is due ${row.due}, not ${day}`];
  });
}

/* --- feeds ---------------------------------------------------------------- */

function tree(path) {
  const { status, stderr } = spawnSync('xmllint', ['--noout', path], { encoding: 'utf8' });
  return status === 0 ? [] : [stderr];
}

const element = (text, name) => [...text.matchAll(new RegExp(`<${name}(?:\\s[^>]*)?>([^<]*)</${name}>`, 'g'))]
  .map((match) => match[1]);

function onceEach(text, names, where) {
  return names.filter((name) => element(text, name).length !== 1)
    .map((name) => `${where}: ${element(text, name).length} of ${name}`);
}

function atomFaults(path) {
  const text = readFileSync(path, 'utf8');
  const entries = text.match(/<entry>.*?<\/entry>/gs) ?? [];
  const head = text.replace(/<entry>.*?<\/entry>/gs, '');
  const faults = [...tree(path), ...onceEach(head, ['title', 'id', 'updated', 'name'], path)];
  for (const entry of entries) {
    faults.push(...onceEach(entry, ['title', 'id', 'updated'], path));
    if (!/<link rel="alternate" href="[^"]+"/.test(entry)) faults.push(`${path}: an entry without a link`);
  }
  for (const time of [...element(text, 'updated'), ...element(text, 'published')]) {
    if (!DATE_TIME.test(time)) faults.push(`${path}: ${time} is no time`);
  }
  const ids = element(text, 'id');
  if (new Set(ids).size !== ids.length || !ids.every(isAbsolute)) faults.push(`${path}: ids that are no addresses, or twice`);
  return faults;
}

function jsonFeedFaults(path, root) {
  const feed = readJson(path);
  const faults = feed.version === 'https://jsonfeed.org/version/1.1' ? [] : [`${path}: ${feed.version}`];
  const atom = readFileSync(path.replace(/json$/, 'xml'), 'utf8');
  if (!feed.title || !Array.isArray(feed.items)) faults.push(`${path}: no title or no items`);
  for (const item of feed.items ?? []) {
    if (typeof item.id !== 'string' || !item.content_text || !DATE_TIME.test(item.date_published)) {
      faults.push(`${path}: ${item.id} lacks an id, a content or a time`);
    }
    if (!isAbsolute(item.url) && !existsSync(join(root, item.url))) faults.push(`${path}: ${item.url} is not there`);
  }
  const ids = (feed.items ?? []).map((item) => item.id);
  if (element(atom, 'id').slice(1).join() !== ids.join()) faults.push(`${path}: other entries than the Atom feed`);
  return faults;
}

/* --- schema.org ------------------------------------------------------------ */

function structuredFaults(root, path) {
  const page = readFileSync(join(root, path), 'utf8');
  const scripts = [...page.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)];
  if (scripts.length !== 1) return [`${path}: ${scripts.length} of JSON-LD`];
  const [, text] = scripts[0];
  const thing = JSON.parse(text);
  const faults = /[<>&]/.test(text) ? [`${path}: markup in JSON-LD`] : [];
  const isData = /^[^/]+\/data\.html$/.test(path);
  if (thing['@context'] !== 'https://schema.org/' || thing['@type'] !== (isData ? 'DataCatalog' : 'Dataset')) {
    faults.push(`${path}: ${thing['@context']} ${thing['@type']}`);
  }
  for (const name of ['name', 'description', 'url', 'inLanguage']) {
    if (typeof thing[name] !== 'string' || thing[name] === '') faults.push(`${path}: no ${name}`);
  }
  for (const file of thing.distribution ?? []) {
    if (file['@type'] !== 'DataDownload' || !file.encodingFormat) faults.push(`${path}: ${file.name}`);
    if (!isAbsolute(file.contentUrl) && !existsSync(join(root, dirname(path), file.contentUrl))) {
      faults.push(`${path}: ${file.contentUrl} is not there`);
    }
  }
  if (!isData && !(thing.distribution?.length > 0)) faults.push(`${path}: no distribution`);
  return faults;
}

function dataPages(root) {
  const published = new Set(readJson(join(root, 'data/datapackage.json')).resources.map((r) => r.name));
  return filesOf(root).filter((path) => {
    const [, name] = path.match(/^[^/]+\/data\/([^/]+)\.html$/) ?? [];
    return /^[^/]+\/data\.html$/.test(path) || published.has(name);
  });
}

/* --- plans ----------------------------------------------------------------- */

const schema = join(shared, 'standards/stratml-part2/PerformancePlanOrReport20160216.xsd');
const hasXmllint = spawnSync('xmllint', ['--version']).status === 0;
if (!hasXmllint) skips.push('plans as StratML, Atom (xmllint is not installed)');
else if (!existsSync(schema)) skips.push('plans as StratML (no ../shared/standards)');

function planFaults(path) {
  const { status, stderr } = spawnSync('xmllint', ['--noout', '--schema', schema, path], { encoding: 'utf8' });
  return status === 0 ? [] : [stderr];
}

function plans(root) {
  const folder = join(root, 'data/plans');
  return existsSync(folder) ? named(folder, /\.stratml\.xml$/) : [];
}

/* --- all ------------------------------------------------------------------- */

function all(root, name) {
  const pages = dataPages(root);
  tally.add(`${name}: JSON-LD of ${pages.length} pages`, pages.flatMap((path) => structuredFaults(root, path)));
  tally.add(`${name}: calendars`, named(root, /^calendar\..*\.ics$/).flatMap((path) => calendarFaults(path, root)));
  tally.add(`${name}: JSON feeds`, named(root, /^feed\..*\.json$/).flatMap((path) => jsonFeedFaults(path, root)));
  if (hasXmllint) tally.add(`${name}: Atom feeds`, named(root, /^feed\..*\.xml$/).flatMap(atomFaults));
  if (hasXmllint && existsSync(schema)) tally.add(`${name}: ${plans(root).length} plans as StratML`, plans(root).flatMap(planFaults));
}

for (const root of roots()) all(root, root);
const { status, stderr, root } = addressed();
tally.add('a build with --base-url', status === 0 ? [] : [stderr]);
if (status === 0) all(root, 'with an address');

/* --- a portal that is hard on formats --------------------------------------- */

const LONG = `Ñandú; áéíóú, "ç" \\ ${'ñ€😀'.repeat(30)}`;
const quoted = (text) => `"${text.replace(/"/g, '""')}"`;
const field = (name, more = {}) => ({ name, role: name, ...more });
const resource = (name, fields, more = {}) => ({
  name, path: `${name}.csv`, role: name, title: `T ${name}`, schema: { fields }, ...more,
});
const hard = made({
  'content/x/portal.yaml': 'name: "A </script><script>alert(1)</script> & B"\npublisher: P\n'
    + 'languages: [{path: en, locale: en-US}]\ncut_off: 2020-06-30\nillustrative: true\n'
    + 'summary: "]]> --> <b>"\n',
  'data/x/datapackage.json': JSON.stringify({
    name: 'x',
    resources: [
      resource('calendar', [field('code'), field('label'), field('due', { type: 'date' })]),
      resource('plan', [field('code'), field('label'), field('parent'), field('level'), field('access'), field('description')]),
      resource('indicators', [field('code'), field('label', { personal: true }), field('plan_nodes', { role: 'plan-nodes' })]),
      resource('commitments', [field('code'), field('label'), field('deadline')], { publish: 'none' }),
    ],
  }),
  'data/x/calendar.csv': `code,label,due\n${quoted('A b/ç')},${quoted(LONG)},2020-02-29\nb,"two\nlines",2021-01-01\nnone,no day,\n`,
  'data/x/plan.csv': 'code,label,parent,level,access,description\n'
    + 'open 1,Open </Name> & plan,,plan,public,d\n1_2,Goal,open 1,axis,,\n'
    + 'secret,The secret plan,,plan,restricted,HIDDEN WORDS\ns1,HIDDEN NODE,secret,axis,,\n',
  'data/x/indicators.csv': 'code,label,plan_nodes\ni1,HIDDEN PERSON,open 1\n',
  'data/x/commitments.csv': 'code,label,deadline\nc1,HIDDEN PROMISE,2020-12-31\n',
});
tally.add('a hard portal is built', hard.status === 0 ? [] : [hard.stderr]);
if (hard.status === 0) {
  all(hard.root, 'a hard portal');
  const text = readFileSync(join(hard.root, 'calendar.en.ics'), 'utf8');
  const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent')
    .map((event) => ['uid', 'dtstart', 'summary'].map((name) => `${event.getFirstPropertyValue(name)}`));
  tally.add('texts come back from a calendar as they were', JSON.stringify(events) === JSON.stringify([
    ['x/registers/calendar/~41~20b~2f~c3~a7', '2020-02-29', `Report due: ${LONG}`],
    ['x/registers/calendar/b', '2021-01-01', 'Report due: two\nlines'],
  ]) ? [] : [JSON.stringify(events)]);
  const leaving = [text, ...plans(hard.root).map((path) => readFileSync(path, 'utf8'))].join('\n');
  tally.add('what is withheld does not leave', (leaving.match(/HIDDEN [A-Z]+/g) ?? []));
  tally.add('a plan that is not public is named', leaving.includes('<Name>The secret plan</Name>')
    && plans(hard.root).length === 2 ? [] : [plans(hard.root).join()]);
}

tally.add('there is a calendar', roots().some((folder) => existsSync(join(folder, 'calendar.es.ics'))) ? [] : ['none']);
tally.add('there is a plan', roots().some((folder) => plans(folder).length > 0) ? [] : ['none']);
for (const what of skips) console.log(`skipped: ${what}`);
tally.close(skips.length);
