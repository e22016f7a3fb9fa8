// Every figure that a page prints is recomputed from the published CSV files
// alone, by code that shares nothing with the generator, and compared with the
// ledger and with the `value` in the HTML. The page of receipts has a receipt for
// each figure of the ledger and no other, with its value, its filter, its rows and
// what it is made of; links from the page lead to such receipts.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

const site = process.env.SITE || 'site';
let passed = 0;
let failed = 0;
const faults = [];

function expect(holds, words) {
  if (holds) passed++;
  else {
    failed++;
    if (faults.length < 40) faults.push(words());
  }
}

function walk(folder, ending, out = []) {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) walk(path, ending, out);
    else if (name.endsWith(ending)) out.push(path);
  }
  return out;
}

// RFC 4180.
function parseCsv(text) {
  const rows = [];
  let row = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') { cell += '"'; i++; }
      else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === ',') { row.push(cell); cell = ''; }
    else if (c === '\n') { row.push(cell); rows.push(row); row = []; cell = ''; }
    else if (c !== '\r') cell += c;
  }
  if (cell !== '' || row.length > 0) { row.push(cell); rows.push(row); }
  const [head, ...body] = rows;
  return body.map(r => Object.fromEntries(head.map((h, i) => [h, r[i] ?? ''])));
}

// Exact decimals: {units, scale}.
function decimal(text) {
  const m = /^(-?)(\d*)(?:\.(\d+))?$/.exec(text);
  if (!m) return null;
  const scale = (m[3] || '').length;
  return { units: BigInt(m[1] + (m[2] || '0') + (m[3] || '')), scale };
}
const power = n => 10n ** BigInt(n);
function align(a, b) {
  const scale = Math.max(a.scale, b.scale);
  return [a.units * power(scale - a.scale), b.units * power(scale - b.scale), scale];
}
const add = (a, b) => { const [x, y, scale] = align(a, b); return { units: x + y, scale }; };
const subtract = (a, b) => add(a, { units: -b.units, scale: b.scale });
const multiply = (a, b) => ({ units: a.units * b.units, scale: a.scale + b.scale });
const equal = (a, b) => { const [x, y] = align(a, b); return x === y; };
const less = (a, b) => { const [x, y] = align(a, b); return x < y; };
// Half away from zero, 12 decimals.
function divide(a, b) {
  const [x, y] = align(a, b);
  const sign = (x < 0n) !== (y < 0n) ? -1n : 1n;
  const [n, d] = [(x < 0n ? -x : x) * power(12), y < 0n ? -y : y];
  return { units: sign * ((2n * n + d) / (2n * d)), scale: 12 };
}

const pad = n => String(n).padStart(2, '0');
function days(period) {
  let m;
  if ((m = /^(\d{4})$/.exec(period))) return [`${m[1]}-01-01`, `${m[1]}-12-31`];
  if ((m = /^(\d{4})-Q([1-4])$/.exec(period))) {
    const last = m[2] * 3;
    return [`${m[1]}-${pad(last - 2)}-01`, lastDay(m[1], last)];
  }
  if ((m = /^(\d{4})-(\d{2})$/.exec(period))) return [`${period}-01`, lastDay(m[1], +m[2])];
  return [period, period];
}
function lastDay(year, month) {
  return new Date(Date.UTC(+year, month, 0)).toISOString().slice(0, 10);
}
const dayNumber = day => BigInt(Date.parse(`${day}T00:00:00Z`) / 86400000);

// One root: its published tables, by the descriptor alone.
class Root {
  constructor(folder) {
    this.folder = folder;
    this.tables = new Map();
    this.package = JSON.parse(readFileSync(join(folder, 'data/datapackage.json'), 'utf8'));
    this.resources = new Map(this.package.resources.map(r => [r.name, r]));
  }
  rows(name) {
    if (!this.tables.has(name)) {
      const path = join(this.folder, 'data', `${name}.csv`);
      this.tables.set(name, existsSync(path) ? parseCsv(readFileSync(path, 'utf8')) : null);
    }
    return this.tables.get(name);
  }
  // code -> parent, of the list that gives a column's codes
  parents(resource, column) {
    const field = this.resources.get(resource)?.schema.fields.find(f => f.name === column);
    const dimension = field?.['rendir:dimension'];
    const roles = { institution: 'institutions', program: 'programs', territory: 'territories', plan_nodes: 'plan' };
    const own = column === 'code' ? this.resources.get(resource)?.['rendir:role'] : undefined;
    const role = own || roles[dimension || column];
    const parents = new Map();
    for (const r of this.resources.values())
      if ((role && r['rendir:role'] === role) ||
          (dimension && r['rendir:role'] === 'classifier' && r['rendir:dimension'] === dimension))
        for (const row of this.rows(r.name) || []) parents.set(row.code, row.parent || '');
    return parents;
  }
}

const decode = text => decodeURIComponent(text);
function select(root, resource, filter) {
  let rows = root.rows(resource);
  if (rows === null) return null;
  for (const term of filter === '' ? [] : filter.split(';')) {
    const m = /^([^=<!]+)(!=|=|<)(.*)$/.exec(term);
    const [, column, operator, text] = m;
    if (column === 'period' && operator === '=' && text !== '?missing') {
      const [from, to = from] = text.split('..');
      const exact = from === to && rows.some(r => r.period === from);
      const [first] = days(from);
      const [, last] = days(to);
      rows = rows.filter(r => r.period !== '' && (exact && isFact(root, resource) ? r.period === from
        : days(r.period)[0] >= first && days(r.period)[1] <= last));
      continue;
    }
    if (text === '?missing') { rows = rows.filter(r => r[column] === ''); continue; }
    const values = text.split('|').map(decode);
    const many = holdsCodes(root, resource, column);
    const codes = r => (many ? r[column].split('|').map(s => s.trim()) : [r[column]]);
    if (operator === '<') {
      const parents = root.parents(resource, column);
      const below = code => {
        for (let depth = 0; code && depth < 64; depth++, code = parents.get(code))
          if (values.includes(code)) return true;
        return false;
      };
      rows = rows.filter(r => codes(r).some(below));
    } else {
      const fits = r => codes(r).some(c => values.includes(c));
      rows = rows.filter(r => (operator === '=' ? fits(r) : !fits(r)));
    }
  }
  return rows;
}
// Cells of several codes: the descriptor says what stands between them.
const holdsCodes = (root, resource, column) =>
  root.resources.get(resource)?.schema?.fields
    ?.some(f => f.name === column && f['rendir:separator'] === '|') ?? false;
const isFact = (root, resource) =>
  ['execution', 'revenue'].includes(root.resources.get(resource)?.['rendir:role']);

function cell(root, resource, measure, row) {
  const field = root.resources.get(resource).schema.fields.find(f => f.name === measure);
  const text = row[measure];
  if (text === '' || text === undefined) return null;
  if (['date', 'period'].includes(field?.['rendir:type']))
    return { units: dayNumber(days(text)[1]), scale: 0 };
  return decimal(text);
}

// undefined: cannot be recomputed from what is published; null: no value.
function leaf(root, f) {
  const rows = select(root, f.resource, f.filter);
  if (rows === null) return undefined;
  if (f.operation === 'count') {
    const count = f.measure === '*' ? rows.length
      : rows.filter(r => cell(root, f.resource, f.measure, r) !== null || (r[f.measure] ?? '') !== '').length;
    return { units: BigInt(count), scale: 0 };
  }
  if (f.operation === 'codes') {
    const codes = new Set(rows.map(r => r[f.measure]).filter(c => c !== ''));
    return { units: BigInt(codes.size), scale: 0 };
  }
  const values = rows.map(r => cell(root, f.resource, f.measure, r)).filter(v => v !== null);
  if (values.length === 0) return null;
  const total = values.reduce(add);
  const sorted = [...values].sort((a, b) => (less(a, b) ? -1 : less(b, a) ? 1 : 0));
  switch (f.operation) {
    case 'sum': return total;
    case 'value': return values.length === 1 ? values[0] : null;
    case 'min': return sorted[0];
    case 'max': return sorted[sorted.length - 1];
    case 'mean': return divide(total, { units: BigInt(values.length), scale: 0 });
    case 'median': {
      const at = sorted.length >> 1;
      return sorted.length % 2 ? sorted[at] : divide(add(sorted[at - 1], sorted[at]), { units: 2n, scale: 0 });
    }
    case 'last': {
      const dated = rows.filter(r => cell(root, f.resource, f.measure, r) !== null);
      dated.sort((a, b) => (days(a.period)[0] < days(b.period)[0] ? -1 : 1));
      return cell(root, f.resource, f.measure, dated[dated.length - 1]);
    }
  }
  return undefined;
}

function tree(f, a, b) {
  switch (f.operation) {
    case 'add': return add(a, b);
    case 'difference': return subtract(a, b);
    case 'days': return subtract(b, a);
    case 'product': return multiply(a, b);
    case 'ratio':
    case 'share': return b.units === 0n ? null : divide(a, b);
    case 'change': return b.units === 0n ? null : divide(subtract(a, b), b);
  }
  return undefined;
}

function canonical(f) {
  if (f.operation === 'constant') return `constant(${f.measure})`;
  if (f.operands !== '') return `${f.operation}(${f.operands.split(' ').join(',')})`;
  return `${f.operation}(${f.resource},${f.measure},${f.filter})`;
}
function idOf(text) {
  const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
  const digest = createHash('sha256').update(text).digest();
  let bits = 0n;
  for (const byte of digest.subarray(0, 8)) bits = bits * 256n + BigInt(byte);
  let id = '';
  for (let i = 0; i < 12; i++) id += alphabet[Number((bits >> BigInt(59 - 5 * i)) & 31n)];
  return id;
}

// A published percentage is a quotient; sums are exact.
function checkLedger(root, path, memo) {
  const figures = parseCsv(readFileSync(path, 'utf8'));
  const byId = new Map(figures.map(f => [f.id, f]));
  const where = f => `${relative(site, path)}: ${f.id} ${canonical(f)}`;
  for (const f of figures) {
    expect(idOf(canonical(f)) === f.id, () => `${where(f)}: the id is not that of the text`);
    if (f.operation === 'constant') {
      const row = root.rows('derived-constants').find(r => r.constant === f.measure);
      expect(row && equal(decimal(row.value), decimal(f.value)),
        () => `${where(f)}: the constant is not published with this value`);
      continue;
    }
    let value;
    if (f.operands === '') {
      const key = canonical(f);
      if (!memo.has(key)) memo.set(key, leaf(root, f));
      value = memo.get(key);
    } else {
      const operands = f.operands.split(' ').map(id => byId.get(id));
      expect(operands.every(Boolean), () => `${where(f)}: an operand is not in the ledger`);
      if (!operands.every(Boolean)) continue;
      if (operands.some(o => o.status !== 'present')) value = null;
      else value = tree(f, ...operands.map(o => decimal(o.value)));
    }
    if (value === undefined) continue;
    if (f.status !== 'present') {
      expect(value === null, () => `${where(f)}: ${f.status}, and the rows give a value`);
      continue;
    }
    expect(value !== null && equal(value, decimal(f.value)),
      () => `${where(f)}: the ledger has ${f.value}, the rows give ${value && `${value.units}e-${value.scale}`}`);
  }
  return byId;
}

function checkPage(root, path, ledger) {
  const html = readFileSync(path, 'utf8');
  for (const m of html.matchAll(/data-figure="([a-z2-7]+)"(?: value="([^"]*)")?/g)) {
    const f = ledger.get(m[1]);
    expect(f, () => `${relative(site, path)}: ${m[1]} is not in the ledger`);
    if (f && m[2] !== undefined)
      expect(m[2] === f.value, () => `${relative(site, path)}: ${m[1]} says ${m[2]}, the ledger ${f.value}`);
  }
}

function unescaped(text) {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

// The terms of a filter, wherever they stand on the page.
const termsOf = text => text.split(';').filter(term => term !== '').sort().join(';');
const codeOf = html => unescaped(/<code>([^<]*)<\/code>/.exec(html)?.[1] ?? '');
const letterOf = place => (place < 26 ? '' : String.fromCharCode(96 + Math.floor(place / 26))) + String.fromCharCode(97 + place % 26);

// Receipts of a page: each with the terms that it has from its row, its column and
// its heading, what is said of it, and what it is made of.
function receiptsOf(html) {
  const receipts = [];
  for (const block of html.split('<h2 id="r-').slice(1)) {
    const [head, body] = [block.slice(0, block.search(/<[ou]l/)), block.slice(block.search(/<[ou]l/))];
    const fixed = codeOf(head);
    const table = body.indexOf('<table');
    if (table < 0) {
      for (const [, id, text] of body.matchAll(/<li id="([^"]*)">([^]*?)<\/li>/g))
        receipts.push({ id, text, terms: [fixed, codeOf(text)], made: [...text.split('<b>')[0].matchAll(/href="#([^"]*)"/g)].map(m => m[1]) });
      continue;
    }
    const columns = [...body.slice(0, table).matchAll(/<li>([^]*?)<\/li>/g)].map(m => m[1]);
    const heads = [...body.matchAll(/<th scope="col"><var>([^<]*)<\/var>/g)].map(m => m[1]);
    expect(heads.length === columns.length && heads.every((letter, i) => letter === letterOf(i)),
      () => `columns ${heads} for ${columns.length} descriptions`);
    for (const [, row] of body.slice(table).matchAll(/<tr>(<th scope="row">[^]*?)<\/tr>/g)) {
      const [name, ...cells] = row.split('<td');
      const ids = cells.map(cell => /^ id="([^"]*)"/.exec(cell)?.[1]);
      cells.forEach((text, i) => {
        if (ids[i] === undefined) return;
        const made = [...columns[i].matchAll(/<var>([^<]*)<\/var>|href="#([^"]*)"/g)].map(m => m[2] ?? ids[heads.indexOf(m[1])]);
        receipts.push({ id: ids[i], text, terms: [fixed, codeOf(name), codeOf(columns[i])], made });
      });
    }
  }
  return receipts;
}

// Half away from zero, at the decimals that are printed; a hundredfold if in hundredths.
function isRounded(value, text) {
  const plain = text.replace(/[^\d.,-]/g, '');
  const mark = /[.,](?=\d*$)/.exec(plain);
  const decimals = mark ? plain.length - mark.index - 1 : 0;
  const shown = BigInt(plain.replace(/[^\d-]/g, ''));
  return [0, 2].some(hundreds => {
    const units = value.units * power(hundreds + decimals);
    const half = power(value.scale);
    const size = units < 0n ? -units : units;
    const rounded = (2n * size + half) / (2n * half);
    return (units < 0n ? -rounded : rounded) === shown;
  });
}
function checkReceipts(page, path, ledger) {
  const where = relative(site, path);
  expect(existsSync(path), () => `${where}: there are no receipts`);
  if (!existsSync(path)) return;
  const whole = readFileSync(path, 'utf8');
  const [html] = whole.split('<section');
  const heads = new Map([...ledger.keys()].reverse().map(id => [id.slice(0, 4), id]));
  heads.delete('cite');
  const named = anchor => ledger.get(anchor) ?? ledger.get(heads.get(anchor));
  const seen = new Set();
  for (const { id, text, terms, made } of receiptsOf(html)) {
    const f = named(id);
    expect(f && !seen.has(f.id), () => `${where}: ${id} stands twice, or is not in the ledger`);
    if (!f) continue;
    seen.add(f.id);
    const [, value] = /<b>([^<]*)<\/b>/.exec(text) ?? [];
    expect(f.status !== 'present' ? value && !/\d/.test(value)
      : value === f.value || (f.operands !== '' && /\d/.test(value) && isRounded(decimal(f.value), value)),
    () => `${where}: ${f.id} says ${value}, the ledger ${f.value} (${f.status})`);
    if (f.operands === '' && f.operation !== 'constant') {
      expect(termsOf(terms.join(';')) === termsOf(f.filter),
        () => `${where}: ${f.id} asks for ${terms.join(';')}, the ledger for ${f.filter}`);
      expect(text.includes(`: ${f.rows}`), () => `${where}: ${f.id} does not have ${f.rows} rows`);
    } else {
      const operands = made.map(anchor => named(anchor)?.id).sort().join(' ');
      expect(operands === f.operands.split(' ').sort().join(' '),
        () => `${where}: ${f.id} is said to be made of ${operands}, in the ledger of ${f.operands}`);
    }
  }
  expect(seen.size === ledger.size, () => `${where}: ${seen.size} receipts for ${ledger.size} figures`);
  for (const [, id] of readFileSync(page, 'utf8').matchAll(/href="[^"]*receipts\/[^"]*#([^"]*)"/g)) {
    // Receipts have the page's citation, too.
    expect((seen.has(id) && html.includes(`id="${id}"`)) || (id === 'cite' && whole.includes('id="cite"')),
      () => `${relative(site, page)}: links to a receipt that is not there, ${id}`);
  }
}

const roots = existsSync(site)
  ? walk(site, 'manifest.sha256').map(p => p.slice(0, -'/manifest.sha256'.length)) : [];
expect(roots.length > 0, () => `${site}: no root to check`);
for (const folder of roots) {
  const root = new Root(folder);
  const base = join(folder, 'data/figures');
  const memo = new Map();
  const languages = readdirSync(folder).filter(n => /^[a-z]{2}$/.test(n));
  for (const path of existsSync(base) ? walk(base, '.csv') : []) {
    const ledger = checkLedger(root, path, memo);
    const key = relative(base, path).slice(0, -4);
    for (const language of languages) {
      const page = join(folder, language, `${key}.html`);
      if (!existsSync(page)) continue;
      checkPage(root, page, ledger);
      // The list of all pages, what is searched and what is not found print no figure.
      if (!/^(404|search|a-z)(\/|$)/.test(key)) checkReceipts(page, join(folder, language, 'receipts', `${key}.html`), ledger);
    }
  }
}
for (const fault of faults) console.log(fault);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
