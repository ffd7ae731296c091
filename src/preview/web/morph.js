// Makes one tree of elements into another, so that what is alike in both stays: where the reader is, what has the focus, what is
// folded out. What differs is put there as the program made it.

/** Elements that hold blocks: within them, block by block is compared. */
const HOLDERS = new Set(['HTML', 'BODY', 'DIV', 'MAIN', 'HEADER', 'FOOTER', 'NAV', 'SECTION', 'DETAILS', 'FIGURE', 'TABLE', 'TBODY', 'UL', 'OL', 'FORM', 'LABEL']);

/** What a node is known by. @param {Node} node */
function known(node) {
  return node.nodeType === Node.ELEMENT_NODE ? /** @type {Element} */ (node).outerHTML : `#${node.textContent}`;
}

/** @param {Node} old @param {Node} fresh */
function is_same_holder(old, fresh) {
  if (old.nodeType !== Node.ELEMENT_NODE || fresh.nodeType !== Node.ELEMENT_NODE) return false;
  const [one, other] = [/** @type {Element} */ (old), /** @type {Element} */ (fresh)];
  return one.tagName === other.tagName && one.id === other.id && HOLDERS.has(one.tagName);
}

/** @param {Element} old @param {Element} fresh */
function copy_attributes(old, fresh) {
  for (const { name } of [...old.attributes]) {
    // Whether something is folded out is the reader's to say.
    if (!fresh.hasAttribute(name) && name !== 'open') old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
}

/**
 * Makes the old element into the fresh one. Elements with `data-own` are the page's own, and stay.
 * @param {Element} old @param {Element} fresh
 */
export function morph(old, fresh) {
  copy_attributes(old, fresh);
  morph_nodes(old, [...old.childNodes].filter((node) => !is_own(node)), [...fresh.childNodes], null);
}

/** @param {Node} node */
function is_own(node) {
  return node.nodeType === Node.ELEMENT_NODE && /** @type {Element} */ (node).hasAttribute('data-own');
}

/**
 * Makes some nodes of an element into others.
 * @param {Element} old @param {Node[]} before @param {Node[]} after @param {Node | null} behind what comes behind them and stays
 */
export function morph_nodes(old, before, after, behind) {
  const names = before.map(known);
  const wanted = after.map(known);
  let start = 0;
  while (start < before.length && start < after.length && names[start] === wanted[start]) start++;
  let [end, last] = [before.length, after.length];
  while (end > start && last > start && names[end - 1] === wanted[last - 1]) {
    end--;
    last--;
  }
  // Between what is alike at both ends, a node that is there already is used again.
  /** @type {Map<string, Node[]>} */
  const free = new Map();
  for (let at = start; at < end; at++) free.set(names[at], [...(free.get(names[at]) ?? []), before[at]]);
  const kept = wanted.slice(start, last).map((name) => free.get(name)?.shift());
  const left = [...free.values()].flat();
  /** @type {Node | null} */
  let next = before[end] ?? behind;
  for (let at = last - 1; at >= start; at--) {
    const fresh_node = after[at];
    let node = kept[at - start];
    if (!node) {
      const holder = left.findIndex((own) => is_same_holder(own, fresh_node));
      if (holder >= 0) {
        [node] = left.splice(holder, 1);
        morph(/** @type {Element} */ (node), /** @type {Element} */ (fresh_node));
      } else {
        node = old.ownerDocument.importNode(fresh_node, true);
      }
    }
    let follower = node.nextSibling;
    while (follower && is_own(follower)) follower = follower.nextSibling;
    // A node that is moved loses the focus: one in its place is left there.
    if (follower !== next || node.parentNode !== old) old.insertBefore(node, next);
    next = node;
  }
  for (const node of left) node.parentNode?.removeChild(node);
}
