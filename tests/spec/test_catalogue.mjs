// data/catalogue.jsonld against the SHACL shapes of DCAT-AP 3.0.0 (SEMIC), by
// rdf-validate-shacl, and against the files it lists. Parsed without a network:
// its context is in itself.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { join, resolve } from 'node:path';
import { addressed, load, readJson, roots, sha256, shared, skip, start } from './metadata.mjs';

const NAME = 'DCAT-AP catalogues';
const DCAT = 'http://www.w3.org/ns/dcat#';
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
  const count = readJson(join(root, 'data/datapackage.json')).resources.length + 1;
  const found = objects(quads, 'dataset').length;
  if (found !== count) faults.push(`${found} datasets, not ${count}`);
  return faults;
}

const tally = start();

async function check(name, root, base, toPath) {
  const text = readFileSync(join(root, 'data/catalogue.jsonld'), 'utf8');
  const quads = await parse(text, base);
  tally.add(`${name}: shapes of DCAT-AP 3.0.0`, await shapeFaults(quads));
  tally.add(`${name}: its files`, fileFaults(root, quads, toPath));
  return text;
}

let sample;
for (const root of roots()) {
  const base = pathToFileURL(resolve(root, 'data/catalogue.jsonld')).href;
  sample = await check(root, root, base, (iri) => fileURLToPath(iri));
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
