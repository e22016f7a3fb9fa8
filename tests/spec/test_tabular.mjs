// CSV on the Web: data/csv-metadata.json and each data/*.csv-metadata.json, by
// the rules of "Metadata Vocabulary for Tabular Data" and of "Model for Tabular
// Data" (W3C, 2015), and every row of every CSV by them.
//
// The rules are written out here: no validator of CSVW is in Debian, and none
// that is kept was found on npm. What is checked is in the comments by section.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { csvRows, readJson, roots, start } from './metadata.mjs';

const PROPERTIES = { // 5.3 to 5.6: what may stand on each; the rest has a prefix
  group: ['@context', '@type', '@id', 'tables', 'dialect', 'notes', 'tableSchema'],
  table: ['@context', '@type', '@id', 'url', 'dialect', 'notes', 'tableSchema', 'suppressOutput'],
  schema: ['@type', '@id', 'columns', 'foreignKeys', 'primaryKey', 'rowTitles'],
  column: ['@type', '@id', 'name', 'titles', 'virtual', 'suppressOutput', 'aboutUrl',
    'propertyUrl', 'valueUrl', 'datatype', 'default', 'lang', 'null', 'ordered', 'required',
    'separator', 'textDirection'],
};
const BASES = { // 5.11.1, those we use: what a value must look like
  string: () => true,
  decimal: (text) => /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(text),
  integer: (text) => /^[+-]?\d+$/.test(text),
  date: (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)),
};
// 5.6: a variable of a URI template (RFC 6570, 2.3) that does not begin with "_"
const NAME = /^(?!_)([A-Za-z0-9_]|%[0-9A-Fa-f]{2})(\.?([A-Za-z0-9_]|%[0-9A-Fa-f]{2}))*$/;
const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$/;

function keyFaults(object, kind, where) {
  return Object.keys(object).filter((key) => !PROPERTIES[kind].includes(key)
    && !/^(dc|schema|rdfs|skos|dcat):[A-Za-z]+$/.test(key))
    .map((key) => `${where}: ${key} cannot stand there`);
}

// 5.8: of an object in a common property only these keys may begin with "@".
function commonFaults(value, where) {
  if (Array.isArray(value)) return value.flatMap((item) => commonFaults(item, where));
  if (value === null || typeof value !== 'object') return [];
  const faults = Object.keys(value).filter((key) => key.startsWith('@')
    && !['@id', '@type', '@value', '@language'].includes(key)).map((key) => `${where}: ${key}`);
  if ('@value' in value && Object.keys(value).some((key) => !['@value', '@language', '@type'].includes(key))) {
    faults.push(`${where}: a value with more than a language or a type`);
  }
  if ('@language' in value && !(('@value' in value) && LANGUAGE.test(value['@language']))) {
    faults.push(`${where}: a language without a value, or none`);
  }
  return faults;
}

const commons = (object, where) => Object.entries(object).filter(([key]) => key.includes(':'))
  .flatMap(([key, value]) => commonFaults(value, `${where} ${key}`));

function contextFaults(context, where) { // 5.2
  const [first, local] = Array.isArray(context) ? context : [context];
  const faults = first === 'http://www.w3.org/ns/csvw' ? [] : [`${where}: another @context`];
  if (local && Object.keys(local).some((key) => !['@language', '@base'].includes(key))) {
    faults.push(`${where}: @context with more than @base and @language`);
  }
  return faults;
}

function typeFaults(datatype, where) {
  const type = typeof datatype === 'string' ? { base: datatype } : datatype;
  const faults = type && type.base in BASES ? [] : [`${where}: datatype ${JSON.stringify(datatype)}`];
  try {
    if (type?.format !== undefined) new RegExp(type.format, 'u').test('');
  } catch {
    faults.push(`${where}: ${type.format} is no expression`);
  }
  return faults;
}

function columnsFaults(columns, header, where) {
  const faults = [];
  const names = columns.map((column) => column.name);
  if (new Set(names).size !== names.length) faults.push(`${where}: a name twice`); // 5.6
  columns.forEach((column, i) => {
    const place = `${where} column ${i + 1}`;
    faults.push(...keyFaults(column, 'column', place), ...commons(column, place),
      ...typeFaults(column.datatype ?? 'string', place));
    if (!NAME.test(column.name)) faults.push(`${place}: name ${column.name}`);
    // 5.5.1, compatibility: some title is what the first row has
    if (![column.titles].flat().includes(header[i])) {
      faults.push(`${place}: ${column.titles} stands over ${header[i]}`);
    }
  });
  if (columns.length !== header.length) faults.push(`${where}: ${columns.length} columns of ${header.length}`);
  return faults;
}

// A cell's value by "Parsing Cells" (Model, 6.4): null, or the text; faults aside.
function read(cell, column) {
  const nulls = [column.null ?? ''].flat();
  const type = typeof column.datatype === 'object' ? column.datatype : { base: column.datatype };
  if (nulls.includes(cell)) return { value: null, isGood: true };
  const parts = column.separator ? cell.split(column.separator) : [cell];
  const pattern = type.base === 'string' && type.format ? new RegExp(`^(?:${type.format})$`, 'u') : null;
  return {
    value: cell,
    isGood: parts.every((part) => BASES[type.base](part) && (!pattern || pattern.test(part))),
  };
}

const keyOf = (row, places) => JSON.stringify(places.map((place) => row[place]));

/** {faults, rows: of values, columns} of a table whose schema holds. */
function dataOf(table, folder, where) {
  const path = join(folder, table.url);
  if (!existsSync(path)) return { faults: [`${where}: ${table.url} is not there`] };
  const [header, ...records] = csvRows(readFileSync(path, 'utf8'));
  const { columns, primaryKey = [] } = table.tableSchema;
  const faults = columnsFaults(columns, header, where);
  if (faults.length > 0) return { faults };
  const rows = records.map((record, r) => record.map((cell, i) => {
    const { value, isGood } = read(cell, columns[i]);
    if (!isGood) faults.push(`${table.url}:${r + 2}: ${columns[i].name} "${cell}" is no ${JSON.stringify(columns[i].datatype)}`);
    return value;
  }));
  const names = columns.map((column) => column.name);
  const places = [primaryKey].flat().map((name) => names.indexOf(name));
  if (places.includes(-1)) faults.push(`${where}: primaryKey names no column`); // 5.5.2.1
  const keys = new Set(rows.map((row) => keyOf(row, places)));
  if (places.length > 0 && keys.size !== rows.length) faults.push(`${table.url}: a key twice`);
  return { faults, rows, names };
}

function tableFaults(table, folder, where) {
  return [...keyFaults(table, 'table', where), ...commons(table, where),
    ...keyFaults(table.tableSchema, 'schema', where),
    ...(/^[^/]+\.csv$/.test(table.url) ? [] : [`${where}: url ${table.url}`])];
}

// 5.5.2.2: a table of the group, its columns, exactly one row for each value.
function foreignFaults(table, data, all) {
  return (table.tableSchema.foreignKeys ?? []).flatMap((key) => {
    const target = all.get(key.reference.resource);
    const from = [key.columnReference].flat().map((name) => data.names.indexOf(name));
    const to = [key.reference.columnReference].flat().map((name) => target?.names?.indexOf(name) ?? -1);
    const where = `${table.url} ${key.columnReference}`;
    if (!target || from.includes(-1) || to.includes(-1)) return [`${where}: refers to nothing`];
    const counts = new Map();
    for (const row of target.rows) counts.set(keyOf(row, to), (counts.get(keyOf(row, to)) ?? 0) + 1);
    return data.rows.filter((row) => from.every((place) => row[place] !== null)
      && counts.get(keyOf(row, from)) !== 1)
      .map((row) => `${where}: ${keyOf(row, from)} is not once in ${key.reference.resource}`);
  });
}

export function groupFaults(group, folder, where) {
  if (!Array.isArray(group.tables) || group.tables.length === 0) return [`${where}: no tables`]; // 5.3.1
  const faults = [...contextFaults(group['@context'], where), ...keyFaults(group, 'group', where),
    ...commons(group, where)];
  const all = new Map();
  for (const table of group.tables) {
    const data = dataOf(table, folder, where);
    faults.push(...tableFaults(table, folder, where), ...data.faults);
    all.set(table.url, data);
  }
  for (const table of group.tables) {
    const data = all.get(table.url);
    if (data.rows) faults.push(...foreignFaults(table, data, all));
  }
  return faults;
}

/** A table by itself says what the group says of it, without keys to others. */
function aloneFaults(folder, name, group) {
  const { '@context': context, ...table } = readJson(join(folder, name));
  const same = group.tables.find((other) => other.url === table.url);
  const { foreignKeys, ...schema } = same?.tableSchema ?? {};
  const faults = contextFaults(context, name);
  if (name !== `${table.url}-metadata.json`) faults.push(`${name}: of ${table.url}`); // Model, 5.3
  if (JSON.stringify({ ...same, tableSchema: schema }) !== JSON.stringify(table)) faults.push(`${name}: unlike the group`);
  return faults;
}

const tally = start();
for (const root of roots()) {
  const folder = join(root, 'data');
  const path = join(folder, 'csv-metadata.json');
  if (!existsSync(path)) continue;
  const group = readJson(path);
  tally.add(`${root}: tables and their rows`, groupFaults(group, folder, path));
  const alone = readdirSync(folder).filter((name) => name.endsWith('.csv-metadata.json'));
  tally.add(`${root}: each table by itself`, [
    ...(alone.length === group.tables.length ? [] : [`${alone.length} of ${group.tables.length}`]),
    ...alone.flatMap((name) => aloneFaults(folder, name, group))]);
  const listed = readJson(join(folder, 'datapackage.json')).resources.map((r) => r.path);
  tally.add(`${root}: the tables of the data package`,
    listed.filter((name) => !group.tables.some((table) => table.url === name)));
}

// The checker can fail.
const broken = [
  ['a type that a cell is not', (table) => { table.tableSchema.columns[0].datatype = 'date'; }],
  ['a column too few', (table) => { table.tableSchema.columns.pop(); }],
  ['a heading of another name', (table) => { table.tableSchema.columns[0].titles = 'x'; }],
  ['a key that repeats', (table) => { table.tableSchema.primaryKey = ['source_file']; }],
  ['a key to a table that is not there', (table) => {
    table.tableSchema.foreignKeys = [{ columnReference: 'code', reference: { resource: 'x.csv', columnReference: 'code' } }];
  }],
  ['a word that is not of the vocabulary', (table) => { table.tableSchema.fields = []; }],
];
const sample = roots().map((root) => join(root, 'data')).find((folder) => existsSync(join(folder, 'institutions.csv')));
for (const [name, change] of sample ? broken : []) {
  const group = readJson(join(sample, 'csv-metadata.json'));
  change(group.tables.find((table) => table.url === 'institutions.csv'));
  tally.add(`refused: ${name}`, groupFaults(group, sample, 'broken').length > 0 ? [] : ['it was accepted']);
}
tally.close();
