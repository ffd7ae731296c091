// The page of `sjå`. It shows what the program made, and puts what has changed in its place; what the plan says is not known here.

import { Editor, search } from './edit.js';
import { morph } from './morph.js';
import { Pages } from './pages.js';
import { ask, end, listen, sentence, tell } from './server.js';
import { Steps } from './steps.js';
import { TextFrame } from './text.js';
import { WordList } from './word.js';

/** @template {Element} T @param {string} id @param {new () => T} type @returns {T} */
function by_id(id, type) {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(id);
  return found;
}

const choices = by_id('val', HTMLFormElement);
const side = by_id('sida', HTMLElement);
const side_button = by_id('vis-funn', HTMLButtonElement);
const style = await (await fetch('/web/edit.css')).text();
const text = new TextFrame(by_id('tekst', HTMLIFrameElement), style);
await text.ready();

let message_at = 0;

/** Says something to those who see the page and those who hear it. @param {string} said */
function say(said) {
  by_id('melding', HTMLElement).textContent = said;
  window.clearTimeout(message_at);
  // What is wrong stays until it is not.
  if (said !== sentence('borte')) message_at = window.setTimeout(() => say(''), 6000);
}

/** In which way the plan is shown. */
let mode = 'tekst';

/** Which document is looked at, as an address says it. */
function query() {
  const chosen = new URLSearchParams();
  for (const own of choices.querySelectorAll('select')) chosen.set(own.name, own.value);
  if (mode !== 'endringar') chosen.delete('sidan');
  else if (!chosen.has('sidan')) chosen.set('sidan', '');
  return chosen.toString();
}

/** Puts the parts that the program made in their places. @param {Record<string, string>} parts */
function place(parts) {
  const focus = document.activeElement?.id;
  for (const [id, html] of Object.entries(parts)) {
    const old = by_id(id, HTMLElement);
    const fresh = /** @type {HTMLElement} */ (old.cloneNode(false));
    fresh.innerHTML = html;
    morph(old, fresh);
  }
  if (focus && document.activeElement?.id !== focus) document.getElementById(focus)?.focus();
}

/** Which text is shown, and of which state: the program then says only what differs. */
let shown = { query: '', state: 0 };
/** @type {Promise<void> | null} */
let asking = null;
let is_stale = false;

/** Shows the plan as it is now. Whoever waits, waits until it is shown. */
function refresh() {
  is_stale = true;
  asking ??= show_newest().finally(() => void (asking = null));
  return asking;
}

async function show_newest() {
  while (is_stale) {
    is_stale = false;
    // They are laid out beside it.
    if (mode === 'sider') void pages.refresh();
    const asked = query();
    const known = shown.query === asked ? `&har=${shown.state}` : '';
    const { status, said } = await ask(`/tilstand?${asked}${known}`);
    if (status !== 200) return say(said.message);
    document.title = said.title;
    if (said.patch && !text.patch(said.patch)) {
      // What is shown is not what the program takes it for.
      shown = { query: '', state: 0 };
      is_stale = true;
      continue;
    }
    if (said.text !== null) text.show(said.text);
    if (said.patch || said.text !== null) shown = { query: asked, state: said.state };
    place(said.parts);
    editor.place();
  }
  if (!by_id('word', HTMLElement).hidden) await word.refresh();
}

const pages = new Pages(by_id('sider', HTMLElement), query, (anchor) => show_as('tekst', anchor), open_words);

/** Opens the words of a page where they stand in the text. @param {import('./text.js').Origin} origin */
async function open_words(origin) {
  await show_as('tekst');
  const found = text.run(origin) ?? text.find(origin.path);
  if (!found) return void editor.change(origin.path);
  text.point(found);
  await editor.open(found);
}

/** Shows the plan in another way, at the same place. @param {string} wanted @param {string} [anchor] */
async function show_as(wanted, anchor) {
  const before = mode;
  const headings = text.headings();
  const page = before === 'sider' ? pages.anchor(pages.current()) : undefined;
  mode = wanted;
  for (const button of document.querySelectorAll('[data-visning]')) button.setAttribute('aria-pressed', String(button.getAttribute('data-visning') === mode));
  by_id('sider', HTMLElement).hidden = mode !== 'sider';
  text.frame.hidden = mode === 'sider';
  if (mode === 'sider') {
    await pages.refresh();
    pages.turn(pages.page_of(headings));
    return;
  }
  if (before === 'endringar' || mode === 'endringar') await refresh();
  const place = anchor ?? page;
  if (place) text.document.getElementById(place)?.scrollIntoView({ block: 'start' });
}

by_id('visning', HTMLElement).addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('[data-visning]') : null;
  if (button) void show_as(/** @type {string} */ (button.getAttribute('data-visning')));
});

choices.addEventListener('change', async () => {
  await refresh();
  history.replaceState(null, '', `/?${query()}`);
});
choices.addEventListener('submit', (event) => event.preventDefault());

/** Shows or hides what is wrong. @param {boolean} is_open */
function fold(is_open) {
  side.hidden = !is_open;
  side_button.setAttribute('aria-expanded', String(is_open));
}
const is_narrow = window.matchMedia('(max-width: 60rem)');
fold(!is_narrow.matches);
is_narrow.addEventListener('change', () => fold(!is_narrow.matches));
side_button.addEventListener('click', () => fold(side.hidden));

/** Mends what the program knows how to mend. @param {Element} button */
async function mend(button) {
  const { said } = await tell(`/rett?${query()}`, JSON.parse(/** @type {string} */ (button.getAttribute('data-rett'))));
  await refresh();
  say(said.message);
  // The button is gone with what it mended.
  if (!side.hidden && !button.isConnected) by_id('sida-namn', HTMLElement).focus();
}

side.addEventListener('click', (event) => {
  const fix = event.target instanceof Element ? event.target.closest('[data-rett]') : null;
  if (fix) return void mend(fix);
  const button = event.target instanceof Element ? event.target.closest('[data-vis]') : null;
  if (!button) return;
  const path = /** @type {string} */ (button.getAttribute('data-vis'));
  const found = text.find(path);
  if (!found) {
    say(sentence('ikkje-her'));
    return void editor.change(path);
  }
  if (is_narrow.matches) fold(false);
  if (mode === 'sider') void show_as('tekst').then(() => text.point(found));
  else text.point(found);
});

const editor = new Editor(text, say, query, refresh);
for (const kind of ['input', 'keydown']) text.document.addEventListener(kind, search);

// How to begin, until somebody has begun.
const guide = by_id('rettleiing', HTMLElement);
const BEGUN = 'rettleiing';
function begun() {
  guide.hidden = true;
  sessionStorage.setItem(BEGUN, '1');
}
guide.hidden = sessionStorage.getItem(BEGUN) !== null;
guide.querySelector('button')?.addEventListener('click', () => {
  begun();
  text.frame.focus();
});
text.document.addEventListener('click', (event) => {
  if (/** @type {Element} */ (event.target).closest?.('.sja-kort')) begun();
});

/** Undoes the last change, or does it again. @param {string} address */
async function turn_back(address) {
  const { said } = await tell(address);
  await refresh();
  say(said.message);
}

document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('button[aria-disabled="false"]') : null;
  if (button?.id === 'angre') void turn_back('/angre');
  if (button?.id === 'gjer-om') void turn_back('/gjer-om');
});

/** The keys that undo: in a field they are the browser's own. @param {KeyboardEvent} event */
function undo_keys(event) {
  const target = /** @type {Element} */ (event.target);
  if (!(event.ctrlKey || event.metaKey) || target.closest?.('input, textarea, select')) return;
  const key = event.key.toLowerCase();
  if (key !== 'z' && key !== 'y') return;
  event.preventDefault();
  void turn_back(key === 'z' && !event.shiftKey ? '/angre' : '/gjer-om');
}
document.addEventListener('keydown', undo_keys);
text.document.addEventListener('keydown', undo_keys);

let is_gone = false;
const events = listen(refresh, (is_there) => {
  if (is_there && is_gone) say(sentence('svarar'));
  if (!is_there) say(sentence('borte'));
  is_gone = !is_there;
});

const documents = by_id('dokument', HTMLDialogElement);
by_id('lag', HTMLButtonElement).addEventListener('click', () => {
  by_id('dokument-svar', HTMLElement).replaceChildren();
  documents.showModal();
});
by_id('dokument-lag', HTMLButtonElement).addEventListener('click', async () => {
  const answer = by_id('dokument-svar', HTMLElement);
  const chosen = /** @type {HTMLInputElement[]} */ ([...documents.querySelectorAll('input:checked')]).map((own) => own.value);
  answer.textContent = sentence('lagar');
  const { status, said } = await tell(`/bygg?${query()}`, chosen);
  if (status !== 200) return void (answer.textContent = said.message);
  const list = document.createElement('ul');
  list.append(...said.files.map((/** @type {{ name: string, address: string }} */ { name, address }) => {
    const link = Object.assign(document.createElement('a'), { href: address, target: '_blank', rel: 'noopener', textContent: name, download: /\.(docx|zip)$/.test(name) ? name : '' });
    if (!link.download) link.removeAttribute('download');
    const item = document.createElement('li');
    item.append(link);
    return item;
  }));
  answer.replaceChildren(`${sentence('laga')} ${said.folder}:`, list);
});

const word_files = by_id('word-filer', HTMLInputElement);
const word = new WordList(by_id('word', HTMLElement), word_files, [document, text.document], say, refresh, () => fold(true));
const choose_files = () => word_files.click();
by_id('hent', HTMLButtonElement).addEventListener('click', choose_files);
void word.refresh();

const steps = new Steps(by_id('steg', HTMLDialogElement), say, refresh, choose_files);
by_id('stega', HTMLButtonElement).addEventListener('click', () => void steps.show(''));

document.getElementById('planar')?.addEventListener('click', async () => {
  const has_changes = by_id('angre', HTMLButtonElement).getAttribute('aria-disabled') === 'false';
  if (has_changes && !window.confirm(sentence('forlat'))) return;
  if (editor.may_leave() && (await tell('/planar')).status === 200) location.assign('/');
});

by_id('avslutt', HTMLButtonElement).addEventListener('click', () => {
  window.clearTimeout(message_at);
  void end(events);
});
