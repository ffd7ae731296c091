// The text of the plan in its frame: what the program wrote is shown, the reader's place is kept, places are found by the paths
// of the data that their words come from.

import { morph, morph_nodes } from './morph.js';

/**
 * Where words come from, as the program says it.
 * @typedef {{ path: string, pieces?: unknown[], role?: 'named', by?: string }} Origin
 */

/** The origins that were read, by their words. @type {Map<string, Origin>} */
const read = new Map();

/** @param {Element} run @returns {Origin} */
export function origin_of(run) {
  const words = /** @type {string} */ (run.getAttribute('data-origin'));
  const known = read.get(words);
  if (known) return known;
  const origin = JSON.parse(words);
  if (read.size > 50_000) read.clear();
  read.set(words, origin);
  return origin;
}

/** What words stand in: what they are edited beside. */
const BLOCK = 'p, li, td, th, h1, h2, h3, h4, h5, caption, figcaption, summary';

/** Where the Tab key can't stop besides what is a stop already. */
const STOPS = 'a, summary, button';

/** A text with the first words of each value as ones that the Tab key stops at. @param {Document} text */
function with_stops(text) {
  const seen = new Set();
  for (const run of text.querySelectorAll('main [data-origin], header [data-origin]')) {
    const { path, role, by } = origin_of(run);
    // Of names, the first of those that a list chooses.
    const value = role === 'named' ? by?.replace(/\[\d+\]$/, '') : path;
    const is_stop = value && !seen.has(value) && run.textContent?.trim() && !run.closest(STOPS);
    if (is_stop) seen.add(value);
    if (Boolean(is_stop) === (run.getAttribute('tabindex') === '0') && (is_stop || !run.hasAttribute('tabindex'))) continue;
    if (is_stop) {
      run.setAttribute('tabindex', '0');
      run.setAttribute('role', 'button');
    } else {
      run.removeAttribute('tabindex');
      run.removeAttribute('role');
    }
  }
  for (const link of text.querySelectorAll('a[href^="http"]')) {
    link.setAttribute('target', '_blank');
    link.setAttribute('rel', 'noopener');
  }
  return text;
}

export class TextFrame {
  /** @param {HTMLIFrameElement} frame @param {string} style */
  constructor(frame, style) {
    this.frame = frame;
    this.style = style;
  }

  get document() {
    return /** @type {Document} */ (this.frame.contentDocument);
  }

  get window() {
    return /** @type {Window & typeof globalThis} */ (this.frame.contentWindow);
  }

  /** Waits until the frame has its first text. */
  async ready() {
    if (this.document.readyState !== 'complete' || this.document.URL === 'about:blank') {
      await new Promise((done) => this.frame.addEventListener('load', done, { once: true }));
    }
    const sheet = new this.window.CSSStyleSheet();
    sheet.replaceSync(this.style);
    this.document.adoptedStyleSheets = [sheet];
    with_stops(this.document);
  }

  /** Shows a text; the reader stays at the same place in it. @param {string} html */
  show(html) {
    // The frame's own parser: what the page's policy forbids, the frame's allows.
    const fresh = with_stops(new this.window.DOMParser().parseFromString(html, 'text/html'));
    const place = this.place();
    const focus = this.focus();
    const old = this.document;
    if (old.title !== fresh.title) old.title = fresh.title;
    if (old.documentElement.lang !== fresh.documentElement.lang) old.documentElement.lang = fresh.documentElement.lang;
    const sheet = (/** @type {Document} */ text) => text.querySelector('style');
    if (sheet(old)?.textContent !== sheet(fresh)?.textContent) old.head.replaceChildren(...[...fresh.head.childNodes].map((node) => old.importNode(node, true)));
    morph(old.body, fresh.body);
    this.keep(place);
    if (focus) this.stop(focus)?.focus({ preventScroll: true });
  }

  /**
   * Puts blocks of the text in the place of others; false where they are not found.
   * @param {{ start: number, end: number, html: string }} patch
   */
  patch({ start, end, html }) {
    const main = this.document.querySelector('main');
    // Each block has a comment before it, and there is one after them all.
    const marks = [...(main?.childNodes ?? [])].filter((node) => node.nodeType === 8);
    const last = marks.length - 1 - end;
    if (!main || last < start || start < 0) return false;
    const fresh = new this.window.DOMParser().parseFromString(`<main>${html}</main>`, 'text/html').querySelector('main');
    if (!fresh) return false;
    const place = this.place();
    const focus = this.focus();
    const nodes = /** @type {Node[]} */ ([...main.childNodes]);
    morph_nodes(main, nodes.slice(nodes.indexOf(marks[start]), nodes.indexOf(marks[last])), [...fresh.childNodes], marks[last]);
    with_stops(this.document);
    this.keep(place);
    if (focus) this.stop(focus)?.focus({ preventScroll: true });
    return true;
  }

  /** What is at the top of what the reader sees. */
  place() {
    const all = this.document.querySelectorAll('main [id], main [data-origin]');
    // They stand in order: half of those that are left fall away with each look.
    let [low, high] = [0, all.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (all[middle].getBoundingClientRect().bottom < 1) low = middle + 1;
      else high = middle;
    }
    if (this.window.scrollY < 1 || low >= all.length) return null;
    return { element: all[low], top: all[low].getBoundingClientRect().top, headings: this.headings_before(all[low]) };
  }

  /** The anchors from an element up, the nearest first. @param {Element} element */
  headings_before(element) {
    const all = [...this.document.querySelectorAll('main [id]')];
    const before = all.filter((own) => own === element || own.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
    return before.reverse().map((own) => ({ id: own.id, top: own.getBoundingClientRect().top }));
  }

  /** The anchors from where the reader is up, the nearest first. */
  headings() {
    return this.place()?.headings ?? [];
  }

  /** @param {ReturnType<TextFrame['place']>} place */
  keep(place) {
    if (!place) return;
    const stays = place.element.isConnected ? { own: place.element, top: place.top } : null;
    const heading = place.headings.map(({ id, top }) => ({ own: this.document.getElementById(id), top })).find(({ own }) => own);
    const found = stays ?? heading;
    if (found?.own) this.window.scrollBy(0, found.own.getBoundingClientRect().top - found.top);
  }

  /** The path of the words that have the focus. */
  focus() {
    const own = this.document.activeElement?.closest('[data-origin]');
    return own ? origin_of(own).path : null;
  }

  /** The words of a value that the Tab key stops at. @param {string} path @returns {HTMLElement | null} */
  stop(path) {
    const all = [...this.document.querySelectorAll('[data-origin][tabindex]')].map((own) => ({ own, origin: origin_of(own) }));
    const found = all.find(({ origin }) => origin.path === path && origin.role !== 'named');
    return /** @type {HTMLElement | null} */ (found?.own ?? null);
  }

  /** The words of an origin, in the same role. @param {Origin} origin @returns {HTMLElement | null} */
  run({ path, role, by }) {
    const all = [...this.document.querySelectorAll('main [data-origin], header [data-origin]')];
    const found = all.find((own) => {
      const other = origin_of(own);
      return other.path === path && other.role === role && other.by === by;
    });
    return /** @type {HTMLElement | null} */ (found ?? null);
  }

  /**
   * The first words of a value, or of what stands in it: those in their own place, or else where it is named.
   * @param {string} path @returns {HTMLElement | null}
   */
  find(path) {
    const all = [...this.document.querySelectorAll('main [data-origin], header [data-origin]')].map((own) => ({ own, origin: origin_of(own) }));
    const within = (/** @type {string} */ other) => other === path || (other.startsWith(path) && '.[{'.includes(other[path.length]));
    const around = (/** @type {string} */ other) => path.startsWith(other) && '.[{'.includes(path[other.length]);
    /** @type {((found: { own: Element, origin: Origin }) => boolean)[]} */
    const ways = [
      ({ origin }) => origin.path === path && origin.role !== 'named',
      ({ origin }) => within(origin.path) && origin.role !== 'named',
      ({ origin }) => origin.by !== undefined && within(origin.by),
      ({ origin }) => around(origin.path),
      ({ origin }) => within(origin.path),
    ];
    for (const way of ways) {
      const found = all.find(way);
      if (found) return /** @type {HTMLElement} */ (found.own);
    }
    return null;
  }

  /** The block that words stand in. @param {Element} run */
  block(run) {
    return run.closest(BLOCK) ?? run;
  }

  /** Shows the reader a place. @param {Element} run */
  point(run) {
    for (let own = run.parentElement; own; own = own.parentElement) {
      if (own.tagName === 'DETAILS') /** @type {HTMLDetailsElement} */ (own).open = true;
    }
    const block = this.block(run);
    block.scrollIntoView({ block: 'center' });
    this.document.querySelector('.sja-ring')?.remove();
    const ring = this.document.createElement('div');
    ring.className = 'sja-ring';
    ring.setAttribute('data-own', '');
    const place = block.getBoundingClientRect();
    // Positions by the style sheet's own properties, which the page's policy allows a script.
    ring.style.setProperty('left', `${place.left + this.window.scrollX - 6}px`);
    ring.style.setProperty('top', `${place.top + this.window.scrollY - 4}px`);
    ring.style.setProperty('width', `${place.width + 12}px`);
    ring.style.setProperty('height', `${place.height + 8}px`);
    this.document.body.append(ring);
    this.window.setTimeout(() => ring.remove(), 2500);
    const stop = /** @type {HTMLElement} */ (run);
    if (stop.tabIndex < 0) stop.setAttribute('tabindex', '-1');
    stop.focus({ preventScroll: true });
  }
}
