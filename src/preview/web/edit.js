// Editing where the words stand: a card is opened beside them, with the form that the program made, and what is typed is sent back.

import { ask, sentence, tell } from './server.js';
import { origin_of } from './text.js';
import { with_marks, wrap } from './prose.js';

/** @typedef {import('./text.js').TextFrame} TextFrame */

/** What can be reached by the Tab key in a card. */
const STOPS = 'button, summary, input:not([type="hidden"]), select, textarea';
/** How long to wait, once nothing more is typed, before the result is shown. */
const PAUSE = 250;

export class Editor {
  /**
   * @param {TextFrame} text @param {(said: string) => void} say @param {() => string} query
   * @param {() => Promise<void>} refresh
   */
  constructor(text, say, query, refresh) {
    this.text = text;
    this.say = say;
    this.query = query;
    this.refresh = refresh;
    /** @type {HTMLElement | null} */
    this.card = null;
    /** The path of the words that the card stands beside. */
    this.beside = '';
    this.typed = '';
    this.asked = 0;
    /** @type {Element | null} */
    this.at = null;
    const own = text.document;
    own.addEventListener('click', (event) => this.clicked(event));
    own.addEventListener('keydown', (event) => this.key(event));
    own.addEventListener('submit', (event) => this.submitted(event));
    text.window.addEventListener('resize', () => this.place());
  }

  /** @param {MouseEvent} event */
  clicked(event) {
    const target = /** @type {Element} */ (event.target);
    if (target.closest('.sja-kort')) return this.pressed(target);
    // Who selects words, follows a link or folds something out does not want to change them.
    if (target.closest('a, summary') || !this.text.document.getSelection()?.isCollapsed) return;
    const run = target.closest('[data-origin]');
    if (run) return void this.open(run);
    const block = target.closest('td, th, p, li');
    if (block && block.textContent?.trim()) void this.words(block);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const target = /** @type {Element} */ (event.target);
    if (this.card?.contains(target)) {
      if (event.key === 'Escape') this.leave();
      if (event.key === 'Tab') this.turn(event);
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.form?.requestSubmit();
      return;
    }
    if ((event.key === 'Enter' || event.key === ' ') && target.matches('[data-origin]')) {
      event.preventDefault();
      void this.open(target);
    }
  }

  get form() {
    return this.card?.querySelector('form') ?? null;
  }

  /** Keeps the focus within the card. @param {KeyboardEvent} event */
  turn(event) {
    const all = /** @type {HTMLElement[]} */ ([...(this.card?.querySelectorAll(STOPS) ?? [])]).filter((own) => own.checkVisibility());
    const [first, last] = [all[0], all[all.length - 1]];
    const at = this.text.document.activeElement;
    if (event.shiftKey ? at === first || at?.id === 'sja-namn' : at === last) {
      event.preventDefault();
      (event.shiftKey ? last : first).focus();
    }
  }

  /** Opens what can be done with words. @param {Element} run */
  async open(run) {
    const { path, role, by } = origin_of(run);
    if (role !== 'named') return this.change(path, run);
    const asked = new URLSearchParams({ stad: path });
    if (by) asked.set('av', by);
    await this.show(`/namn?${asked}`, path, run);
  }

  /** Opens the form of a value. @param {string} path @param {Element} [run] */
  async change(path, run) {
    await this.show(`/skjema?${new URLSearchParams({ stad: path })}`, path, run ?? this.text.find(path));
  }

  /** Says where words of the program come from. @param {Element} block */
  async words(block) {
    const around = block.closest('tr, figure, p, li') ?? block;
    const asked = new URLSearchParams();
    for (const run of around.querySelectorAll('[data-origin]')) {
      const { path, by } = origin_of(run);
      asked.append('ved', by ?? path);
    }
    await this.show(`/ord?${asked}`, '', block);
  }

  /** @param {string} address @param {string} path @param {Element | null} run */
  async show(address, path, run) {
    if (!this.may_leave()) return;
    const { status, said } = await ask(address);
    if (status !== 200) return this.say(said.message);
    this.close();
    const own = this.text.document;
    const holder = own.createElement('div');
    holder.innerHTML = said.html;
    this.card = /** @type {HTMLElement} */ (holder.firstElementChild);
    this.beside = path;
    this.at = run;
    own.body.append(this.card);
    this.place();
    const field = /** @type {HTMLElement | null} */ (this.card.querySelector('textarea, input[type="radio"]:checked, input:not([type="hidden"]):not(.merke input), select'));
    (field ?? /** @type {HTMLElement} */ (this.card.querySelector('#sja-namn'))).focus({ preventScroll: true });
    if (field instanceof this.text.window.HTMLInputElement && field.type === 'text') field.setSelectionRange(field.value.length, field.value.length);
    this.card.scrollIntoView({ block: 'nearest' });
    this.typed = this.values();
    const prose = this.card.querySelector('textarea');
    if (this.form && prose && this.card.hasAttribute('data-prosa')) {
      with_marks(this.form, prose, () => this.say(sentence('reinsa')));
      prose.addEventListener('input', () => this.later());
      await this.attempt();
      this.card?.scrollIntoView({ block: 'nearest' });
    }
  }

  /** Puts the card beside its words. */
  place() {
    const { card, text } = this;
    if (!card) return;
    const words = this.at?.isConnected ? this.at : this.text.find(this.beside);
    const block = words ? text.block(words) : text.document.body;
    const beside = block.getBoundingClientRect();
    const room = text.document.documentElement.clientWidth;
    const is_prose = card.hasAttribute('data-prosa');
    const width = Math.min(room - 24, Math.max(is_prose ? 620 : 420, is_prose ? beside.width : 0));
    card.style.setProperty('width', `${width}px`);
    card.style.setProperty('left', `${Math.max(12, Math.min(beside.left, room - width - 12))}px`);
    const top = (words ? (is_prose ? beside.top : beside.bottom + 6) : 12) + text.window.scrollY;
    card.style.setProperty('top', `${Math.max(12, top)}px`);
  }

  /** What is typed, field by field. */
  values() {
    return this.form ? JSON.stringify([...new this.text.window.FormData(this.form)]) : '';
  }

  may_leave() {
    return this.values() === this.typed || this.text.window.confirm(sentence('forkast'));
  }

  /** Leaves the card, unless what is typed is to be kept. */
  leave() {
    if (!this.may_leave()) return;
    const path = this.beside;
    this.close();
    this.text.stop(path)?.focus({ preventScroll: true });
  }

  close() {
    this.card?.remove();
    this.card = null;
    this.typed = '';
  }

  /** @param {Element} target */
  pressed(target) {
    const button = target.closest('button');
    if (!button) return;
    const path = button.getAttribute('data-endre');
    if (path) return void this.change(path);
    const card = button.getAttribute('data-kort');
    if (card) return void this.thing(card, button);
    const deed = button.getAttribute('data-gjerning');
    if (deed) return void this.act(deed, /** @type {Element} */ (button.closest('[data-nummer]')), null);
    const item = button.closest('li');
    const other = { opp: item?.previousElementSibling, ned: item?.nextElementSibling };
    switch (button.getAttribute('data-flytt')) {
      case 'opp': other.opp?.before(/** @type {Element} */ (item)); button.focus(); break;
      case 'ned': other.ned?.after(/** @type {Element} */ (item)); button.focus(); break;
      case 'bort': {
        const next = item?.closest('.liste')?.querySelector('[data-sok]');
        item?.remove();
        /** @type {HTMLElement | null | undefined} */ (next)?.focus();
        break;
      }
    }
    switch (button.getAttribute('data-gjer')) {
      case 'lukk': return this.leave();
      case 'bort': return void this.save(true);
      case 'mi': this.form?.setAttribute('data-grunnlag', /** @type {string} */ (button.getAttribute('data-grunnlag'))); return void this.save(false);
      case 'nyare': { const path = this.beside; this.close(); return void this.change(path); }
    }
  }

  /** @param {Event} event */
  submitted(event) {
    event.preventDefault();
    const form = this.form;
    const deed = form?.getAttribute('data-gjerning');
    if (form && deed) void this.act(deed, form, form);
    else void this.save(false);
  }

  /** Opens the card for a new thing, or for one that is to go. @param {string} card @param {Element} button */
  async thing(card, button) {
    const own = button.getAttribute('data-liste-stad');
    const around = /** @type {Element} */ (button.closest('[data-nummer]'));
    const asked = new URLSearchParams({ stad: own ?? around.getAttribute('data-liste-stad') ?? '' });
    if (!own) asked.set('nummer', around.getAttribute('data-nummer') ?? '');
    await this.show(`/${card}?${asked}`, this.beside, this.at ?? null);
  }

  /**
   * Adds a thing, moves it or takes it away.
   * @param {string} deed @param {Element} place @param {HTMLFormElement | null} form
   */
  async act(deed, place, form) {
    const at = place.getAttribute('data-nummer');
    const { status, said } = await tell('/ting', {
      list: place.getAttribute('data-liste-stad'),
      at: at === null ? null : Number(at),
      base: place.getAttribute('data-grunnlag'),
      deed,
      typed: form ? [...new this.text.window.FormData(form)] : [],
    });
    if (status !== 200) {
      const own = form ?? this.form;
      return own ? this.refuse(own, said) : this.say(said.message);
    }
    this.close();
    await this.refresh();
    this.say(said.message);
    const found = said.place && this.text.find(said.place);
    if (found) this.text.point(found);
  }

  /** What is sent of a change. @param {boolean} is_gone */
  sent(is_gone) {
    const form = /** @type {HTMLFormElement} */ (this.form);
    return {
      path: form.getAttribute('data-stad'),
      base: form.getAttribute('data-grunnlag'),
      typed: is_gone ? null : [...new this.text.window.FormData(form)],
    };
  }

  /** @param {boolean} is_gone */
  async save(is_gone) {
    const form = this.form;
    if (!form || form.hasAttribute('aria-busy')) return;
    form.setAttribute('aria-busy', 'true');
    const { status, said } = await tell('/lagre', this.sent(is_gone));
    form.removeAttribute('aria-busy');
    if (status !== 200) return this.refuse(form, said);
    const path = this.beside;
    this.close();
    await this.refresh();
    this.say(said.message);
    this.text.stop(path)?.focus({ preventScroll: true });
  }

  /** Says why it is refused, at the field that it is about. @param {HTMLFormElement} form @param {any} said */
  refuse(form, said) {
    const place = /** @type {HTMLElement} */ (form.querySelector('.feil'));
    place.textContent = '';
    for (const own of form.querySelectorAll('[aria-invalid]')) own.removeAttribute('aria-invalid');
    if (said.newer) place.innerHTML = said.newer;
    else place.textContent = said.message;
    const names = [said.name ?? 'v', 'v'];
    const fields = /** @type {HTMLElement[]} */ (names.map((name) => form.querySelector(`[name="${CSS.escape(name)}"]`)).filter(Boolean));
    fields[0]?.setAttribute('aria-invalid', 'true');
    place.scrollIntoView({ block: 'nearest' });
    if (!said.newer) fields[0]?.focus({ preventScroll: true });
  }

  /** Shows the result once nothing more is typed. */
  later() {
    this.text.window.clearTimeout(this.asked);
    this.asked = this.text.window.setTimeout(() => void this.attempt(), PAUSE);
  }

  /** Shows how what is typed would look. */
  async attempt() {
    const form = this.form;
    if (!form) return;
    const { status, said } = await tell(`/prov?${this.query()}`, this.sent(false));
    const place = form.querySelector('.slik-tekst');
    if (this.form !== form || !place) return;
    if (status === 200 && said.html !== undefined) place.innerHTML = said.html;
    for (const own of place.querySelectorAll('[id]')) own.removeAttribute('id');
    const error = /** @type {HTMLElement} */ (form.querySelector('.feil'));
    if (!error.querySelector('button')) error.textContent = (status === 200 ? said.message : said.name ? '' : said.message) ?? '';
  }
}

/** What a search field has found: what is chosen of its list, or the one thing of it that has what is typed. @param {HTMLInputElement} field */
function found(field) {
  const options = /** @type {HTMLOptionElement[]} */ ([...(field.list?.children ?? [])]);
  const typed = field.value.trim().toLowerCase();
  const with_words = options.filter((own) => own.value.toLowerCase().includes(typed));
  return options.find((own) => own.value.toLowerCase() === typed) ?? (typed && with_words.length === 1 ? with_words[0] : undefined);
}

/**
 * Takes what is found in a search field: by Enter, or at once where it is chosen of the list.
 * @param {Event} event
 */
export function search(event) {
  const field = /** @type {HTMLInputElement} */ (event.target);
  if (!field.matches?.('[data-sok]')) return;
  const is_enter = event instanceof /** @type {any} */ (field.ownerDocument.defaultView).KeyboardEvent;
  if (is_enter && /** @type {KeyboardEvent} */ (event).key !== 'Enter') return;
  const kind = /** @type {InputEvent} */ (event).inputType;
  if (is_enter) event.preventDefault();
  // A browser tells of a choice by no kind of input, or by one of its own; of letters that are typed, by theirs.
  else if (kind && kind !== 'insertReplacementText') return;
  const chosen = found(field);
  if (!chosen) return;
  field.value = '';
  const id = /** @type {string} */ (chosen.dataset.id);
  if (field.dataset.sok === 'vis-til') refer(field, id);
  else add_chosen(/** @type {HTMLElement} */ (field.closest('.liste')), id, chosen.value);
}

/** Puts a reference where the reader was in the text. @param {HTMLInputElement} field @param {string} anchor */
function refer(field, anchor) {
  const prose = /** @type {HTMLTextAreaElement} */ (field.closest('.merke')?.nextElementSibling);
  wrap(prose, `](#${anchor})`);
}

/** Adds a thing to a list, unless it is there. @param {HTMLElement} list @param {string} id @param {string} name */
function add_chosen(list, id, name) {
  if ([...list.querySelectorAll('li > input')].some((own) => /** @type {HTMLInputElement} */ (own).value === id)) return;
  const template = /** @type {HTMLTemplateElement} */ (list.querySelector('template'));
  const item = /** @type {Element} */ (/** @type {Element} */ (template.content.firstElementChild).cloneNode(true));
  /** @type {HTMLInputElement} */ (item.querySelector('input')).value = id;
  /** @type {Element} */ (item.querySelector('span')).textContent = name;
  for (const button of item.querySelectorAll('button')) button.setAttribute('aria-label', `${button.getAttribute('aria-label')?.split('  ')[0].trim()} ${name}`);
  list.querySelector('ol')?.append(item);
}
