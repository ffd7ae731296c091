// Judge: `sjå` in a browser (Chromium), started in an empty folder. Somebody makes a plan, adds a tiltak, enters a decision, undoes it
// and does it again, makes a version and the PDF, and next year's plan, by the keyboard alone, and opens no editor. axe-core finds no
// fault on the start page and in the steps, wide and narrow, light and dark.
//
// usage: node sja_start.mjs TOOLS PROGRAM PICTURES   (TOOLS has node_modules; pictures of the page go to PICTURES, unless it is -)
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { installed, open_page } from './sja_page.mjs';

const [tools, program, pictures] = process.argv.slice(2);
const axe = fs.readFileSync(installed(tools).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'sja-start-'));
const faults = [];
const check = (holds, fault) => void (holds || faults.push(fault));
const { child, address, browser, page } = await open_page(tools, program, [], faults, home);
const session = await page.createCDPSession();
const ways = [
  { name: '1280 px', width: 1280 },
  { name: '320 px', width: 320, height: 640 },
  { name: 'in the dark', width: 1280, features: [{ name: 'prefers-color-scheme', value: 'dark' }] },
  { name: 'with forced colours', width: 1280, features: [{ name: 'forced-colors', value: 'active' }] },
];
async function look(what) {
  for (const { name, width, height = 900, features = [] } of ways) {
    await page.setViewport({ width, height });
    await session.send('Emulation.setEmulatedMedia', { media: '', features });
    await page.evaluate(axe);
    const violations = await page.evaluate(async (tags) => {
      const found = await axe.run(document, { runOnly: { type: 'tag', values: tags }, iframes: false });
      return found.violations.map(({ id, nodes }) => `${id}: ${nodes.length}, first ${nodes[0].html.slice(0, 120)} (${nodes[0].failureSummary.slice(0, 200)})`);
    }, TAGS);
    faults.push(...violations.map((own) => `axe, ${name}, ${what}: ${own}`));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    check(wide <= 0, `${name}: ${what} is ${wide} pixels too wide`);
    if (pictures !== '-') await page.screenshot({ path: path.join(pictures, `sja-${what.replaceAll(' ', '-')}-${name.replaceAll(' ', '-')}.png`) });
  }
  await session.send('Emulation.setEmulatedMedia', { media: '', features: [] });
  await page.setViewport({ width: 1280, height: 900 });
}
/** Goes on by the Tab key until what is looked for has the focus. */
async function tab_to(selector, frame = page) {
  for (let stop = 0; stop < 80; stop += 1) {
    if (await frame.evaluate((selector) => document.hasFocus() && document.activeElement.matches(selector), selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard does not reach ${selector}`);
}
/** Begins at the top of the page again. */
const from_top = () => page.evaluate(() => document.querySelector('.skip').focus());

// From nothing to a plan.
await page.waitForSelector('.tomt');
await look('the empty start page');
await tab_to('#namn');
await page.keyboard.type('Bygdevekstavtale for Øvre Dal');
await page.waitForFunction(() => document.querySelector('#mappe').value === 'bygdevekstavtale-for-øvre-dal');
await tab_to('#mappe');
await page.keyboard.type('/ulovleg');
await page.keyboard.press('Enter');
await page.waitForFunction(() => document.querySelector('#ny .feil').textContent.includes('Mappa kan ha'));
check(fs.readdirSync(home).length === 0, 'a folder is made of a name that can be none');
check(await page.evaluate(() => document.activeElement.id === 'mappe' && document.activeElement.getAttribute('aria-invalid') === 'true'), 'the focus is not at the name that is refused');
await page.keyboard.press('Backspace');
await page.evaluate(() => document.querySelector('#mappe').select());
await page.keyboard.type('øvre-dal');
await page.keyboard.press('Enter');
await page.waitForSelector('#tekst');
const folder = path.join(home, 'øvre-dal');
const hovud = () => fs.readFileSync(path.join(folder, 'plan.ron'), 'utf8');
check(hovud().includes('avtale: "Bygdevekstavtale for Øvre Dal"'), 'the plan has not the name that was typed');
const frame = async () => {
  const text = await (await page.waitForSelector('#tekst')).contentFrame();
  await text.waitForSelector('[data-origin][role="button"]');
  return text;
};
let text = await frame();

// A tiltak more.
await text.evaluate(() => [...document.querySelectorAll('[data-origin][tabindex]')].find((own) => JSON.parse(own.dataset.origin).path === '1:tiltak[0].tittel').focus());
await page.keyboard.press('Enter');
await text.waitForSelector('.sja-kort .meir-val');
await tab_to('.sja-kort .meir-val summary', text);
await page.keyboard.press('Enter');
await tab_to('.sja-kort [data-kort="ny"]', text);
await page.keyboard.press('Enter');
await text.waitForSelector('.sja-kort [name="v/tittel"]');
await tab_to('.sja-kort [name="v/tittel"]', text);
await page.keyboard.type('Ny veg til garden');
await tab_to('.sja-kort [name="v/tidsramme"]', text);
await page.keyboard.press('ArrowDown');
await text.evaluate(() => {
  const form = document.querySelector('.sja-kort form');
  form.elements['v/tidsramme'].value = 'Seinare';
  form.elements['v/tidsramme/Seinare'].value = 'Når det høver';
});
await page.keyboard.down('Control');
await page.keyboard.press('Enter');
await page.keyboard.up('Control');
await text.waitForFunction(() => !document.querySelector('.sja-kort') && document.body.textContent.includes('Ny veg til garden'));

// A decision, undone and done again.
const open_step = async (step) => {
  await from_top();
  await tab_to('#stega');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#steg .steg');
  await tab_to(`#steg [data-steg="${step}"]`);
  await page.keyboard.press('Enter');
  await page.waitForSelector(`#steg form[data-steg="${step}"]`);
};
const field = (name) => tab_to(`#steg [name="${name}"]`);
const give_day = (name, day) => page.$eval(`#steg [name="${name}"]`, (own, day) => void (own.value = day), day);
const confirm_step = async () => {
  await tab_to('#steg .fyrst');
  await page.keyboard.press('Enter');
};
const done = async () => {
  await page.waitForFunction(() => !document.querySelector('#steg form') && document.activeElement.id === 'steg-tittel', { timeout: 60_000 });
  return page.$eval('#steg', (own) => own.textContent);
};
const close = async () => {
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => !document.querySelector('#steg').open);
};
await open_step('vedtak');
await look('the form of a decision');
await confirm_step();
await page.waitForFunction(() => document.querySelector('#steg .feil').textContent === 'Vel organet.' && document.activeElement.name === 'organ');
await page.keyboard.type('Kommunestyre');
check((await page.$eval('#steg [name="organ"]', (own) => own.value)).endsWith('/kommunestyre'), 'a body is not chosen by its first letters');
await give_day('dato', '2026-03-12');
await field('sak');
await page.keyboard.type('PS 12/26');
const before = hovud();
await confirm_step();
check((await done()).includes('Førte inn vedtaket'), 'it is not said what was entered');
check(hovud().includes('sak: "PS 12/26"'), 'the decision is not in the file');
await close();
text = await frame();
await text.waitForFunction(() => document.body.textContent.replaceAll('\u00a0', ' ').includes('PS 12/26'));
for (const [key, holds] of [['z', () => hovud() === before], ['y', () => hovud().includes('sak: "PS 12/26"')]]) {
  await from_top();
  const title = await page.$eval('#angre', (own) => own.title);
  await page.keyboard.down('Control');
  await page.keyboard.press(key);
  await page.keyboard.up('Control');
  await page.waitForFunction((title) => document.querySelector('#angre').title !== title, {}, title);
  check(holds(), `Control and ${key} do not turn the decision back`);
}

// A version, after which nothing can be undone.
await open_step('versjon');
await field('versjon');
await page.keyboard.type('2.0');
await field('status');
await page.keyboard.type('Vedteken');
check(await page.$eval('#steg [name="dato"]', (own) => /^\d{4}-\d\d-\d\d$/.test(own.value)), 'the day it is, is not offered');
await confirm_step();
check((await done()).includes('Versjon 2.0 er no den gjeldande.'), 'it is not said that the version is made');
check(fs.existsSync(path.join(folder, 'versjonar/2.0/plan.ron')), 'the version is not kept');
await close();
check((await page.$eval('#angre', (own) => own.getAttribute('aria-disabled'))) === 'true', 'what was before a version can be undone');

// The PDF, and the package, which the plan is not ready for.
await from_top();
await tab_to('#lag');
await page.keyboard.press('Enter');
await page.waitForSelector('#dokument[open]');
await page.$eval('#dokument [value="docx"]', (own) => void (own.checked = false));
await tab_to('#dokument-lag');
await page.keyboard.press('Enter');
await page.waitForFunction(() => document.querySelector('#dokument-svar li')?.textContent.endsWith('.pdf'), { timeout: 60_000 });
check(fs.readdirSync(path.join(home, 'output')).some((name) => name.endsWith('v2.0-utkast.pdf')), 'there is no PDF');
await page.keyboard.press('Escape');
await open_step('pakke');
await confirm_step();
await page.waitForFunction(() => document.querySelector('#steg .feil li'), { timeout: 60_000 });
await look('a step that is refused');
await close();

// A plan that can't be read has no steps to take; once it can, it has them again.
const right = hovud();
fs.writeFileSync(path.join(folder, 'plan.ron'), right.replace('avtale: "', 'avtale "'));
await page.waitForFunction(() => document.querySelector('#varsel').textContent.includes('Filene har feil'));
await page.click('#stega');
await page.waitForFunction(() => document.querySelector('#melding').textContent.includes('Filene har feil no.'));
check(!(await page.$eval('#steg', (own) => own.open)), 'steps are offered of a plan that can\'t be read');
fs.writeFileSync(path.join(folder, 'plan.ron'), right);
await page.waitForFunction(() => document.querySelector('#varsel').textContent === '');

// Next year's plan, and back to the list, which then has both.
await open_step('rullering');
await confirm_step();
check((await done()).includes('Laga planen for 2027'), 'it is not said that next year has a plan');
await look('a step that is done');
await tab_to('#steg [data-opne]');
await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
check((await (await frame()).evaluate(() => document.body.textContent)).includes('2027'), 'next year\'s plan is not shown');
await tab_to('#planar');
await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
await page.waitForSelector('.planar');
check((await page.$$('.planar li')).length === 2, 'the list has not both plans');
await look('the start page');
await tab_to('[data-opne="øvre-dal"]');
await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
check((await (await frame()).evaluate(() => document.body.textContent)).includes('Ny veg til garden'), 'the plan that is chosen is not shown');

// Another tab that shows something else is told, and shows what the program does.
const other = await browser.newPage();
await other.goto(address.split('?')[0], { waitUntil: 'load' });
await other.waitForSelector('#tekst');
await page.bringToFront();
await Promise.all([page.waitForNavigation(), page.click('#planar')]);
await other.bringToFront();
await other.waitForSelector('.planar', { timeout: 10_000 });
await other.close();
await page.bringToFront();
await page.click('#avslutt');
const ended = await new Promise((done) => child.once('exit', (code) => done(code)));
check(ended === 0, `the program ends with ${ended}`);
await browser.close();
fs.rmSync(home, { recursive: true });
console.log(faults.length ? `${faults.length} faults:\n  ${faults.join('\n  ')}` : 'no fault: sjå, from nothing');
process.exit(faults.length ? 1 : 0);
