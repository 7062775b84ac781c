// @ts-check

import { diffArrays } from "../vendor/diff/diff/array.js";

/**
 * @typedef {object} Edit  one stretch that is replaced, in UTF-16 code units of the value before
 * @property {number} from
 * @property {number} drop
 * @property {string} add
 *
 * @typedef {Edit & {more?: [number, number, string][]}} Splice  how a value becomes another
 */

/** More differences than this are told as one stretch: looking for them would hold up the page. */
const MAX_DIFFERENCES = 200;

/**
 * The stretches in which two texts differ. Exams write JSON in which a few values change, far
 * apart, so the texts are compared from comma to comma.
 *
 * @param {string} before
 * @param {string} after
 * @returns {Splice}
 */
export function spliceBetween(before, after) {
  const [first, ...more] = editsBetween(before, after) ?? [];
  return first && more.length > 0
    ? { ...first, more: more.map(({ from, drop, add }) => [from, drop, add]) }
    : stretchBetween(before, after);
}

/**
 * @param {string} before
 * @param {string} after
 * @returns {Edit[]|null}
 */
function editsBetween(before, after) {
  const changes = diffArrays(pieces(before), pieces(after), { maxEditLength: MAX_DIFFERENCES });
  if (!changes) {
    return null;
  }
  /** @type {Edit[]} */ const edits = [];
  let at = 0;
  let open = false;
  for (const { added, removed, value } of changes) {
    const text = value.join("");
    if (!added && !removed) {
      open = false;
      at += text.length;
      continue;
    }
    if (!open) {
      edits.push({ from: at, drop: 0, add: "" });
      open = true;
    }
    const edit = /** @type {Edit} */ (edits.at(-1));
    edit.add += added ? text : "";
    edit.drop += removed ? text.length : 0;
    at += removed ? text.length : 0;
  }
  return edits;
}

/** @param {string} text */
function pieces(text) {
  return text.match(/[^,]+,?|,/g) ?? [];
}

/**
 * The one stretch in which two texts differ, never cutting a surrogate pair.
 *
 * @param {string} before
 * @param {string} after
 * @returns {Edit}
 */
function stretchBetween(before, after) {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before[from] === after[from]) {
    from++;
  }
  if (from > 0 && isHighSurrogate(before.charCodeAt(from - 1))) {
    from--;
  }
  let same = 0;
  while (same < shorter - from && before.at(-1 - same) === after.at(-1 - same)) {
    same++;
  }
  if (same > 0 && isLowSurrogate(before.charCodeAt(before.length - same))) {
    same--;
  }
  return {
    from,
    drop: before.length - same - from,
    add: after.slice(from, after.length - same),
  };
}

/**
 * The first 16 hexadecimal digits of SHA-256 over the text's UTF-8; `null` where the browser has
 * no SubtleCrypto (a page that is neither https nor loopback): values then go whole.
 *
 * @param {string} text
 * @returns {Promise<string|null>}
 */
export async function hashOf(text) {
  if (!globalThis.crypto?.subtle) {
    return null;
  }
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  const hex = [...new Uint8Array(digest, 0, 8)].map((byte) => byte.toString(16).padStart(2, "0"));
  return hex.join("");
}

/** @param {number} unit */
function isHighSurrogate(unit) {
  return unit >= 0xd800 && unit <= 0xdbff;
}

/** @param {number} unit */
function isLowSurrogate(unit) {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
