// The field for long texts, which holds the plan's own marks: buttons and keys set them, and what is pasted from a page or from
// Word becomes marks.

/** Puts words in the place of what is selected, so that the browser's own undo takes them back. @param {HTMLTextAreaElement} field @param {string} words */
function type(field, words) {
  field.focus();
  // The one way of typing that the browser's undo knows of.
  if (!field.ownerDocument.execCommand('insertText', false, words)) field.setRangeText(words, field.selectionStart, field.selectionEnd, 'end');
  field.dispatchEvent(new (/** @type {any} */ (field.ownerDocument.defaultView).Event)('input', { bubbles: true }));
}

/** Sets a sign before and after what is selected, or takes it away. @param {HTMLTextAreaElement} field @param {string} sign */
function surround(field, sign) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  const words = value.slice(start, end);
  if (value.slice(start - sign.length, start) === sign && value.slice(end, end + sign.length) === sign) {
    field.setSelectionRange(start - sign.length, end + sign.length);
    type(field, words);
    field.setSelectionRange(start - sign.length, end - sign.length);
  } else {
    type(field, `${sign}${words}${sign}`);
    field.setSelectionRange(start + sign.length, end + sign.length);
  }
}

/** Makes the lines that are selected items of a list, or lines again. @param {HTMLTextAreaElement} field */
function list(field) {
  const { selectionStart, selectionEnd, value } = field;
  const start = value.lastIndexOf('\n', selectionStart - 1) + 1;
  const after = value.indexOf('\n', selectionEnd);
  const end = after < 0 ? value.length : after;
  const lines = value.slice(start, end).split('\n');
  const is_list = lines.every((line) => line.startsWith('- '));
  field.setSelectionRange(start, end);
  type(field, lines.map((line) => (is_list ? line.slice(2) : `- ${line}`)).join('\n'));
}

/** @param {HTMLTextAreaElement} field */
function link(field) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  const words = value.slice(start, end);
  type(field, `[${words}](https://)`);
  const address = start + words.length + 3;
  field.setSelectionRange(address, address + 'https://'.length);
}

/** Sets what is selected in brackets, with what comes after them. @param {HTMLTextAreaElement} field @param {string} after */
export function wrap(field, after) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  const words = value.slice(start, end);
  type(field, `[${words}${after}`);
  // Without words, they are to be typed within the brackets, if there are to be any.
  if (!words && !after.startsWith('](#')) field.setSelectionRange(start + 1, start + 1);
}

/** @type {Record<string, (field: HTMLTextAreaElement) => void>} */
const MARKS = {
  liste: list,
  feit: (field) => surround(field, '**'),
  kursiv: (field) => surround(field, '*'),
  lenkje: link,
};

/** @type {Record<string, string>} */
const KEYS = { b: 'feit', i: 'kursiv', k: 'lenkje' };

/** What a pasted page says, in the plan's own marks. @param {string} html @param {typeof globalThis} window */
export function marks_of(html, window) {
  const page = new window.DOMParser().parseFromString(html, 'text/html');
  page.querySelectorAll('script, style, head, title, o\\:p').forEach((own) => own.remove());
  /** @param {Node} node @param {string} before @returns {string} */
  const written = (node, before) => {
    if (node.nodeType === 3) return (node.textContent ?? '').replace(/\s+/g, ' ');
    if (node.nodeType !== 1) return '';
    const own = /** @type {HTMLElement} */ (node);
    const inner = () => [...own.childNodes].map((child) => written(child, before)).join('');
    const around = (/** @type {string} */ sign) => {
      const words = inner();
      const trimmed = words.trim();
      return trimmed ? words.replace(trimmed, () => `${sign}${trimmed}${sign}`) : words;
    };
    switch (own.tagName) {
      case 'BR': return ' ';
      case 'STRONG': case 'B': return own.style.fontWeight === 'normal' ? inner() : around('**');
      case 'EM': case 'I': return around('*');
      case 'A': {
        const address = own.getAttribute('href') ?? '';
        return /^(https?:|mailto:)/.test(address) ? `[${inner().trim()}](${address})` : inner();
      }
      case 'LI': {
        const number = own.parentElement?.tagName === 'OL' ? `${[...own.parentElement.children].indexOf(own) + 1}. ` : '- ';
        const deeper = before + ' '.repeat(number.length);
        const words = [...own.childNodes].map((child) => written(child, deeper)).join('').trim();
        return `\n${before}${number}${words}`;
      }
      case 'UL': case 'OL': return before ? inner() : `\n\n${inner().trim()}\n\n`;
      case 'TR': return `\n- ${[...own.children].map((cell) => (cell.textContent ?? '').replace(/\s+/g, ' ').trim()).filter(Boolean).join(': ')}`;
      case 'P': case 'DIV': case 'H1': case 'H2': case 'H3': case 'H4': case 'H5': case 'H6': case 'TABLE': case 'BLOCKQUOTE':
        return before ? inner() : `\n\n${inner().trim()}\n\n`;
      default: return inner();
    }
  };
  return tidy(written(page.body, ''));
}

/** Words without what can't be seen, and with Word's own bullets as the plan's. @param {string} text */
export function tidy(text) {
  return text
    .replace(/[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]/g, '')
    .replace(/\u00a0/g, ' ')
    .replace(/^[ \t]*[•·▪‣●o][ \t]+/gm, '- ')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/**
 * Makes a field one for the plan's marks.
 * @param {HTMLFormElement} form @param {HTMLTextAreaElement} field @param {() => void} cleaned
 */
export function with_marks(form, field, cleaned) {
  form.addEventListener('click', (event) => {
    const button = /** @type {Element} */ (event.target).closest?.('[data-merke]');
    if (button) MARKS[/** @type {string} */ (button.getAttribute('data-merke'))](field);
    const language = /** @type {Element} */ (event.target).closest?.('[data-sprak]');
    if (language) {
      wrap(field, `](språk:${language.getAttribute('data-sprak')})`);
      language.closest('details')?.removeAttribute('open');
    }
  });
  field.addEventListener('keydown', (event) => {
    const mark = KEYS[event.key.toLowerCase()];
    if (!mark || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    MARKS[mark](field);
  });
  field.addEventListener('paste', (event) => {
    const [html, plain] = ['text/html', 'text/plain'].map((kind) => event.clipboardData?.getData(kind) ?? '');
    const window = /** @type {any} */ (field.ownerDocument.defaultView);
    const words = html ? marks_of(html, window) : tidy(plain);
    if (!words || (!html && words === plain.trim())) return;
    event.preventDefault();
    type(field, words);
    cleaned();
  });
}
