// @ts-check

/**
 * @typedef {object} Splice  how a value becomes another, in UTF-16 code units
 * @property {number} from
 * @property {number} drop
 * @property {string} add
 */

/**
 * The one stretch in which two texts differ, never cutting a surrogate pair.
 *
 * @param {string} before
 * @param {string} after
 * @returns {Splice}
 */
export function spliceBetween(before, after) {
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
