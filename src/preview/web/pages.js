// The pages as they will be printed. The program names each by how it looks: one of another name is fetched, when it is in view.

import { ask, sentence } from './server.js';

/** A page as the program says it. @typedef {{ name: string, width: number, height: number }} Face */

export class Pages {
  /**
   * @param {HTMLElement} section @param {() => string} query @param {(anchor: string) => void} to_text
   * @param {(origin: import('./text.js').Origin) => void} to_words
   */
  constructor(section, query, to_text, to_words) {
    this.section = section;
    this.query = query;
    this.to_text = to_text;
    this.to_words = to_words;
    this.list = /** @type {HTMLElement} */ (section.querySelector('ol'));
    this.message = /** @type {HTMLElement} */ (section.querySelector('p'));
    /** @type {Record<string, number>} */
    this.headings = {};
    /** @type {Face[]} */
    this.faces = [];
    /** @type {Promise<void> | null} */
    this.asking = null;
    this.is_stale = false;
    this.seen = new IntersectionObserver((all) => all.filter((own) => own.isIntersecting).forEach((own) => this.draw(own.target)), { root: section, rootMargin: '600px' });
    this.list.addEventListener('click', (event) => {
      const target = /** @type {Element} */ (event.target);
      const button = target.closest('[data-side]');
      const sheet = target.closest('.ark');
      if (button) this.leave(Number(button.getAttribute('data-side')));
      else if (sheet) void this.pressed(sheet, event);
    });
  }

  /** Shows the pages as they are now. Whoever waits, waits until they are shown. */
  refresh() {
    this.is_stale = true;
    this.asking ??= this.show_newest().finally(() => void (this.asking = null));
    return this.asking;
  }

  async show_newest() {
    while (this.is_stale && !this.section.hidden) {
      this.is_stale = false;
      if (!this.list.childElementCount) this.message.textContent = sentence('set');
      const { status, said } = await ask(`/sider?${this.query()}`);
      this.message.textContent = status === 200 ? '' : said.message;
      if (status === 200) this.place(said.pages);
      if (status === 200) this.headings = said.headings;
    }
  }

  /** @param {Face[]} faces */
  place(faces) {
    this.faces = faces;
    while (this.list.childElementCount > faces.length) this.list.lastElementChild?.remove();
    faces.forEach((face, at) => {
      const item = this.list.children[at] ?? this.added(at + 1);
      const frame = /** @type {HTMLElement} */ (item.firstElementChild);
      frame.style.setProperty('aspect-ratio', `${face.width} / ${face.height}`);
      frame.style.setProperty('max-width', `${face.width * 1.35}px`);
      if (item.getAttribute('data-namn') === face.name) return;
      item.setAttribute('data-namn', face.name);
      this.seen.unobserve(item);
      this.seen.observe(item);
    });
  }

  /** @param {number} number */
  added(number) {
    const item = document.createElement('li');
    const frame = document.createElement('div');
    frame.className = 'ark';
    const line = document.createElement('p');
    const button = document.createElement('button');
    button.type = 'button';
    button.setAttribute('data-side', String(number));
    button.textContent = sentence('til-teksten');
    line.append(`${sentence('side')} ${number} `, button);
    item.append(frame, line);
    this.list.append(item);
    return item;
  }

  /** Draws a page that is in view; the old drawing stays until the new one is there. @param {Element} item */
  draw(item) {
    const name = /** @type {string} */ (item.getAttribute('data-namn'));
    const frame = /** @type {Element} */ (item.firstElementChild);
    if (frame.getAttribute('data-teikna') === name) return;
    frame.setAttribute('data-teikna', name);
    const picture = new Image();
    picture.alt = `${sentence('side')} ${[...this.list.children].indexOf(item) + 1}`;
    picture.onload = () => {
      if (item.getAttribute('data-namn') === name) frame.replaceChildren(picture);
    };
    picture.onerror = () => frame.removeAttribute('data-teikna');
    picture.src = `/side?namn=${name}`;
  }

  /** The page on which the first of some headings is. @param {{ id: string }[]} headings */
  page_of(headings) {
    const found = headings.find(({ id }) => id in this.headings);
    return found ? this.headings[found.id] : 1;
  }

  /** Shows a page to the reader. @param {number} number */
  turn(number) {
    this.list.children[number - 1]?.scrollIntoView({ block: 'start' });
  }

  /** The number of the page that the reader sees. */
  current() {
    const top = this.section.getBoundingClientRect().top;
    const at = [...this.list.children].findIndex((own) => own.getBoundingClientRect().bottom > top + 60);
    return Math.max(at, 0) + 1;
  }

  /** The anchor of the text at a page: that of its first heading, or of the last one before it. @param {number} number */
  anchor(number) {
    const on = Object.entries(this.headings).filter(([, page]) => page <= number).sort(([, one], [, other]) => one - other);
    return (on.find(([, page]) => page === number) ?? on.at(-1))?.[0];
  }

  /** Goes to the words of a page that somebody points at. @param {Element} sheet @param {MouseEvent} event */
  async pressed(sheet, event) {
    const item = /** @type {Element} */ (sheet.parentElement);
    const at = [...this.list.children].indexOf(item);
    const [face, place] = [this.faces[at], sheet.getBoundingClientRect()];
    const x = ((event.clientX - place.left) / place.width) * face.width;
    const y = ((event.clientY - place.top) / place.height) * face.height;
    const { status, said } = await ask(`/punkt?${new URLSearchParams({ namn: face.name, x: String(x), y: String(y) })}`);
    if (status === 200 && said.origin) this.to_words(said.origin);
    else if (status === 200 && said.anchor) this.to_text(said.anchor);
    else this.leave(at + 1);
  }

  /** Goes to the text of a page. @param {number} number */
  leave(number) {
    this.to_text(this.anchor(number) ?? '');
  }
}
