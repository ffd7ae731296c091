// The page that `sjå` begins with: a plan is chosen, or a new one made. What there is, the program knows.

import { refuse } from './fields.js';
import { ask, end, listen, send_file, sentence, tell } from './server.js';

/** How long to wait, once nothing more is typed, before a name for the folder is asked for. */
const PAUSE = 150;

const message = /** @type {HTMLElement} */ (document.getElementById('melding'));
const list = /** @type {HTMLElement} */ (document.getElementById('planar'));
const form = /** @type {HTMLFormElement} */ (document.getElementById('ny'));
const name_field = /** @type {HTMLInputElement} */ (form.elements.namedItem('namn'));
const folder_field = /** @type {HTMLInputElement} */ (form.elements.namedItem('mappe'));

document.addEventListener('click', async (event) => {
  const button = event.target instanceof Element ? event.target.closest('[data-opne]') : null;
  if (!button) return;
  const { status, said } = await tell('/opne', button.getAttribute('data-opne'));
  if (status === 200) return location.assign('/');
  message.textContent = said.message;
  await refresh();
});

/** Shows the plans that there are now. */
async function refresh() {
  const { status, said } = await ask('/tilstand');
  if (status === 200) list.innerHTML = said.parts.planar;
}

let asked = 0;
let is_own_folder = false;
folder_field.addEventListener('input', () => void (is_own_folder = folder_field.value !== ''));
name_field.addEventListener('input', () => {
  window.clearTimeout(asked);
  if (!is_own_folder) asked = window.setTimeout(offer_folder, PAUSE);
});

/** Offers a name for the folder that is like that of the plan. */
async function offer_folder() {
  const { status, said } = await ask(`/mappe?${new URLSearchParams({ namn: name_field.value })}`);
  if (status === 200 && !is_own_folder) folder_field.value = name_field.value.trim() ? said.folder : '';
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  if (form.hasAttribute('aria-busy')) return;
  form.setAttribute('aria-busy', 'true');
  window.clearTimeout(asked);
  if (!is_own_folder) await offer_folder();
  const typed = new FormData(form);
  const { status, said } = await tell('/ny-plan', { name: typed.get('namn'), language: typed.get('sprak'), folder: typed.get('mappe') });
  form.removeAttribute('aria-busy');
  if (status === 200) return location.assign('/');
  refuse(form, said);
});

// A plan of a document that one has.
const document_form = /** @type {HTMLFormElement} */ (document.getElementById('fra'));
const file_field = /** @type {HTMLInputElement} */ (document_form.elements.namedItem('fil'));
const document_folder = /** @type {HTMLInputElement} */ (document_form.elements.namedItem('mappe'));

/** Without a name for the folder, it gets one like that of the file. */
file_field.addEventListener('change', async () => {
  const name = file_field.files?.[0]?.name.replace(/\.[^.]*$/, '');
  if (!name) return;
  const { status, said } = await ask(`/mappe?${new URLSearchParams({ namn: name })}`);
  if (status === 200) document_folder.value = said.folder;
});

document_form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const file = file_field.files?.[0];
  if (document_form.hasAttribute('aria-busy')) return;
  if (!file) return refuse(document_form, { message: sentence('vel-fil'), name: 'fil' });
  const progress = /** @type {HTMLElement} */ (document_form.querySelector('.gang'));
  document_form.setAttribute('aria-busy', 'true');
  progress.textContent = sentence('les-filer');
  const typed = new FormData(document_form);
  const more = { sprak: String(typed.get('sprak')), mappe: String(typed.get('mappe')) };
  const { status, said } = await send_file('/ny-plan-fil', file, Number(document_form.dataset.mest), more);
  document_form.removeAttribute('aria-busy');
  progress.textContent = '';
  if (status !== 200) return refuse(document_form, said);
  /** @type {HTMLElement} */ (document_form.querySelector('.feil')).replaceChildren();
  const made = /** @type {HTMLElement} */ (document.getElementById('laga'));
  made.innerHTML = said.html;
  document_form.reset();
  await refresh();
  /** @type {HTMLElement} */ (made.querySelector('#laga-namn')).focus();
  made.scrollIntoView({ block: 'start' });
});

let is_gone = false;
const events = listen(() => void refresh(), (is_there) => {
  if (is_there !== is_gone) return;
  message.textContent = sentence(is_there ? 'svarar' : 'borte');
  is_gone = !is_there;
});
window.addEventListener('focus', () => void refresh());
/** @type {HTMLElement} */ (document.getElementById('avslutt')).addEventListener('click', () => void end(events));
