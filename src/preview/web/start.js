// The page that `sjå` begins with: a plan is chosen, or a new one made. What there is, the program knows.

import { refuse } from './fields.js';
import { ask, end, listen, sentence, tell } from './server.js';

/** How long to wait, once nothing more is typed, before a name for the folder is asked for. */
const PAUSE = 150;

const message = /** @type {HTMLElement} */ (document.getElementById('melding'));
const list = /** @type {HTMLElement} */ (document.getElementById('planar'));
const form = /** @type {HTMLFormElement} */ (document.getElementById('ny'));
const name_field = /** @type {HTMLInputElement} */ (form.elements.namedItem('namn'));
const folder_field = /** @type {HTMLInputElement} */ (form.elements.namedItem('mappe'));

list.addEventListener('click', async (event) => {
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

let is_gone = false;
const events = listen(() => void refresh(), (is_there) => {
  if (is_there !== is_gone) return;
  message.textContent = sentence(is_there ? 'svarar' : 'borte');
  is_gone = !is_there;
});
window.addEventListener('focus', () => void refresh());
/** @type {HTMLElement} */ (document.getElementById('avslutt')).addEventListener('click', () => void end(events));
