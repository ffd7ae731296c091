// The steps of the year: a dialog with the list, the form of a step and what was done, each as the program made it.

import { refuse, today } from './fields.js';
import { ask, sentence, tell } from './server.js';

export class Steps {
  /**
   * @param {HTMLDialogElement} dialog @param {(said: string) => void} say @param {() => Promise<void>} refresh
   * @param {() => void} choose_files
   */
  constructor(dialog, say, refresh, choose_files) {
    this.choose_files = choose_files;
    this.dialog = dialog;
    this.say = say;
    this.refresh = refresh;
    this.typed = '';
    dialog.addEventListener('click', (event) => this.pressed(event));
    dialog.addEventListener('submit', (event) => void this.submitted(event));
    dialog.addEventListener('input', (event) => this.follow(event));
    dialog.addEventListener('cancel', (event) => {
      if (!this.may_leave()) event.preventDefault();
    });
  }

  get form() {
    return this.dialog.querySelector('form');
  }

  values() {
    return this.form ? JSON.stringify([...new FormData(this.form)]) : '';
  }

  may_leave() {
    if (this.form?.hasAttribute('aria-busy')) return false;
    return this.values() === this.typed || window.confirm(sentence('forkast'));
  }

  /** Shows the list of steps, or the form of one. @param {string} step */
  async show(step) {
    const { status, said } = await ask(step ? `/steg?slag=${step}` : '/steg');
    if (status !== 200) {
      this.dialog.close();
      return this.say(said.message);
    }
    this.place(said.html);
    if (!this.dialog.open) this.dialog.showModal();
    this.focus();
  }

  /** @param {string} html */
  place(html) {
    this.dialog.innerHTML = html;
    this.dialog.scrollTop = 0;
    today(this.dialog);
    this.typed = this.values();
  }

  /** The folder of a new plan follows its year, until it is given another name. @param {Event} event */
  follow(event) {
    const field = /** @type {HTMLInputElement} */ (event.target);
    const place = /** @type {HTMLInputElement | null} */ (this.dialog.querySelector('[data-start]'));
    if (field === place) place.removeAttribute('data-start');
    else if (place && field.name === 'ar') place.value = `${place.dataset.start}${field.value.trim()}`;
  }

  focus() {
    const first = this.form?.querySelector('input:not([type="hidden"]), select') ?? this.dialog.querySelector('.steg button, #steg-tittel');
    /** @type {HTMLElement | null} */ (first)?.focus({ preventScroll: true });
  }

  /** @param {MouseEvent} event */
  pressed(event) {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (!button) return;
    const step = button.getAttribute('data-steg');
    if (step !== null && this.may_leave()) return void this.show(step);
    if (button.getAttribute('data-gjer') === 'lukk' && this.may_leave()) this.dialog.close();
    if (button.getAttribute('data-gjer') === 'hent') {
      this.dialog.close();
      this.choose_files();
    }
    const plan = button.getAttribute('data-opne');
    if (plan !== null) void this.open(plan);
  }

  /** Shows the plan that was made. @param {string} name */
  async open(name) {
    const { status, said } = await tell('/opne', name);
    if (status === 200) return location.assign('/');
    this.dialog.close();
    this.say(said.message);
  }

  /** @param {SubmitEvent} event */
  async submitted(event) {
    event.preventDefault();
    const form = this.form;
    if (!form || form.hasAttribute('aria-busy')) return;
    const progress = /** @type {HTMLElement} */ (form.querySelector('.gang'));
    form.setAttribute('aria-busy', 'true');
    progress.textContent = sentence('held-på');
    const { status, said } = await tell('/steg', { step: form.getAttribute('data-steg'), typed: [...new FormData(form)] });
    form.removeAttribute('aria-busy');
    progress.textContent = '';
    if (status !== 200) return refuse(form, said);
    await this.refresh();
    this.place(said.html);
    /** @type {HTMLElement} */ (this.dialog.querySelector('#steg-tittel')).focus();
  }
}
