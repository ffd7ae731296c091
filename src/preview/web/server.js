// What the program is asked and told. Every answer is made there; here it is only fetched.

/**
 * What the program says to a request.
 * @typedef {{ status: number, said: any }} Answer
 */

/** The words that the page has for when the program does not answer. @param {string} name */
export function sentence(name) {
  return document.querySelector(`[data-ord="${name}"]`)?.textContent ?? '';
}

/** Asks for something. @param {string} address @returns {Promise<Answer>} */
export function ask(address) {
  return answered(fetch(address, { headers: place() }));
}

/** Tells something that changes the plan. @param {string} address @param {unknown} [told] @returns {Promise<Answer>} */
export function tell(address, told = {}) {
  const headers = { 'Content-Type': 'application/json', ...place() };
  return answered(fetch(address, { method: 'POST', headers, body: JSON.stringify(told) }));
}

/**
 * Sends a file, by an address that says more of it. One that has more bytes than are read is only told of.
 * @param {string} address @param {File} file @param {number} most @param {Record<string, string>} [more] @returns {Promise<Answer>}
 */
export function send_file(address, file, most, more = {}) {
  const headers = { 'Content-Type': 'application/octet-stream', ...place() };
  const told = new URLSearchParams({ ...more, namn: file.name, storleik: String(file.size) });
  return answered(fetch(`${address}?${told}`, { method: 'POST', headers, body: file.size > most ? '' : file }));
}

/** What this page shows, for the program may show something else by now: another tab has asked for it. */
function place() {
  return { 'X-Stad': document.body.dataset.stad ?? '' };
}

/** @param {Promise<Response>} asked @returns {Promise<Answer>} */
async function answered(asked) {
  try {
    const response = await asked;
    const text = await response.text();
    const is_json = response.headers.get('Content-Type') === 'application/json';
    const said = is_json ? JSON.parse(text) : { message: text };
    if (said.elsewhere) location.assign('/');
    return { status: response.status, said };
  } catch {
    return { status: 0, said: { message: sentence('borte') } };
  }
}

/** Ends the program, and says so in place of the page. @param {EventSource} events */
export async function end(events) {
  const { status } = await tell('/avslutt');
  if (status !== 200) return;
  events.close();
  const said = document.createElement('p');
  said.className = 'slutt';
  said.tabIndex = -1;
  said.textContent = sentence('avslutta');
  document.body.className = '';
  document.body.replaceChildren(said);
  said.focus();
}

/**
 * Listens for the number of the plan's state, which a page that comes late is told at once.
 * @param {(state: number) => void} changed @param {(is_there: boolean) => void} there
 */
export function listen(changed, there) {
  const events = new EventSource('/hendingar');
  events.onmessage = (event) => changed(Number(event.data));
  events.onopen = () => there(true);
  events.onerror = () => there(false);
  return events;
}
