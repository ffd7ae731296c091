// Word files that came back: they are chosen or dropped on the page, and the list of what they want changed stands beside the text.
// The program made the list, and does what is done to it.

import { ask, send_file, sentence, tell } from './server.js';

/** Whether files are dragged. @param {DragEvent} event */
const has_files = (event) => event.dataTransfer?.types.includes('Files') ?? false;

export class WordList {
  /**
   * @param {HTMLElement} section @param {HTMLInputElement} chooser @param {Document[]} pages
   * @param {(said: string) => void} say @param {() => Promise<void>} refresh @param {() => void} unfold
   */
  constructor(section, chooser, pages, say, refresh, unfold) {
    this.section = section;
    this.chooser = chooser;
    this.say = say;
    this.refresh_page = refresh;
    this.unfold = unfold;
    this.hint = /** @type {HTMLElement} */ (document.getElementById('slepp'));
    this.leaving = 0;
    chooser.addEventListener('change', () => void this.add([...(chooser.files ?? [])]));
    section.addEventListener('click', (event) => {
      const button = event.target instanceof Element ? event.target.closest('[data-word]') : null;
      if (button) void this.act(button);
    });
    for (const page of pages) {
      page.addEventListener('dragover', (event) => this.dragged(event));
      page.addEventListener('drop', (event) => this.dropped(event));
    }
  }

  /** @param {DragEvent} event */
  dragged(event) {
    if (!has_files(event)) return;
    event.preventDefault();
    this.hint.hidden = false;
    // The file may be carried out of the window again.
    window.clearTimeout(this.leaving);
    this.leaving = window.setTimeout(() => void (this.hint.hidden = true), 400);
  }

  /** @param {DragEvent} event */
  dropped(event) {
    if (!has_files(event)) return;
    event.preventDefault();
    this.hint.hidden = true;
    void this.add([...(event.dataTransfer?.files ?? [])]);
  }

  /** Adds files to the list, and tells of each what is in it or why it is refused. @param {File[]} files */
  async add(files) {
    if (!files.length) return;
    this.say(sentence('les-filer'));
    const told = [];
    for (const file of files) {
      const { said } = await send_file('/word-fil', file, Number(this.chooser.dataset.mest));
      told.push(said.message);
    }
    this.chooser.value = '';
    await this.refresh();
    this.say(told.join(' '));
    if (!this.section.hidden) {
      this.unfold();
      const side = this.section.parentElement;
      if (side) side.scrollTop = 0;
      this.name()?.focus({ preventScroll: true });
    }
  }

  name() {
    return /** @type {HTMLElement | null} */ (this.section.querySelector('#word-namn'));
  }

  /** Shows the list as it is now. */
  async refresh() {
    const { status, said } = await ask('/word');
    if (status !== 200) return;
    const focus = document.activeElement?.closest('[data-oppforing]')?.getAttribute('data-oppforing');
    if (this.section.innerHTML !== said.html) this.section.innerHTML = said.html;
    this.section.hidden = said.html === '';
    if (focus && !this.section.contains(document.activeElement)) this.focus([focus]);
  }

  /** Puts the focus in the first of some entries that is there, or at the top of the list. @param {string[]} keys */
  focus(keys) {
    const entry = keys.map((key) => this.section.querySelector(`[data-oppforing="${CSS.escape(key)}"]`)).find((own) => own);
    const target = /** @type {HTMLElement | null} */ (entry?.querySelector('button') ?? null) ?? this.name() ?? document.getElementById('hent');
    target?.focus();
  }

  /** @param {Element} button */
  async act(button) {
    if (this.section.hasAttribute('aria-busy')) return;
    this.section.setAttribute('aria-busy', 'true');
    // Once it is done, the focus goes to what comes after it.
    const entry = button.closest('[data-oppforing]');
    const keys = [];
    for (let own = entry; own; own = own.nextElementSibling) keys.push(/** @type {string} */ (own.getAttribute('data-oppforing')));
    const deed = JSON.parse(/** @type {string} */ (button.getAttribute('data-word')));
    const { said } = await tell('/word', deed);
    // The list is shown anew with the page.
    await this.refresh_page();
    this.section.removeAttribute('aria-busy');
    this.say(said.message);
    this.focus(keys);
  }
}
