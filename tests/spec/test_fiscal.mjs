// The fiscal vocabulary of the published descriptors, by os-types: every
// columnType is a type of the taxonomy, and the fields of each table of facts
// make a fiscal model with the measures that the table has.
import { join } from 'node:path';
import { load, made, readJson, roots, start } from './metadata.mjs';

const NAME = 'the fiscal vocabulary';
const { default: TypeProcessor } = await load('os-types', NAME);
const FACTS = ['execution', 'revenue', 'financing'];

function faultsOf(resource) {
  const fields = resource.schema.fields.filter((field) => field.columnType);
  // Titles of ours may repeat; the model asks for titles that do not.
  const { model, errors } = new TypeProcessor().fieldsToModel(
    fields.map(({ name, columnType }) => ({ name, type: columnType })));
  if (errors) return [JSON.stringify(errors)];
  const amounts = resource.schema.fields.filter((f) => f['rendir:type'] === 'amount').map((f) => f.name);
  const measures = Object.values(model.measures).map((measure) => measure.source);
  return measures.sort().join() === amounts.sort().join() ? []
    : [`${measures} are measures; the table has the amounts ${amounts}`];
}

function otherFaults(resource) {
  return resource.schema.fields.filter((field) => field.columnType)
    .map((field) => `${field.name}: ${field.columnType} in a table without money`);
}

const tally = start();
for (const root of roots()) {
  for (const resource of readJson(join(root, 'data/datapackage.json')).resources) {
    const isFact = FACTS.includes(resource['rendir:role']) && !resource['rendir:publish'];
    tally.add(`${root}: ${resource.name}`, isFact ? faultsOf(resource) : otherFaults(resource));
  }
}

// By the documentation: what a dimension is called decides its type.
const EXPECTED = {
  institution: 'administrative-classification:generic:code',
  program: 'activity:generic:program:code',
  function: 'functional-classification:generic:code',
  economic: 'economic-classification:generic:code',
  funding: 'fin-source:generic:code',
};
const execution = roots().map((root) => readJson(join(root, 'data/datapackage.json')).resources)
  .flat().filter((resource) => resource['rendir:role'] === 'execution');
for (const [dimension, type] of Object.entries(EXPECTED)) {
  const fields = execution.flatMap((resource) => resource.schema.fields)
    .filter((field) => field['rendir:dimension'] === dimension && field['rendir:type'] === 'dimension');
  tally.add(`${dimension} is ${type}`, fields.length === 0 ? ['no column has it']
    : fields.filter((field) => field.columnType !== type).map((field) => `${field.name}: ${field.columnType}`));
}

// Names of codes, places twice, years alone, money in another currency, and a
// dimension that is the portal's own.
const dimension = (name, more = {}) => ({ name, role: 'dimension', dimension: name, ...more });
const small = made({
  'content/x/portal.yaml': 'name: X\nlanguages: [{path: en, locale: en-US}]\ncut_off: 2020-12-31\n'
    + 'stages: [{id: approved, label: Approved}, {id: paid, label: Paid}]\nexpenditure: {budget: approved, execution: paid}\n',
  'data/x/datapackage.json': JSON.stringify({
    name: 'x',
    resources: [{
      name: 'money', path: 'money.csv', role: 'execution', measure: { currency: 'USD' },
      schema: {
        fields: [{ name: 'year', role: 'period' }, dimension('territory', { labels: 'place' }),
          dimension('benefited-territory'), dimension('institution', { labels: 'who' }), dimension('colour'),
          { name: 'approved', type: 'number', role: 'amount', stage: 'approved' },
          { name: 'paid', type: 'number', role: 'amount', stage: 'paid' }],
      },
    }],
  }),
  'data/x/money.csv': 'year,territory,place,benefited-territory,institution,who,colour,approved,paid\n'
    + '2019,t1,North,t2,i1,Health,red,5,4\n2020,t1,North,t1,i1,Health,red,6,3\n',
});
const types = small.status !== 0 ? {}
  : Object.fromEntries(readJson(join(small.root, 'data/datapackage.json')).resources
    .find((resource) => resource.name === 'money').schema.fields
    .map((field) => [field.name, [field.columnType, field['rendir:direction'], field['rendir:phase']]
      .filter(Boolean).join(' ')]));
const wanted = {
  period: 'date:fiscal-year', year: 'date:fiscal-year',
  territory: 'geo-source:generic:code', territory_label: 'geo-source:generic:title',
  'benefited-territory': 'geo-source:target:code', benefited_territory: 'geo-source:target:code',
  institution: 'administrative-classification:generic:code',
  institution_label: 'administrative-classification:generic:label',
  colour: '', approved: 'value expenditure', paid: 'value expenditure executed',
  source_file: '', source_row: '',
};
tally.add('types of a small table', small.status !== 0 ? [small.stderr]
  : Object.entries(types).filter(([name, type]) => wanted[name] !== type).map(([name, type]) => `${name}: ${type}`));
tally.add('all of its columns', Object.keys(types).length === 11 ? [] : [Object.keys(types).join()]);
const bad = new TypeProcessor().fieldsToModel([{ name: 'x', type: 'no-such-type' }]);
tally.add('a type that is none is refused', bad.errors ? [] : ['it was accepted']);
tally.close();
