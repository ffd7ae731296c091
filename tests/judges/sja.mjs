// Judge: the page of `sjå` in a browser (Chromium). Somebody changes a text, a title, a date and parties, is refused, meets what
// another has written meanwhile, goes by the keyboard alone, and undoes all of it: the files are then byte for byte as they were.
// Every form can be opened, and what is saved as it was opened changes nothing. axe-core finds no fault, wide and narrow, light
// and dark, with a form open and without; nothing is wider than the window; the browser complains of nothing.
//
// usage: node sja.mjs TOOLS PROGRAM PLAN PICTURES   (TOOLS has node_modules; pictures of the page go to PICTURES, unless it is -)
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { installed, open_page, text_frame } from './sja_page.mjs';

const [tools, program, plan, pictures] = process.argv.slice(2);
const axe = fs.readFileSync(installed(tools).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sja-'));
fs.cpSync(plan, folder, { recursive: true });
const faults = [];
const check = (holds, fault) => void (holds || faults.push(fault));
const files = () => Object.fromEntries(fs.readdirSync(folder).filter((name) => name.endsWith('.ron')).map((name) => [name, fs.readFileSync(path.join(folder, name), 'latin1')]));
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const started = files();

const made = fs.mkdtempSync(path.join(os.tmpdir(), 'sja-'));
const { child, browser, page } = await open_page(tools, program, [folder, '--ut', made], faults);
check(!page.url().includes('nykel'), 'the secret stays in the address');
const text = await text_frame(page);

// Words of a value in their own place, as they are pressed.
const press = (value) => text.evaluate((value) => {
  const runs = [...document.querySelectorAll('[data-origin]')].filter((own) => {
    const origin = JSON.parse(own.dataset.origin);
    return origin.path === value && !origin.role && !own.closest('a, summary');
  });
  if (!runs.length) throw new Error(value);
  runs[0].scrollIntoView({ block: 'center' });
  runs[0].click();
}, value);
const card = () => text.waitForSelector('.sja-kort form');
const gone = () => text.waitForFunction(() => !document.querySelector('.sja-kort'));
const said = (part) => page.waitForFunction((part) => document.querySelector('#melding').textContent.includes(part), {}, part);
const shows = (part) => text.waitForFunction((part) => document.body.textContent.replaceAll('\u00a0', ' ').includes(part), {}, part);

async function save() {
  await text.click('.sja-kort .fyrst');
  await gone();
}

// What is typed in the field that a form begins with.
async function type(words) {
  await card();
  await text.$eval('.sja-kort :is(textarea, input:not([type="hidden"]):not([type="radio"]):not([data-sok]))', (field, words) => {
    field.focus();
    field.select?.();
    field.value = words;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }, words);
}

const states = [started];
async function changed(what, file, part) {
  const now = files();
  check(!same(now, states.at(-1)), `${what}: no file has changed`);
  check(now[file].includes(Buffer.from(part).toString('latin1')), `${what}: ${file} has not «${part}»`);
  states.push(now);
}
const main = 'plan.ron';
const first = fs.readFileSync(path.join(folder, main), 'utf8').match(/delmål: \[\s*"([^"]+)"/)[1];

// A text, with the result under it.
await press('1:tiltak[0].bolkar[0].tekst');
await type('Eitt avsnitt om **dette**.\n\n- eit punkt\n- eit til');
await text.waitForFunction(() => document.querySelector('.slik-tekst strong')?.textContent === 'dette' && document.querySelectorAll('.slik-tekst li').length === 2);
await save();
await shows('Eitt avsnitt om dette.');
await changed('a text', first, 'Eitt avsnitt om **dette**.');
// A title, by the keyboard alone.
await press('1:tiltak[0].tittel');
await card();
await page.keyboard.press('End');
await page.keyboard.type(' for alle');
await page.keyboard.press('Enter');
await gone();
await shows(' for alle');
// The focus goes back to what was changed.
await text.waitForFunction(() => document.activeElement.matches('[data-origin]'));
await changed('a title', first, ' for alle"');
// A date, a time frame, parties.
const log = await text.evaluate(() => [...document.querySelectorAll('[data-origin]')].map((own) => JSON.parse(own.dataset.origin)).find((own) => /^0:logg\[\d+\]\.dato$/.test(own.path)).path);
await press(log);
await type('2025-05-11');
await save();
await changed('a date', main, '2025-05-11');
await press('1:tiltak[0].tidsramme');
await card();
await text.$eval('.sja-kort [name="v/År/til"]', (field) => void (field.value = field.form.elements['v/År/frå'].value));
await save();
await changed('a time frame', first, 'til:');
// A new thing, moved and taken away again: the numbers follow.
const item = async (what) => {
  await press('1:tiltak[0].tittel');
  await card();
  await text.$eval('.sja-kort .meir-val', (own) => void (own.open = true));
  await text.click(`.sja-kort ${what}`);
};
await item('[data-kort="ny"]:not([data-liste-stad])');
await text.waitForSelector('.sja-kort [data-gjerning="ny"]');
await text.$eval('.sja-kort form', (form) => {
  form.elements['v/tittel'].value = 'Eit heilt nytt tiltak';
  form.elements['v/tidsramme'].value = 'Seinare';
  form.elements['v/tidsramme/Seinare'].value = 'Når det høver';
});
await save();
await said('Lagra');
await changed('a new tiltak', first, 'id: "eit-heilt-nytt-tiltak"');
await item('[data-gjerning="ned"]');
await gone();
await shows('Tiltak 1: Eit heilt nytt tiltak');
await changed('a tiltak that is moved', first, 'id: "eit-heilt-nytt-tiltak"');
await item('[data-kort="bort"]');
await text.waitForSelector('.sja-kort [data-gjerning="bort"]');
await save();
await text.waitForFunction(() => !document.body.textContent.includes('Eit heilt nytt tiltak'));
await changed('a tiltak that is taken away', first, 'nummer: 1');
// A tiltak that goes to another delmål, and what it is called then; a delmål that comes and goes with its file.
await item('[data-kort="flytt"]');
await text.waitForSelector('.sja-kort [data-gjerning="flytt"]');
const target = await text.$eval('.sja-kort select', (own) => own.selectedOptions[0].textContent.match(/[0-9]+/)[0]);
await save();
await said(`No er det «Tiltak ${target}.`);
check(!same(files(), states.at(-1)), 'a tiltak that goes to another delmål: no file has changed');
// A delmål may have had no other.
await page.click('#angre');
await said('Angra');
check(same(files(), states.at(-1)), 'a tiltak that has gone to another delmål does not come back as it was');
await press('1:tittel');
await card();
await text.$eval('.sja-kort .meir-val', (own) => void (own.open = true));
await text.click('.sja-kort [data-liste-stad="0:delmål"] [data-kort="ny"]');
await text.waitForSelector('.sja-kort [data-gjerning="ny"]');
await text.$eval('.sja-kort form', (form) => void (form.elements['v/tittel'].value = 'Eit heilt nytt delmål'));
await save();
await shows('Eit heilt nytt delmål');
const fresh = Object.keys(files()).find((name) => !(name in started));
check(fresh !== undefined, 'a new delmål has no file');
await changed('a new delmål', main, `"${fresh}"`);
const last = Object.keys(files()).length - 1;
await press(`${last}:tittel`);
await card();
await text.$eval('.sja-kort .meir-val', (own) => void (own.open = true));
await text.click('.sja-kort [data-liste-stad="0:delmål"] [data-kort="bort"]');
await text.waitForSelector('.sja-kort [data-gjerning="bort"]');
await save();
await text.waitForFunction(() => !document.body.textContent.includes('Eit heilt nytt delmål'));
check(!(fresh in files()), 'the file of a delmål that is taken away stays');
states.push(files());
// Refused: the plan would be wrong, or the value is none.
await press('1:tiltak[0].tittel');
await type('  ');
await text.click('.sja-kort .fyrst');
await text.waitForFunction(() => document.querySelector('.sja-kort .feil').textContent.includes('Fyll ut tittelen'));
check(await text.evaluate(() => document.activeElement.getAttribute('aria-invalid') === 'true'), 'the focus is not at the field that is refused');
await page.keyboard.press('Escape');
await gone();
await press('1:tiltak[0].bolkar[0].tekst');
await type('# Ei overskrift');
await text.click('.sja-kort .fyrst');
await text.waitForFunction(() => document.querySelector('.sja-kort .feil').textContent.startsWith('Ikkje lagra'));
await page.keyboard.press('Escape');
await gone();
check(same(files(), states.at(-1)), 'what is refused is written');
// Another writes meanwhile: the newer text stands beside one's own, and neither is lost.
await press('0:avtale');
await type('Mi avtale');
const hovud = path.join(folder, main);
const before_other = fs.readFileSync(hovud);
fs.writeFileSync(hovud, fs.readFileSync(hovud, 'utf8').replace('avtale: "', 'avtale: "Ein annan si '));
await shows('Ein annan si ');
check(await text.$eval('.sja-kort input', (field) => field.value === 'Mi avtale'), 'what was typed is lost when another writes');
await text.click('.sja-kort .fyrst');
await text.waitForSelector('.sja-kort .nyare');
check((await text.$eval('.sja-kort .nyare', (own) => own.textContent)).includes('Ein annan si'), 'the newer text is not shown');
await text.click('.sja-kort [data-gjer="mi"]');
await gone();
await shows('Mi avtale');
await page.click('#angre');
await shows('Ein annan si ');
fs.writeFileSync(hovud, before_other);
await text.waitForFunction(() => !document.body.textContent.includes('Ein annan si '));
// What the rules know how to mend is mended by its button.
const mend = (there) => page.waitForFunction((there) => {
  const found = [...document.querySelectorAll('#funn [data-rett]')].find((own) => own.textContent === 'Rett: lat det stå eitt mellomrom');
  return there ? found : !found;
}, {}, there);
fs.writeFileSync(hovud, before_other.toString().replace('avtale: "', 'avtale: "Om  '));
const button = await mend(true);
if (pictures !== '-') await page.screenshot({ path: path.join(pictures, 'sja-rett.png') });
await button.evaluate((own) => own.click());
await mend(false);
check(fs.readFileSync(hovud, 'utf8') === before_other.toString().replace('avtale: "', 'avtale: "Om '), 'what has a button to be mended is not mended');
await page.click('#angre');
await mend(true);
fs.writeFileSync(hovud, before_other);
await mend(false);
// Undone, all of it.
for (const state of states.slice(0, -1).reverse()) {
  const what = await page.$eval('#angre', (own) => own.title);
  await page.click('#angre');
  await page.waitForFunction((what) => document.querySelector('#angre').title !== what, {}, what);
  check(same(files(), state), `not undone: ${what}`);
}
check(same(files(), started), 'the files are not byte for byte as they were');
check((await page.$eval('#angre', (own) => own.getAttribute('aria-disabled'))) === 'true', 'there is more to undo');

// Every value can be opened by the keyboard, and saving what was opened changes nothing.
await text.evaluate(() => document.querySelectorAll('details').forEach((own) => void (own.open = true)));
const stops = await text.evaluate(() => [...document.querySelectorAll('[data-origin][tabindex]')].map((own) => JSON.parse(own.dataset.origin)).filter((own) => !own.role).map((own) => own.path));
check(stops.length > 50, `only ${stops.length} values can be reached`);
for (const value of stops) {
  await text.evaluate((value) => [...document.querySelectorAll('[data-origin][tabindex]')].find((own) => JSON.parse(own.dataset.origin).path === value && !JSON.parse(own.dataset.origin).role).focus(), value);
  await page.keyboard.press('Enter');
  await card();
  await text.$eval('.sja-kort form', (form) => form.requestSubmit());
  const outcome = await text.waitForFunction(() => {
    const open = document.querySelector('.sja-kort');
    return !open ? 'closed' : open.querySelector('.feil').textContent;
  });
  const told = await outcome.jsonValue();
  check(told === 'closed', `${value}: can't be saved as it was opened: ${told}`);
  if (told !== 'closed') await page.keyboard.press('Escape');
  await gone();
}
check(same(files(), started), 'saving what was opened has changed a file');

// Parties in a cell are names: the keyboard leads to the list that chooses them. The focus has come back from the last form by then.
await text.waitForFunction((last) => document.activeElement.dataset.origin?.includes(`"${last}"`), {}, stops.at(-1));
await text.evaluate(() => [...document.querySelectorAll('[data-origin][tabindex]')].find((own) => JSON.parse(own.dataset.origin).by?.includes('samarbeidspartar')).focus());
await page.keyboard.press('Enter');
await text.waitForSelector('.sja-kort [data-endre$="samarbeidspartar.partar"]');
await text.click('.sja-kort [data-endre$="samarbeidspartar.partar"]');
await text.waitForSelector('.sja-kort .liste li');
await text.click('.sja-kort .liste li [data-flytt="bort"]');
await save();
await said('Lagra');
check(!same(files(), started), 'a party is not taken away');
const party = await page.$eval('#angre', (own) => own.title);
await page.click('#angre');
await page.waitForFunction((party) => document.querySelector('#angre').title !== party, {}, party);
check(same(files(), started), 'parties are not undone');

// The pages, and back to the text at the same place.
await page.click('[data-visning="sider"]');
await page.waitForSelector('.ark img');
const count = await page.$$eval('#sider li', (all) => all.length);
check(count > 5, `${count} pages are shown`);
await page.waitForFunction(() => [...document.images].every((own) => own.naturalWidth > 0));
if (pictures !== '-') await page.screenshot({ path: path.join(pictures, 'sja-sider.png') });
await page.click('#sider li:nth-child(4) button');
await page.waitForFunction(() => !document.querySelector('#tekst').hidden);
// Words of a page that are pressed are opened where they stand in the text: down a page, a form for each of several values.
const opened = new Set();
for (const down of [0.2, 0.35, 0.5, 0.65]) {
  await page.click('[data-visning="sider"]');
  const sheet = await page.waitForSelector('#sider li:nth-child(6) .ark');
  await sheet.evaluate((own) => own.scrollIntoView({ block: 'start' }));
  const { x, y, width, height } = await sheet.evaluate((own) => own.getBoundingClientRect().toJSON());
  // What lies below the window is scrolled to first.
  const over = Math.max(0, y + height * down - 800);
  await page.$eval('#sider', (own, over) => own.scrollBy(0, over), over);
  await page.mouse.click(x + width * 0.3, y + height * down - over);
  await text.waitForSelector('.sja-kort');
  check(!(await page.$eval('#tekst', (own) => own.hidden)), 'the words of a page are opened out of sight');
  opened.add(await text.$eval('.sja-kort', (own) => own.querySelector('form')?.getAttribute('data-stad') ?? own.textContent));
  await page.keyboard.press('Escape');
  await gone();
}
check(opened.size > 1, `all over the page the same is opened: ${[...opened]}`);

// The documents.
await page.click('#lag');
await page.click('#dokument [value="docx"]');
await page.click('#dokument-lag');
await page.waitForFunction(() => document.querySelector('#dokument-svar li')?.textContent.endsWith('.pdf'), { timeout: 60_000 });
if (pictures !== '-') await page.screenshot({ path: path.join(pictures, 'sja-dokument.png') });
await page.click('#dokument [type="submit"]');
check(!(await page.$eval('#dokument', (own) => own.open)), 'the dialog is not closed');
check(fs.readdirSync(made).some((name) => name.endsWith('.pdf')), 'no document is made');

// What axe says, with and without a form, in every way that the page is looked at.
const ways = [
  { name: '1280 px', width: 1280 },
  { name: '853 px', width: 853, height: 533 },
  { name: '320 px', width: 320, height: 640 },
  { name: 'in the dark', width: 1280, features: [{ name: 'prefers-color-scheme', value: 'dark' }] },
  { name: 'with forced colours', width: 1280, features: [{ name: 'forced-colors', value: 'active' }] },
];
const session = await page.createCDPSession();
for (const { name, width, height = 900, features = [] } of ways) {
  await page.setViewport({ width, height });
  await session.send('Emulation.setEmulatedMedia', { media: '', features });
  for (const value of [null, '1:tiltak[0].bolkar[0].tekst', '1:tiltak[0].tidsramme']) {
    if (value) {
      await press(value);
      await card();
    }
    for (const [which, frame] of [['the page', page.mainFrame()], ['the text', text]]) {
      await frame.evaluate(axe);
      const violations = await frame.evaluate(async (tags) => {
        const found = await axe.run(document, { runOnly: { type: 'tag', values: tags }, iframes: false });
        return found.violations.map(({ id, nodes }) => `${id}: ${nodes.length}, first ${nodes[0].html.slice(0, 120)} (${nodes[0].failureSummary.slice(0, 200)})`);
      }, TAGS);
      faults.push(...violations.map((own) => `axe, ${name}, ${which}${value ? ` with ${value}` : ''}: ${own}`));
      const wide = await frame.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      check(wide <= 0, `${name}: ${which} is ${wide} pixels too wide${value ? ` with ${value}` : ''}`);
    }
    if (pictures !== '-') await page.screenshot({ path: path.join(pictures, `sja-${name.replaceAll(' ', '-')}${value ? `-${value.split('.').at(-1)}` : ''}.png`) });
    if (value) await text.click('.sja-kort [data-gjer="lukk"]');
  }
}

await page.click('#avslutt');
const ended = await new Promise((done) => child.once('exit', (code) => done(code)));
check(ended === 0, `the program ends with ${ended}`);
await browser.close();
for (const own of [folder, made]) fs.rmSync(own, { recursive: true });
console.log(faults.length ? `${faults.length} faults:\n  ${faults.join('\n  ')}` : `no fault: sjå ${plan}`);
process.exit(faults.length ? 1 : 0);
