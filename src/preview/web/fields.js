// Fields of forms outside the text: the day it is, and what is said of a field that is refused.

/** Fills in the day it is, where a form asks for it. @param {ParentNode} place */
export function today(place) {
  const now = new Date();
  const day = new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  for (const field of place.querySelectorAll('input[data-i-dag]')) /** @type {HTMLInputElement} */ (field).value = day;
}

/**
 * Says why what was sent is refused, at the field that it is about.
 * @param {HTMLFormElement} form @param {{ message: string, name?: string, confirm?: string, wrong?: string[] }} said
 */
export function refuse(form, said) {
  const MOST = 6;
  const place = /** @type {HTMLElement} */ (form.querySelector('.feil'));
  for (const own of form.querySelectorAll('[aria-invalid]')) own.removeAttribute('aria-invalid');
  place.replaceChildren(said.message);
  if (said.wrong?.length) {
    const list = document.createElement('ul');
    const shown = said.wrong.length > MOST ? [...said.wrong.slice(0, MOST), `… og ${said.wrong.length - MOST} til`] : said.wrong;
    list.append(...shown.map((line) => Object.assign(document.createElement('li'), { textContent: line })));
    place.append(list);
  }
  // Sent once more, it is meant.
  const meant = said.confirm ? form.elements.namedItem(said.confirm) : null;
  if (meant instanceof HTMLInputElement) meant.value = /** @type {HTMLInputElement} */ (form.elements.namedItem(said.name ?? '')).value;
  const field = said.name ? /** @type {HTMLElement | null} */ (form.querySelector(`[name="${CSS.escape(said.name)}"]`)) : null;
  if (field) {
    field.setAttribute('aria-invalid', 'true');
    const folded = field.closest('details');
    if (folded) folded.open = true;
    field.focus();
  }
  place.scrollIntoView({ block: 'nearest' });
}
