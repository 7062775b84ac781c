// @ts-check
/**
 * School algebra: numbers, letters, + - * / ^, brackets, and terms side by side ("2x", "3(x+1)").
 * Read and computed, never run as code.
 */

const TOKEN = /\s*(\d+(?:[.,]\d+)?|[a-z]|[-+*/^()])\s*/iy;
const SPELLINGS = [[/[−–]/g, "-"], [/[×·]/g, "*"], [/÷/g, "/"], [/²/g, "^2"], [/³/g, "^3"]];
const SAMPLES = [0.37, 1.9, -2.3, 5.1, -0.71, 11.3];

/** @param {string} text @returns {string[] | null} */
function tokens(text) {
  let plain = text;
  for (const [from, to] of SPELLINGS) {
    plain = plain.replace(/** @type {RegExp} */ (from), /** @type {string} */ (to));
  }
  const found = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < plain.length) {
    const match = TOKEN.exec(plain);
    if (!match) {
      return null;
    }
    found.push(match[1].replace(",", "."));
  }
  return found.length > 0 ? found : null;
}

class Reader {
  /** @param {string[]} list @param {Record<string, number>} values */
  constructor(list, values) {
    this.list = list;
    this.values = values;
    this.at = 0;
  }

  get next() {
    return this.list[this.at] ?? "";
  }

  take() {
    this.at += 1;
    return this.list[this.at - 1] ?? "";
  }

  /** @returns {number} */
  sum() {
    let total = this.product();
    while (this.next === "+" || this.next === "-") {
      total = this.take() === "+" ? total + this.product() : total - this.product();
    }
    return total;
  }

  /** @returns {number} */
  product() {
    let total = this.factor();
    while (/^[*/(\da-z]/i.test(this.next)) {
      const operator = /^[*/]$/.test(this.next) ? this.take() : "*";
      total = operator === "*" ? total * this.factor() : total / this.factor();
    }
    return total;
  }

  /** @returns {number} */
  factor() {
    if (this.next === "-") {
      this.take();
      return -this.factor();
    }
    const base = this.atom();
    if (this.next === "^") {
      this.take();
      return base ** this.factor();
    }
    return base;
  }

  /** @returns {number} */
  atom() {
    const token = this.take();
    if (token === "(") {
      const inside = this.sum();
      return this.take() === ")" ? inside : NaN;
    }
    return /^\d/.test(token) ? Number(token) : (this.values[token] ?? NaN);
  }
}

/**
 * The value of an expression; NaN when it cannot be read.
 * @param {string} text @param {Record<string, number>} values of its letters
 */
export function evaluate(text, values) {
  const list = tokens(text);
  if (!list) {
    return NaN;
  }
  const reader = new Reader(list, values);
  const value = reader.sum();
  return reader.at === list.length ? value : NaN;
}

/**
 * Whether two expressions agree, tried at several values of their letters.
 * @param {string} one @param {string} other
 */
export function agree(one, other) {
  const letters = new Set(`${one}${other}`.match(/[a-z]/gi) ?? []);
  return SAMPLES.every((sample, n) => {
    const values = Object.fromEntries([...letters].map((letter, i) => [letter, sample + i * 0.6 + n]));
    const a = evaluate(one, values);
    const b = evaluate(other, values);
    return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));
  });
}
