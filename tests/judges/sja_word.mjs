// Judge: Word files that came back, on the page of `sjå` in a browser (Chromium). Somebody chooses files by the keyboard alone and
// drops another on the text, takes in, declines and undoes; the list says what `hent` says, a file that is none is told, two
// colleagues against each other are a conflict. Undone, the files are byte for byte as before. A plan is made of a Word file on the
// start page. axe-core finds no fault in the list.
//
// usage: node sja_word.mjs TOOLS PROGRAM PICTURES   (TOOLS has node_modules; pictures of the page go to PICTURES, unless it is -)
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { installed, open_page, returned_file, text_frame } from './sja_page.mjs';

const [tools, program, pictures] = process.argv.slice(2);
const axe = fs.readFileSync(installed(tools).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const PLAN = 'data/vest-telemark-2025';

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'sja-word-'));
const folder = path.join(home, 'plan');
fs.cpSync(PLAN, folder, { recursive: true });
const faults = [];
const check = (holds, fault) => void (holds || faults.push(fault));
const files = () => JSON.stringify(fs.readdirSync(folder).filter((name) => name.endsWith('.ron')).map((name) => [name, fs.readFileSync(path.join(folder, name), 'latin1')]));
// Lines are broken where the text is.
const hovud = () => fs.readFileSync(path.join(folder, 'plan.ron'), 'utf8').replace(/\s+/g, ' ');
const started = files();

const kari = await returned_file(tools, program, folder, path.join(home, 'kari.docx'), [
  ['konkrete tiltak i årlege', 'konkrete tiltak i dei årlege'],
  ['greie for tiltak og aktivitetar', 'greie for alle tiltak og aktivitetar'],
]);
const ola = await returned_file(tools, program, folder, path.join(home, 'ola.docx'), [['konkrete tiltak i årlege', 'konkrete tiltak i kvar av dei årlege']]);
const none = path.join(home, 'notat.docx');
fs.writeFileSync(none, 'eit notat');
const told = execFileSync(path.resolve(program), ['hent', folder, kari], { encoding: 'utf8' });

const { child, browser, page } = await open_page(tools, program, [folder], faults);
await text_frame(page);
// The page's script shows this once it listens.
await page.waitForSelector('#rettleiing:not([hidden])');
await page.click('#rettleiing button');
const said = (part) => page.waitForFunction((part) => document.querySelector('#melding').textContent.includes(part), {}, part);
const entries = () => page.$$eval('#word .funn > li', (all) => all.map((own) => own.innerText));
const has_entries = (count) => page.waitForFunction((count) => document.querySelectorAll('#word .funn > li').length === count, {}, count);
/** Goes on by the Tab key until what is looked for has the focus. */
async function tab_to(selector) {
  for (let stop = 0; stop < 60; stop += 1) {
    if (await page.evaluate((selector) => document.activeElement.matches(selector), selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard does not reach ${selector}`);
}

// By the keyboard alone: a file of a colleague, and one that is none.
await page.evaluate(() => document.querySelector('.skip').focus());
await tab_to('#hent');
const [chooser] = await Promise.all([page.waitForFileChooser(), page.keyboard.press('Enter')]);
await chooser.accept([kari, none]);
await has_entries(2);
await said('2 endringar å ta inn');
check(await page.evaluate(() => document.activeElement.id === 'word-namn'), 'the focus is not at the list that came');
check((await page.$eval('.avvising', (own) => own.textContent)) === 'notat.docx er inga Word-fil (.docx).', 'a file that is none is not told');
check(files() === started, 'something is written before it is asked for');
for (const words of (await page.$$eval('#word del, #word ins', (all) => all.map((own) => own.textContent)))) {
  check(told.includes(words), `hent does not say «${words}»`);
}
check((await entries())[1].includes('Spora endring, Kari Nordmann, 12. juni 2025'), 'the author and the day are not told');
await tab_to('[data-word*="take_in"]');
await page.keyboard.press('Enter');
await said('Lagra.');
await has_entries(1);
check(hovud().includes('konkrete tiltak i dei årlege') && !hovud().includes('greie for alle'), 'another change than the chosen one is taken in');
check(await page.evaluate(() => document.activeElement.matches('#word .funn button')), 'the focus does not go on to the next change');
await tab_to('[data-word*="decline"]');
await page.keyboard.press('Enter');
await page.waitForSelector('#word .avvist');
await tab_to('[data-word*="reconsider"]');
await page.keyboard.press('Enter');
await page.waitForSelector('[data-word="\\"take_all\\""]');
await page.evaluate(() => document.querySelector('#word-namn').focus());
await tab_to('[data-word="\\"take_all\\""]');
await page.keyboard.press('Enter');
await has_entries(0);
check(hovud().includes('greie for alle tiltak'), 'what was taken up again is not taken in');

// Undone like any other edit, it can be taken in again.
for (const left of [1, 2]) {
  await page.click('#angre');
  await has_entries(left);
}
check(files() === started, 'what is undone is not as before');

// Another is dropped on the text: against each other they are a conflict.
const bytes = fs.readFileSync(ola).toString('base64');
await page.evaluate((bytes) => {
  const text = document.querySelector('#tekst').contentDocument;
  const given = new DataTransfer();
  given.items.add(new File([Uint8Array.from(atob(bytes), (own) => own.charCodeAt(0))], 'ola.docx'));
  for (const kind of ['dragover', 'drop']) text.body.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: given }));
}, bytes);
await has_entries(3);
const conflicts = (await entries()).filter((own) => own.startsWith('Konflikt'));
check(conflicts.length === 2 && conflicts.some((own) => own.includes('kari.docx')) && conflicts.some((own) => own.includes('ola.docx')), `a conflict names both: ${conflicts}`);

const ways = [
  { name: '1280 px', width: 1280 },
  { name: '683 px', width: 683, height: 512 },
  { name: '320 px', width: 320, height: 640 },
  { name: 'in the dark', width: 1280, features: [{ name: 'prefers-color-scheme', value: 'dark' }] },
  { name: 'with forced colours', width: 1280, features: [{ name: 'forced-colors', value: 'active' }] },
];
const session = await page.createCDPSession();
for (const { name, width, height = 900, features = [] } of ways) {
  await page.setViewport({ width, height });
  await session.send('Emulation.setEmulatedMedia', { media: '', features });
  if (await page.$eval('#sida', (own) => own.hidden)) await page.click('#vis-funn');
  await page.evaluate(axe);
  const violations = await page.evaluate(async (tags) => {
    const found = await axe.run(document, { runOnly: { type: 'tag', values: tags }, iframes: false });
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.length}, first ${nodes[0].html.slice(0, 120)} (${nodes[0].failureSummary.slice(0, 200)})`);
  }, TAGS);
  faults.push(...violations.map((own) => `axe, ${name}: ${own}`));
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  check(wide <= 0, `${name}: the page is ${wide} pixels too wide`);
  const high = await page.evaluate(() => document.documentElement.scrollHeight - document.documentElement.clientHeight);
  check(high <= 0, `${name}: the page is ${high} pixels too high`);
  if (pictures !== '-') await page.screenshot({ path: path.join(pictures, `sja-word-${name.replaceAll(' ', '-')}.png`) });
}

await page.evaluate(() => [...document.querySelectorAll('#word button')].find((own) => own.textContent === 'Lukk lista').click());
await page.waitForFunction(() => document.querySelector('#word').hidden);
check(files() === started, 'a list that is closed leaves something behind');
await browser.close();
child.kill();

// A plan of a Word file, from the start page: what has none is refused, what is made is told and shown.
const empty = path.join(home, 'planar');
fs.mkdirSync(empty);
const start = await open_page(tools, program, [], faults, empty);
const choose = async (file) => (await start.page.$('#fil')).uploadFile(file);
await choose(none);
await start.page.waitForFunction(() => document.querySelector('#fra-mappe').value === 'notat');
await start.page.click('#fra .fyrst');
await start.page.waitForFunction(() => document.querySelector('#fra .feil').textContent.startsWith('notat.docx er inga Word-fil'));
check(fs.readdirSync(empty).length === 0, 'a folder is made of a file that is none');
await choose(kari);
await start.page.waitForFunction(() => document.querySelector('#fra-mappe').value === 'kari');
await start.page.focus('#fra .fyrst');
await start.page.keyboard.press('Enter');
await start.page.waitForFunction(() => document.activeElement.id === 'laga-namn', { timeout: 60_000 });
check((await start.page.$eval('#laga', (own) => own.textContent)).includes('3 delmål, 14 tiltak'), 'what was found is not told');
await start.page.evaluate(axe);
const violations = await start.page.evaluate(async (tags) => (await axe.run(document, { runOnly: { type: 'tag', values: tags } })).violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 120)}`), TAGS);
faults.push(...violations.map((own) => `axe, the start page: ${own}`));
if (pictures !== '-') await start.page.screenshot({ path: path.join(pictures, 'sja-word-start.png'), fullPage: true });
await start.page.click('#laga [data-opne]');
await start.page.waitForSelector('#tekst');
check(fs.existsSync(path.join(empty, 'kari', 'plan.ron')), 'the plan is not in the folder that it was to be in');
await start.browser.close();
start.child.kill();
fs.rmSync(home, { recursive: true });
console.log(faults.length ? `${faults.length} faults:\n  ${faults.join('\n  ')}` : `no fault: what Word files want in sjå, ${PLAN}`);
process.exit(faults.length ? 1 : 0);
