// Judge: the linked data (`bygg --format jsonld`) says what the plan's data says, by jsonld.js: every word has a meaning, nothing is
// fetched, every amount, tiltak and party is there once, addresses on the web page are found in it, and a party with a number is
// that of the national register.
//
// usage: node linked.mjs TOOLS FOLDER NAME …   (FOLDER has NAME-data.jsonld, NAME-data.json and a web page NAME-….html)
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';

const [tools, folder, ...names] = process.argv.slice(2);
const require = createRequire(path.resolve(tools, 'package.json'));
const jsonld = require('jsonld');
const SCHEMA = 'https://schema.org/';
const HP = 'urn:x-handlingsplan:';
const BASE = 'https://example.org/plan/';
const documentLoader = async (url) => { throw new Error(`asks for ${url}`); };
const values = (node, property) => (node[property] ?? []).map((one) => one['@value'] ?? one['@id']);

async function objections(linked, plan, page) {
  const found = [];
  // «safe» refuses what has no meaning and would be lost.
  const graph = await jsonld.flatten(linked, null, { base: BASE, documentLoader, safe: true });
  const of = (type) => graph.filter((node) => (node['@type'] ?? []).includes(SCHEMA + type));
  const unit = plan.hovud.finansiering?.eining === 'TusenKroner' ? 1000 : 1;
  const posts = plan.hovud.finansiering?.postar ?? [];
  const amounts = posts.flatMap((post) => Object.values(post.beløp)).map((amount) => amount * unit).sort((a, b) => a - b);
  const theirs = of('MonetaryAmount').flatMap((node) => values(node, `${SCHEMA}value`)).map(Number).sort((a, b) => a - b);
  if (JSON.stringify(amounts) !== JSON.stringify(theirs)) found.push(`the amounts are ${theirs.slice(0, 5)} …, not ${amounts.slice(0, 5)} …`);
  if (of('MonetaryGrant').length !== amounts.length) found.push('an amount is for nothing');
  const titles = plan.delmål.flatMap((own) => [own.tittel, ...own.tiltak.map((one) => one.tittel)]).sort();
  const projects = of('Project').flatMap((node) => values(node, `${SCHEMA}name`)).sort();
  if (JSON.stringify(titles) !== JSON.stringify(projects)) found.push('other delmål and tiltak');
  const parties = [...of('Organization'), ...of('GovernmentOrganization')];
  if (parties.length !== plan.hovud.partar.length) found.push(`${parties.length} parties of ${plan.hovud.partar.length}`);
  const numbers = plan.hovud.partar.flatMap((part) => part.organisasjonsnummer?.replace(/\s/g, '') ?? []);
  for (const number of numbers) {
    if (!parties.some((node) => node['@id'].endsWith(`/enheter/${number}`))) found.push(`no party is ${number}`);
  }
  // What has ended is not on the page, and has a name in the file alone.
  const ended = plan.delmål.flatMap((own) => own.tiltak).filter((one) => one.rullering?.Avslutta).map((one) => `${BASE}#tiltak-${one.id}`);
  for (const id of ended) if (!of('Project').some((node) => node['@id'] === id)) found.push(`«${id}» is not said to have ended`);
  for (const node of of('Project')) {
    const anchor = decodeURIComponent(new URL(node['@id']).hash.slice(1));
    if (page && !ended.includes(decodeURIComponent(node['@id'])) && !page.includes(`id="${anchor}"`)) found.push(`«${anchor}» is not on the web page`);
    const responsible = node[`${HP}hovudansvarleg`]?.[0]['@list'] ?? [];
    for (const one of responsible) if (!parties.some((party) => party['@id'] === one['@id'])) found.push(`nobody is ${one['@id']}`);
  }
  return found;
}

let faults = 0;
for (const name of names) {
  const read = (file) => fs.readFileSync(path.join(folder, file), 'utf8');
  const plan = JSON.parse(read(`${name}-data.json`));
  const linked = JSON.parse(read(`${name}-data.jsonld`));
  const own = linked['@id'];
  const page = fs.existsSync(path.join(folder, own)) ? read(own) : null;
  if (!page) console.log(`no web page ${own}`);
  const found = await objections(linked, plan, page);
  faults += found.length;
  console.log(found.length ? `${found.length} objections: ${name}\n  ${found.slice(0, 10).join('\n  ')}` : `says what the plan says: ${name}`);

  // What must be seen.
  const LIES = {
    'an amount is gone': (it) => it.finansiering.pop(),
    'a tiltak has another title': (it) => (it.delmål[0].tiltak[0].name += '!'),
    'a party is twice': (it) => (it.partar[1]['@id'] = it.partar[0]['@id']),
    'a word has no meaning': (it) => (it['@context']['@vocab'] = null),
    'a tiltak is elsewhere': (it) => (it.delmål[0].tiltak[0]['@id'] = 'x.html#no-such-place'),
    'nobody is responsible': (it) => (it.delmål[0].tiltak[0].hovudansvarleg = ['#part-nobody']),
  };
  for (const [what, lie] of Object.entries(name === names[0] ? LIES : {})) {
    const changed = structuredClone(linked);
    lie(changed);
    const seen = await objections(changed, plan, page).then((said) => said.length > 0, () => true);
    faults += !seen;
    console.log(`${seen ? 'seen' : 'NOT SEEN'}: ${what}`);
  }
}
process.exit(faults > 0 ? 1 : 0);
