// Judge: the data that `bygg --format data` writes is what docs/plan.schema.json says, by ajv (JSON Schema 2020-12); and what a
// plan can't be, the schema refuses.
//
// usage: node schema.mjs TOOLS SCHEMA DATA.json …
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';

const [tools, schema, ...files] = process.argv.slice(2);
const require = createRequire(path.resolve(tools, 'package.json'));
const Ajv = require('ajv/dist/2020').default;
const ajv = new Ajv({ allErrors: true, strict: true, strictTypes: false, formats: { date: /^\d{4}-\d{2}-\d{2}$/ } });
const valid = ajv.compile(JSON.parse(fs.readFileSync(schema, 'utf8')));
let faults = 0;

for (const file of files) {
  if (valid(JSON.parse(fs.readFileSync(file, 'utf8')))) {
    console.log(`as the schema says: ${file}`);
    continue;
  }
  faults += 1;
  console.log(`NOT as the schema says: ${file}`);
  for (const error of valid.errors.slice(0, 20)) console.log(`  ${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
}

// What no plan can be.
const LIES = {
  'a title is gone': (plan) => delete plan.delmål[0].tittel,
  'a field is not known': (plan) => (plan.hovud.fargar = 'raud'),
  'a year is a text': (plan) => (plan.hovud.år = '2026'),
  'a role is not known': (plan) => (plan.hovud.partar[0].rolle = 'Kyrkje'),
  'a weight is more than all': (plan) => (plan.delmål[0].vekt = 101),
  'a part of a section is two things': (plan) => (plan.hovud.seksjonar[0].innhald[0] = { Tekst: 'a', Mellomtittel: 'b' }),
};
for (const [what, lie] of Object.entries(LIES)) {
  const plan = JSON.parse(fs.readFileSync(files[0], 'utf8'));
  lie(plan);
  const seen = !valid(plan);
  faults += !seen;
  console.log(`${seen ? 'refused' : 'TAKEN'}: ${what}`);
}
process.exit(faults > 0 ? 1 : 0);
