// Every published datapackage.json against the official schema of Data Package
// v2 (../shared/standards), and against the files beside it: each path is there
// and each CSV has the columns that its schema names.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { readJson, roots, shared, skip, start } from './metadata.mjs';

const NAME = 'published data packages';
const schemaPath = join(shared, 'standards/datapackage-2.0/datapackage.json');
const modules = new URL('../browser/package.json', import.meta.url);

if (!existsSync(schemaPath)) skip(NAME, 'no ../shared/standards');
if (!existsSync(new URL('node_modules/ajv', modules))) skip(NAME, 'no tests/browser/node_modules');
const require = createRequire(modules);
const Ajv = require('ajv').default;
const addFormats = require('ajv-formats').default;
// The official schemas name a format and keywords of their own.
const ajv = new Ajv({ strict: false, allErrors: true, formats: { textarea: true } });
addFormats(ajv);
const isPackage = ajv.compile(readJson(schemaPath));

/** The names in the first line of a CSV; names hold no quotes or line ends. */
function header(path) {
  const [line] = readFileSync(path, 'utf8').replace(/^\uFEFF/, '').split(/\r?\n/, 1);
  return line.split(',').map((name) => name.replace(/^"(.*)"$/, '$1'));
}

function resourceFaults(folder, resource) {
  const paths = [resource.path ?? []].flat();
  const faults = paths.filter((path) => !existsSync(join(folder, path)))
    .map((path) => `${resource.name}: ${path} is not there`);
  const fields = resource.schema?.fields?.map((field) => field.name);
  for (const path of fields ? paths.filter((name) => name.endsWith('.csv')) : []) {
    if (!existsSync(join(folder, path))) continue;
    const names = header(join(folder, path));
    if (names.join() !== fields.join()) {
      faults.push(`${path}: has the columns ${names}; its schema names ${fields}`);
    }
  }
  return faults;
}

function packageFaults(folder) {
  const descriptor = readJson(join(folder, 'datapackage.json'));
  const faults = isPackage(descriptor) ? []
    : isPackage.errors.map((error) => `${error.instancePath || '/'} ${error.message}`);
  return faults.concat((descriptor.resources ?? [])
    .flatMap((resource) => resourceFaults(folder, resource)));
}

const tally = start();
// That the schema refuses something is part of what is proved.
tally.add('a package without resources is refused', isPackage({ name: 'x' }) ? ['it was accepted'] : []);
for (const root of roots()) {
  const folder = join(root, 'data');
  if (existsSync(join(folder, 'datapackage.json'))) tally.add(folder, packageFaults(folder));
}
tally.close();
