// Every published datapackage.json against the official schema of Data Package
// v2 (../shared/standards), and against the files beside it: each path is there
// and each CSV has the columns that its schema names.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const site = process.env.SITE ?? 'site';
const shared = process.env.RENDIR_SHARED ?? '../shared';
const schemaPath = join(shared, 'standards/datapackage-2.0/datapackage.json');
const modules = new URL('../browser/package.json', import.meta.url);

function skip(why) {
  console.log(`skipped: published data packages (${why})`);
  console.log('0 passed, 0 failed, 1 skipped');
  process.exit(0);
}

if (!existsSync(schemaPath)) skip('no ../shared/standards');
if (!existsSync(new URL('node_modules/ajv', modules))) skip('no tests/browser/node_modules');
const require = createRequire(modules);
const Ajv = require('ajv').default;
const addFormats = require('ajv-formats').default;
// The official schemas name a format and keywords of their own.
const ajv = new Ajv({ strict: false, allErrors: true, formats: { textarea: true } });
addFormats(ajv);
const isPackage = ajv.compile(JSON.parse(readFileSync(schemaPath, 'utf8')));

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

function packageFaults(path) {
  const descriptor = JSON.parse(readFileSync(path, 'utf8'));
  const faults = isPackage(descriptor) ? []
    : isPackage.errors.map((error) => `${error.instancePath || '/'} ${error.message}`);
  return faults.concat((descriptor.resources ?? [])
    .flatMap((resource) => resourceFaults(dirname(path), resource)));
}

let passed = 0;
let failed = 0;

function check(name, faults) {
  if (faults.length === 0) {
    passed += 1;
    return;
  }
  failed += 1;
  console.log(`FAILED  ${name}`);
  for (const fault of faults) console.log(`    ${fault}`);
}

// That the schema refuses something is part of what is proved.
check('a package without resources is refused', isPackage({ name: 'x' }) ? ['it was accepted'] : []);

const roots = existsSync(site)
  ? ['.', ...readdirSync(site)].map((name) => join(site, name, 'data/datapackage.json')).filter(existsSync) : [];
check(`there are packages in ${site}`, roots.length > 0 ? [] : ['none was found']);
for (const path of roots) check(path, packageFaults(path));
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
