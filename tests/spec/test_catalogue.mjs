// data/catalogue.jsonld against the SHACL shapes of DCAT-AP 3.0.0 (SEMIC), by
// rdf-validate-shacl, and against the files it lists. Parsed without a network:
// its context is in itself.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { join, resolve } from 'node:path';
import { addressed, load, readJson, roots, sha256, shared, skip, start } from './metadata.mjs';

const NAME = 'DCAT-AP catalogues';
const DCAT = 'http://www.w3.org/ns/dcat#';
const DCT = 'http://purl.org/dc/terms/';
const shapesPath = join(shared, 'standards/dcat-ap-3.0.0/dcat-ap-SHACL.ttl');
const { Parser, Store } = await load('n3', NAME);
const { JsonLdParser } = await load('jsonld-streaming-parser', NAME);
const { default: SHACLValidator } = await load('rdf-validate-shacl', NAME);

function parse(text, base) {
  return new Promise((done, fail) => {
    const quads = [];
    const parser = new JsonLdParser({ baseIRI: base });
    parser.on('data', (quad) => quads.push(quad));
    parser.on('error', fail);
    parser.on('end', () => done(quads));
    parser.end(text);
  });
}

if (!existsSync(shapesPath)) skip(NAME, 'no ../shared/standards');
const shapes = new Store(new Parser().parse(readFileSync(shapesPath, 'utf8')));
const validator = new SHACLValidator(shapes);

async function shapeFaults(quads) {
  const report = await validator.validate(new Store(quads));
  return report.results.map((result) => `${result.focusNode?.value} `
    + `${result.path?.value ?? ''}: ${result.message.map((m) => m.value).join('; ')} `
    + `[${result.sourceConstraintComponent?.value.split('#').pop()}]`);
}

const objects = (quads, property) => quads.filter((q) => q.predicate.value === DCAT + property);

/** Every file is there with its digest; every dataset of the package is too. */
function fileFaults(root, quads, toPath) {
  const faults = [];
  const sums = new Map(quads.filter((q) => q.predicate.value.endsWith('checksumValue'))
    .map((q) => [q.subject.value, q.object.value]));
  for (const quad of objects(quads, 'downloadURL')) {
    const path = toPath(quad.object.value);
    const sum = quads.find((q) => q.subject.value === quad.subject.value
      && q.predicate.value.endsWith('rdf/terms#checksum'));
    if (!existsSync(path)) faults.push(`${path} is not there`);
    else if (sums.get(sum?.object.value) !== sha256(path)) faults.push(`${path}: another digest`);
  }
  for (const quad of objects(quads, 'landingPage')) {
    if (!existsSync(toPath(quad.object.value))) faults.push(`${quad.object.value} is not there`);
  }
  const count = readJson(join(root, 'data/datapackage.json')).resources.length + 1
    + releases(root).length;
  const found = objects(quads, 'dataset').length;
  if (found !== count) faults.push(`${found} datasets, not ${count}`);
  return faults;
}

/** Ids of the releases that lie in a root, oldest first. */
function releases(root) {
  const folder = join(root, 'releases');
  return existsSync(folder)
    ? readdirSync(folder).filter((name) => name.endsWith('.zip')).map((name) => name.slice(0, -4)).sort() : [];
}

/** Every distribution has the size of its file. */
function sizeFaults(quads, toPath) {
  const sizes = new Map(objects(quads, 'byteSize').map((q) => [q.subject.value, q.object.value]));
  return objects(quads, 'downloadURL').filter((quad) => {
    const path = toPath(quad.object.value);
    return !existsSync(path) || sizes.get(quad.subject.value) !== String(statSync(path).size);
  }).map((quad) => `${quad.object.value}: ${sizes.get(quad.subject.value)} bytes`);
}

/** Archives of releases, dates and places, against the descriptor and the data. */
function editionFaults(root, quads, toPath) {
  const faults = [];
  const value = (subject, property) => quads.filter((q) => q.subject.value.endsWith(subject)
    && q.predicate.value === property).map((q) => q.object.value);
  const paths = objects(quads, 'downloadURL').map((q) => toPath(q.object.value));
  for (const id of releases(root)) {
    if (!paths.includes(join(resolve(root), 'releases', `${id}.zip`))) faults.push(`${id}.zip is not listed`);
    if (value(`#release/${id}`, `${DCAT}version`)[0] !== id) faults.push(`${id} has another version`);
    if (!value('#release', `${DCAT}hasVersion`).some((iri) => iri.endsWith(`#release/${id}`))) {
      faults.push(`${id} is no version of the release`);
    }
  }
  const last = releases(root).at(-1);
  const before = value('#release', `${DCAT}previousVersion`)[0];
  if (last ? !before?.endsWith(`#release/${last}`) : before) faults.push(`${before} is the previous one`);
  const cut = readJson(join(root, 'data/datapackage.json'))['rendir:cut_off'];
  for (const thing of ['#catalogue', '#release', ...objects(quads, 'dataset')
    .map((q) => q.object.value).filter((iri) => iri.includes('#dataset/'))]) {
    const found = value(thing, `${DCT}modified`)[0];
    if (found !== cut) faults.push(`${thing} was modified ${found}, not ${cut}`);
  }
  return [...faults, ...placeFaults(root, quads)];
}

/** Its territories without a parent are the places of the catalogue. */
function placeFaults(root, quads) {
  const path = join(root, 'data/territories.csv');
  const [head, ...rows] = existsSync(path)
    ? readFileSync(path, 'utf8').trim().split(/\r?\n/)
      .map((line) => line.match(/("([^"]|"")*"|[^,]*)(,|$)/g).map((cell) => cell.replace(/,$/, ''))) : [[]];
  const codes = rows.filter((row) => row[head.indexOf('parent')] === '' || !head.includes('parent'))
    .map((row) => row[head.indexOf('code')]).sort();
  const found = quads.filter((q) => q.subject.value.endsWith('#catalogue')
    && q.predicate.value === `${DCT}spatial`)
    .map((q) => decodeURIComponent(q.object.value.split('#territory/')[1])).sort();
  return found.join() === codes.join() ? [] : [`places ${found}, not ${codes}`];
}

const tally = start();

async function check(name, root, base, toPath) {
  const text = readFileSync(join(root, 'data/catalogue.jsonld'), 'utf8');
  const quads = await parse(text, base);
  tally.add(`${name}: shapes of DCAT-AP 3.0.0`, await shapeFaults(quads));
  tally.add(`${name}: its files`, fileFaults(root, quads, toPath));
  tally.add(`${name}: sizes of its files`, sizeFaults(quads, toPath));
  tally.add(`${name}: its editions and places`, editionFaults(root, quads, toPath));
  return text;
}

let sample;
for (const root of roots()) {
  const base = pathToFileURL(resolve(root, 'data/catalogue.jsonld')).href;
  sample = await check(root, root, base, (iri) => fileURLToPath(iri));
}

// A frozen tree has one of its own, as it lies and wherever it is moved.
for (const root of roots().flatMap((one) => releases(one).map((id) => join(one, 'releases', id)))) {
  const base = pathToFileURL(resolve(root, 'data/catalogue.jsonld')).href;
  const quads = await parse(readFileSync(join(root, 'data/catalogue.jsonld'), 'utf8'), base);
  tally.add(`${root}: shapes of DCAT-AP 3.0.0`, await shapeFaults(quads));
  tally.add(`${root}: its files`, fileFaults(root, quads, (iri) => fileURLToPath(iri)));
}

// With an address all is absolute: the base must not matter.
const { status, stderr, root, address } = addressed();
tally.add('a build with --base-url', status === 0 ? [] : [stderr]);
if (status === 0) {
  await check('with an address', root, 'https://elsewhere.invalid/', (iri) => {
    if (!iri.startsWith(address)) return `${iri} (of another place)`;
    return join(root, decodeURIComponent(iri.slice(address.length)));
  });
}

// That the shapes refuse something is part of what is proved.
for (const property of ['dct:title', 'dct:publisher', 'dct:description']) {
  const broken = JSON.parse(sample ?? '{}');
  delete broken[property];
  const faults = await shapeFaults(await parse(JSON.stringify(broken), 'https://x.example/'));
  tally.add(`a catalogue without ${property} is refused`, faults.length > 0 ? [] : ['it was accepted']);
}
tally.close();
