// Judge: many edits on the page of `sjå`, one after the other, in a browser (Chromium). Somebody changes words, numbers, dates
// and choices at random, undoes some of it and does it again; after each 50 the page is, element by element, what
// `bygg --format html` makes of the files. All undone, the files are byte for byte as they were. The program does not grow with what it has
// done. How long a file saved elsewhere takes to be shown, as text and as a page, is measured and said.
//
// usage: node sja_edits.mjs TOOLS PROGRAM PLAN COUNT [SEED]
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { open_page, text_frame } from './sja_page.mjs';

const [tools, program, plan, count, seed = '1'] = process.argv.slice(2);

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sja-'));
const made = fs.mkdtempSync(path.join(os.tmpdir(), 'sja-'));
fs.cpSync(plan, folder, { recursive: true });
const faults = [];
const check = (holds, fault) => void (holds || faults.push(fault));
const files = () => JSON.stringify(Object.fromEntries(fs.readdirSync(folder).filter((name) => name.endsWith('.ron')).map((name) => [name, fs.readFileSync(path.join(folder, name), 'latin1')])));
const started = files();

let random_state = Number(seed);
/** A number below another (mulberry32). */
function below(limit) {
  random_state = (random_state + 0x6d2b79f5) | 0;
  let t = Math.imul(random_state ^ (random_state >>> 15), 1 | random_state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) % limit;
}
const one_of = (all) => all[below(all.length)];
const median = (all) => all.toSorted((one, other) => one - other)[all.length >> 1];

const { child, browser, page } = await open_page(tools, program, [folder, '--ut', made], faults);
const text = await text_frame(page);
/** What the program has of the memory, in MiB. */
function memory() {
  const found = fs.existsSync(`/proc/${child.pid}/status`) && fs.readFileSync(`/proc/${child.pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/);
  return found ? Number(found[1]) / 1024 : 0;
}

// What is shown, element by element, against a page as it was built.
const difference = (built) => text.evaluate((built) => {
  const plain = (body) => {
    for (const own of body.querySelectorAll('[data-own], .sja-kort')) own.remove();
    for (const own of body.querySelectorAll('[data-origin]')) {
      for (const name of ['data-origin', 'tabindex', 'role']) own.removeAttribute(name);
      if (own.tagName === 'SPAN' && !own.attributes.length) own.replaceWith(...own.childNodes);
    }
    for (const own of body.querySelectorAll('[target], [rel], [open], [tabindex]')) for (const name of ['target', 'rel', 'open', 'tabindex']) own.removeAttribute(name);
    // Words from two places within one element of a line are two elements here.
    const look = (own) => own.cloneNode(false).outerHTML;
    for (const own of body.querySelectorAll('a, strong, em, b, i, span, ins, del')) {
      for (let next = own.nextSibling; next?.nodeName === own.nodeName && look(next) === look(own); next = own.nextSibling) {
        own.append(...next.childNodes);
        next.remove();
      }
    }
    // Between the blocks stands what the page's script finds them by.
    for (const own of [...body.querySelector('main').childNodes]) if (own.nodeType === Node.COMMENT_NODE) own.remove();
    body.normalize();
    return body.innerHTML;
  };
  const now = plain(document.body.cloneNode(true));
  const then = plain(new DOMParser().parseFromString(built, 'text/html').body);
  let at = 0;
  while (at < now.length && now[at] === then[at]) at += 1;
  return now === then ? null : `${now.slice(Math.max(0, at - 80), at + 120)} | ${then.slice(Math.max(0, at - 80), at + 120)}`;
}, built);
function built() {
  execFileSync(program, ['bygg', folder, '--format', 'html', '--stille', '--ut', made], { stdio: ['ignore', 'ignore', 'ignore'] });
  const name = fs.readdirSync(made).find((own) => own.endsWith('-utkast.html'));
  return fs.readFileSync(path.join(made, name), 'utf8');
}

/** Changes what a form asks for first. */
const typed = (how, number) => text.evaluate((how, number) => {
  const form = document.querySelector('.sja-kort form');
  const field = form?.querySelector('textarea, input[type="text"]:not([data-sok]), input[type="number"], input[type="date"], input:not([type]), select');
  if (!field) return false;
  const words = field.value.split(' ');
  const at = number % Math.max(1, words.length);
  if (field.tagName === 'SELECT') field.selectedIndex = number % field.options.length;
  else if (field.type === 'date') field.value = `2026-0${1 + (number % 9)}-1${number % 10}`;
  else if (/^[\d  ]+$/.test(field.value)) field.value = String(Number(field.value.replace(/\D/g, '')) + (number % 3) - 1);
  else if (how === 'word') words.splice(at, 0, `ord${number}`);
  else if (how === 'cut' && words.length > 1) words.splice(at, 1);
  else if (how === 'strong' && field.tagName === 'TEXTAREA') words.splice(at, 0, `**sterkt ${number}**`);
  else if (how === 'paragraph' && field.tagName === 'TEXTAREA') words.push(`\n\nEit nytt avsnitt ${number}.\n\n- eit punkt\n- eit til`);
  else words.push(`til${number}`);
  if (field.tagName === 'TEXTAREA' || (field.type === 'text' && !/^[\d  ]+$/.test(field.value))) field.value = words.join(' ');
  form.requestSubmit();
  return true;
}, how, number);
/** Closes what is open. */
async function leave() {
  await text.evaluate(() => document.querySelector('.sja-kort [data-gjer="lukk"]')?.click());
  await text.waitForFunction(() => !document.querySelector('.sja-kort'));
}

let [saved, refused, turned, looked] = [0, 0, 0, 0];
let early = 0;
const take = [];
for (let number = 1; number <= Number(count); number += 1) {
  if (below(8) === 0 && saved > 3) {
    const back = (await page.$eval('#gjer-om', (own) => own.getAttribute('aria-disabled') === 'true')) || below(2) === 0;
    await page.evaluate(async (address) => {
      const headers = { 'Content-Type': 'application/json' };
      await fetch(address, { method: 'POST', headers, body: '{}' });
    }, back ? '/angre' : '/gjer-om');
    turned += 1;
  } else {
    const [which, how] = [below(1 << 30), one_of(['word', 'cut', 'strong', 'paragraph', 'more'])];
    const began = performance.now();
    await text.evaluate((which) => {
      const runs = [...document.querySelectorAll('main [data-origin]')].filter((own) => !JSON.parse(own.dataset.origin).role && !own.closest('a, summary'));
      runs[which % runs.length].click();
    }, which);
    await text.waitForSelector('.sja-kort');
    if (await typed(how, number)) {
      const answer = await text.waitForFunction(() => {
        const card = document.querySelector('.sja-kort');
        const fault = card?.querySelector('.feil')?.textContent;
        return !card ? 'saved' : fault && !card.querySelector('[aria-busy]') ? fault : null;
      });
      if ((await answer.jsonValue()) === 'saved') {
        saved += 1;
        take.push(performance.now() - began);
      } else refused += 1;
    }
    await leave();
  }
  if (number === Math.min(20, Number(count))) early = memory();
  if (number % 50 === 0 || number === Number(count)) {
    const wanted = built();
    let found = await difference(wanted);
    // What was done last may be on its way.
    for (let tries = 0; found && tries < 40; tries += 1) {
      await new Promise((done) => setTimeout(done, 100));
      found = await difference(wanted);
    }
    check(!found, `after ${number} edits the page is not what is built: ${found}`);
    looked += 1;
    if (found) break;
  }
}
const late = memory();
console.log(`${saved} saved, ${refused} refused, ${turned} undone or done again; the page was what is built ${looked} times`);
console.log(`from a click to the saved plan, median: ${median(take).toFixed(0)} ms`);
console.log(`memory: ${early.toFixed(0)} MiB after 20 edits, ${late.toFixed(0)} MiB after ${count}`);
check(saved > Number(count) / 3, `only ${saved} edits were saved`);
check(late <= 1.5 * early, `the program grows: ${early.toFixed(0)} MiB after 20 edits, ${late.toFixed(0)} MiB after ${count}`);

// All of it undone.
for (let tries = 0; tries < 2 * Number(count); tries += 1) {
  const more = await page.evaluate(async () => {
    const headers = { 'Content-Type': 'application/json' };
    const answer = await fetch('/angre', { method: 'POST', headers, body: '{}' });
    return !(await answer.text()).includes('ingenting');
  });
  if (!more) break;
}
check(files() === started, 'undone, the files are not byte for byte as they were');

// Saved elsewhere: shown here.
const runs = await text.evaluate(() => [...document.querySelectorAll('main p [data-origin]')].map((own) => own.textContent));
const sources = fs.readdirSync(folder).filter((name) => name.endsWith('.ron')).map((name) => path.join(folder, name));
const middle = runs.slice(runs.length >> 1).concat(runs).find((words) => words.length > 40 && sources.some((file) => fs.readFileSync(file, 'utf8').split(words).length === 2));
const file = sources.find((own) => fs.readFileSync(own, 'utf8').includes(middle));
const before = fs.readFileSync(file, 'utf8');
const write = (mark) => {
  fs.writeFileSync(`${file}~`, before.replace(middle, `${middle} ${mark}`));
  fs.renameSync(`${file}~`, file);
};
const as_text = [];
for (let at = 0; at < 30; at += 1) {
  await new Promise((done) => setTimeout(done, 100 + below(100)));
  const began = performance.now();
  write(`merke${at}.`);
  await text.waitForFunction((mark) => document.body.textContent.includes(mark), { polling: 'mutation' }, `merke${at}.`);
  as_text.push(performance.now() - began);
}
console.log(`from a save to the text, median of 30: ${median(as_text).toFixed(0)} ms`);
await page.click('[data-visning="sider"]');
await page.waitForSelector('.ark img');
const names = () => page.$$eval('#sider li', (all) => all.map((own) => own.querySelector('img')?.getAttribute('src') ?? own.dataset.namn ?? own.innerHTML));
await page.waitForFunction(() => [...document.images].every((own) => own.naturalWidth > 0));
const old = await names();
write('her er sida.');
let which = -1;
for (let tries = 0; which < 0 && tries < 100; tries += 1) {
  await new Promise((done) => setTimeout(done, 100));
  const now = await names();
  which = now.findIndex((name, at) => name !== old[at]);
}
await page.evaluate((which) => document.querySelectorAll('#sider li')[which].scrollIntoView(), which);
await page.waitForFunction((which) => document.querySelectorAll('#sider li')[which].querySelector('img')?.naturalWidth > 0, {}, which);
const as_page = [];
for (let at = 0; at < 30; at += 1) {
  await new Promise((done) => setTimeout(done, 200 + below(100)));
  const last = await page.evaluate((which) => document.querySelectorAll('#sider li')[which].querySelector('img').src, which);
  const began = performance.now();
  write(`sidemerke ${at}.`);
  await page.waitForFunction((which, last) => {
    const own = document.querySelectorAll('#sider li')[which]?.querySelector('img');
    return own && own.src !== last && own.complete && own.naturalWidth > 0;
  }, { polling: 'raf' }, which, last);
  as_page.push(performance.now() - began);
}
console.log(`from a save to the page, median of 30: ${median(as_page).toFixed(0)} ms (page ${which + 1})`);

child.kill();
await browser.close();
for (const own of [folder, made]) fs.rmSync(own, { recursive: true });
console.log(faults.length ? `${faults.length} faults:\n  ${faults.join('\n  ')}` : `no fault: ${count} edits of ${plan}`);
process.exit(faults.length ? 1 : 0);
