// Judge: the web page in a browser (Chromium). axe-core finds no fault at three widths, on paper, in the dark and with forced
// colours; nothing scrolls sideways but what is meant to, also with more space in the text (WCAG 1.4.10, 1.4.12); the Tab key
// reaches everything once, in reading order, where it is seen; nothing is loaded, blocked or run; without scripts it is the same.
// On a phone the plan begins within the first screen and nothing is out of sight at the side; lines are not too long; no name is
// split, no sign between two things hangs at a line's end, no «#» is alone; what is no running text is easy to hit.
//
// usage: node web.mjs [--only PART] TOOLS PICTURES FILE.html …   (TOOLS has node_modules; a picture of each at three widths goes to
// PICTURES, none with «-»; PART is axe, widths or keys)
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const given = process.argv.slice(2);
const only = given[0] === '--only' ? given.splice(0, 2)[1] : null;
const [tools, pictures, ...files] = given;
const require = createRequire(path.resolve(tools, 'package.json'));
const puppeteer = (await import(pathToFileURL(require.resolve('puppeteer-core')))).default;
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const WIDTHS = [320, 768, 1280];
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const WAYS = [
  ...WIDTHS.map((width) => ({ name: `${width} px`, width })),
  // On paper nobody points at anything.
  { name: 'on paper', width: 1280, media: 'print', without: ['target-size'] },
  { name: 'in the dark', width: 1280, features: [{ name: 'prefers-color-scheme', value: 'dark' }] },
  { name: 'in the dark, 320 px', width: 320, features: [{ name: 'prefers-color-scheme', value: 'dark' }] },
  { name: 'with forced colours', width: 1280, features: [{ name: 'forced-colors', value: 'active' }] },
];
// What a reader may ask for (WCAG 1.4.12).
const SPACED = '*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}';

const browser = await puppeteer.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'], protocolTimeout: 900_000 });
let faults = 0;

// A page as it is opened, with what the browser complains of.
async function opened(file, { width, media, features }, more = {}) {
  const page = await browser.newPage();
  const complaints = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    if (!/^(file|data):/.test(request.url())) complaints.push(`asks for ${request.url().slice(0, 100)}`);
  });
  if (more.past_policy) await page.setBypassCSP(true);
  if (more.scripts === false) await page.setJavaScriptEnabled(false);
  await page.setViewport({ width, height: 800 });
  const session = await page.createCDPSession();
  if (media || features) await session.send('Emulation.setEmulatedMedia', { media: media ?? '', features: features ?? [] });
  await page.goto(pathToFileURL(path.resolve(file)).href);
  return { page, complaints };
}

// What is wider than the window, outside the regions that scroll.
function tooWide() {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  const free = [...document.querySelectorAll('body *')].filter((own) => !own.closest('.scroll, .vh, .skip, .boxes'));
  const wide = free.filter((own) => own.getBoundingClientRect().right > room + 1).map((own) => `${own.tagName} «${own.textContent.trim().slice(0, 40)}»`);
  return wide.length ? wide : ['what should scroll by itself'];
}

// The first screen of a phone.
const PHONE = { width: 320, height: 640 };
// The most letters that half of the lines may have.
const LETTERS = 80;

// On a phone: where the plan begins, and what one must scroll sideways for in tables.
function onPhone(height) {
  const found = [];
  // What concerns the party that a copy is for stands before the plan.
  const first = document.querySelector('.addressee .title') ?? document.querySelector('main :is(h1, h2)');
  // Where versions are compared, the title page says both.
  const begins = first && first.getBoundingClientRect().bottom;
  if (document.querySelector('header') && !document.querySelector('.changes') && begins > height) found.push(`the plan begins at ${Math.round(begins)}`);
  // What makes a link easy to hit may reach a little into the margin.
  for (const own of document.querySelectorAll('.cards')) {
    const region = own.closest('.scroll');
    if (region.clientWidth && region.scrollWidth > region.clientWidth + 8) found.push(`cards wider than the screen: «${own.caption.textContent.slice(0, 40)}»`);
  }
  return found;
}

// The words of running text, each with where it stands.
function* wordsOf(own) {
  const walker = document.createTreeWalker(own, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (const found of node.data.matchAll(/\S+/g)) {
      const range = document.createRange();
      range.setStart(node, found.index);
      range.setEnd(node, found.index + found[0].length);
      const places = [...range.getClientRects()].filter((place) => place.width > 0);
      if (places.length) yield { word: found[0], places };
    }
  }
}

// How many letters half of the full lines of running text have at most.
function lettersALine() {
  const counts = [];
  for (const own of document.querySelectorAll('main p, main li')) {
    if (own.querySelector('p, li') || own.closest('figure, .facts')) continue;
    const lines = new Map();
    for (const { word, places } of wordsOf(own)) {
      const at = Math.round(places[0].top / 4);
      lines.set(at, (lines.get(at) ?? -1) + word.length + 1);
    }
    counts.push(...[...lines.values()].slice(0, -1));
  }
  return counts.sort((one, other) => one - other)[Math.floor(counts.length / 2)] ?? 0;
}

// Names that a hyphen is in, on two lines, and signs between two things at the end of a line or alone.
function split() {
  const found = [];
  const name = /(?:[\p{L}\d]+-\p{Lu}|[\p{Lu}\d]{2,}-\p{Ll})[\p{L}\d-]*/u;
  let before = null;
  for (const { word, places } of wordsOf(document.body)) {
    if (before && Math.abs(places[0].top - before.top) > 6) found.push(`a sign hangs at the end of a line, before «${word}»`);
    before = /^[·|]$/.test(word) ? places[0] : null;
    // Addresses and names of files stand as they are.
    const own = /@|:\/\/|\.\w/.test(word) ? null : word.match(name);
    // A longer one may be wider than a phone.
    if (own && own[0].length <= 24 && places.length > 1 && places[0].bottom <= places.at(-1).top + 1) found.push(`a name is split: «${word}»`);
  }
  for (const own of document.querySelectorAll('.self')) {
    const heading = [...own.parentElement.firstElementChild.getClientRects()].at(-1);
    if (own.getClientRects().length && own.getClientRects()[0].bottom > heading.bottom + 12) found.push(`a «#» is alone after «${own.parentElement.textContent.slice(0, 40)}»`);
  }
  return found;
}

// What is hard to hit: lower or narrower than 24 pixels, and not in a sentence (WCAG 2.5.8).
function small() {
  const found = [];
  for (const own of document.querySelectorAll('a[href], summary')) {
    const place = own.getBoundingClientRect();
    if (!own.checkVisibility() || !place.width || own.closest('.skip')) continue;
    const around = own.closest('p, li, td, th, summary, caption, figcaption, h1, h2, h3, h4, h5') ?? own;
    const sentence = [...around.childNodes].some((part) => part.nodeType === 3 && part.data.trim()) || around.querySelectorAll('a').length > 1;
    if (own !== around && sentence && !own.closest('.files, nav')) continue;
    if (place.height < 24 || place.width < 24) found.push(`hard to hit, ${Math.round(place.width)} by ${Math.round(place.height)}: «${own.textContent.trim().slice(0, 40)}»`);
  }
  return found;
}

// Where everything stands.
function laidOut() {
  return JSON.stringify([...document.querySelectorAll('*')].map((own) => Object.values(own.getBoundingClientRect().toJSON())));
}

// A page of more elements than this is looked at by axe and for its width alone.
const LARGE = 20_000;

async function judged(file) {
  const first = await opened(file, { width: 1280 });
  const large = (await first.page.evaluate(() => document.querySelectorAll('*').length)) > LARGE;
  await first.page.close();
  const parts = { axe: audited, widths: measured, keys: walked };
  const found = [];
  for (const [name, part] of Object.entries(parts)) if (!only || only === name) found.push(...(await part(file, large)));
  return found;
}

// What axe-core finds.
async function audited(file, large) {
  const found = [];
  for (const way of large ? WAYS.slice(0, 3) : WAYS) {
    const { page } = await opened(file, way, { past_policy: true });
    await page.evaluate(axe);
    const violations = await page.evaluate(async (tags, without) => {
      const rules = Object.fromEntries(without.map((id) => [id, { enabled: false }]));
      const said = await axe.run(document, { runOnly: { type: 'tag', values: tags }, rules });
      return said.violations.map(({ id, nodes }) => `${id}: ${nodes.length}, first ${nodes[0].html.slice(0, 120)} (${nodes[0].failureSummary.slice(0, 200)})`);
    }, TAGS, way.without ?? []);
    found.push(...violations.map((said) => `axe, ${way.name}: ${said}`));
    await page.close();
  }
  return found;
}

// What is wrong at a width, with and without scripts, and with more space in the text.
async function measured(file, large) {
  const found = [];
  for (const width of WIDTHS) {
    const { page, complaints } = await opened(file, { width });
    if (pictures !== '-') await page.screenshot({ path: path.join(pictures, `${path.basename(file, '.html')}-${width}.png`) });
    found.push(...complaints.map((said) => `${width} px: the browser says: ${said}`));
    found.push(...(await page.evaluate(tooWide)).slice(0, 3).map((said) => `${width} px: too wide: ${said}`));
    const blank = await page.evaluate(() => [...document.images].filter((own) => !own.naturalWidth).length);
    if (blank) found.push(`${blank} pictures are not shown`);
    if (width === PHONE.width) found.push(...(await page.evaluate(onPhone, PHONE.height)).slice(0, 3).map((said) => `${width} px: ${said}`));
    await page.evaluate(`window.wordsOf = ${wordsOf}`);
    for (const judge of large ? [] : [split, small]) {
      const said = await page.evaluate(judge);
      if (said.length) found.push(`${width} px, ${said.length} times: ${said.slice(0, 3).join('; ')}`);
    }
    const letters = large ? 0 : await page.evaluate(lettersALine);
    if (letters > LETTERS) found.push(`${width} px: half of the lines have more than ${letters - 1} letters`);
    const places = await page.evaluate(laidOut);
    await page.close();
    if (large) continue;
    const silent = await opened(file, { width }, { scripts: false });
    if ((await silent.page.evaluate(laidOut)) !== places) found.push(`${width} px: laid out otherwise without scripts`);
    await silent.page.close();
    // A style that the reader brings is past the page's own policy.
    const spaced = await opened(file, { width }, { past_policy: true });
    await spaced.page.addStyleTag({ content: SPACED });
    found.push(...(await spaced.page.evaluate(tooWide)).slice(0, 3).map((said) => `${width} px, spaced: too wide: ${said}`));
    await spaced.page.close();
  }
  return found;
}

async function walked(file, large) {
  const found = [];
  for (const width of large ? [] : [320, 1280]) found.push(...(await tabbed(file, width)).map((said) => `${width} px, Tab: ${said}`));
  return found;
}

// The Tab key from the top until it is out of the page again.
async function tabbed(file, width) {
  const { page } = await opened(file, { width });
  const expected = await page.evaluate(() => {
    const can = (own) => own.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true }) && own.getClientRects().length > 0;
    const all = [...document.querySelectorAll('a[href], summary, [tabindex]')].filter((own) => own.tabIndex >= 0 && can(own));
    all.forEach((own, at) => own.setAttribute('data-at', at));
    return all.length;
  });
  const reached = [];
  const found = [];
  for (let press = 0; press < expected + 5; press++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const own = document.activeElement;
      if (!own || own === document.body) return null;
      const place = own.getBoundingClientRect();
      const seen = place.width > 0 && place.bottom > 0 && place.top < innerHeight && place.right > 0 && place.left < innerWidth;
      const outline = getComputedStyle(own).outlineStyle !== 'none';
      return { at: own.getAttribute('data-at'), seen, outline, said: own.textContent.trim().slice(0, 40) };
    });
    if (!at) break;
    if (!at.seen) found.push(`out of sight: «${at.said}»`);
    if (!at.outline) found.push(`no sign of where one is: «${at.said}»`);
    reached.push(Number(at.at));
  }
  const wrong = reached.findIndex((at, place) => at !== place);
  if (wrong >= 0) found.push(`not in reading order: place ${wrong} is ${reached[wrong]}`);
  if (reached.length !== expected) found.push(`${reached.length} of ${expected} are reached before it ends`);
  await page.close();
  return found.slice(0, 5);
}

for (const file of files) {
  const found = await judged(file);
  faults += found.length;
  console.log(found.length ? `${found.length} faults: ${file}\n  ${found.join('\n  ')}` : `no fault: ${file}`);
}
await browser.close();
process.exit(faults ? 1 : 0);
