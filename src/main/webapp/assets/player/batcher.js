// @ts-check

/**
 * @typedef {object} Element
 * @property {string} k
 * @property {string} v
 * @property {number} at  when it was set, milliseconds since 1970, this device's clock
 *
 * @typedef {object} Limits
 * @property {number} elementChars
 * @property {number} batchBytes
 * @property {number} window  batches that may wait for their acks
 */

/** What one action of an exam sets arrives within about 5 ms; this keeps it in one batch. */
const WINDOW_MILLIS = 50;
const MAX_ELEMENTS = 5000;
/** The message around the elements. */
const ENVELOPE_BYTES = 256;

const encoder = new TextEncoder();

/**
 * Gathers changes into batches: what is set within 50 ms goes together, a key set twice keeps its
 * last value. An element larger than the server takes is reported and left out.
 */
export class Batcher {
  /** @type {Map<string, Element>} */ #changes = new Map();
  /** @type {ReturnType<typeof setTimeout>|undefined} */ #timer;
  #limits;
  #deliver;
  #tooLarge;

  /**
   * @param {Limits} limits
   * @param {(elements: Element[], terminated: boolean) => void} deliver
   * @param {(key: string) => void} tooLarge
   */
  constructor(limits, deliver, tooLarge) {
    this.#limits = limits;
    this.#deliver = deliver;
    this.#tooLarge = tooLarge;
  }

  /**
   * @param {string} key
   * @param {string} value
   */
  add(key, value) {
    this.#changes.delete(key);
    this.#changes.set(key, { k: key, v: value, at: Date.now() });
    this.#timer ??= setTimeout(() => this.flush(), WINDOW_MILLIS);
  }

  /** Whether anything was gathered that has not been handed on. */
  get isEmpty() {
    return this.#changes.size === 0;
  }

  /**
   * Hands on what has been gathered, now.
   *
   * @param {boolean} [terminated]  the exam has ended its session: worth a batch of its own
   */
  flush(terminated = false) {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const elements = [...this.#changes.values()];
    this.#changes.clear();
    const batches = this.#split(elements);
    if (terminated && batches.length === 0) {
      batches.push([]);
    }
    batches.forEach((batch, i) => this.#deliver(batch, terminated && i === batches.length - 1));
  }

  /** @param {Element[]} elements */
  #split(elements) {
    const room = this.#limits.batchBytes - ENVELOPE_BYTES;
    /** @type {Element[][]} */ const batches = [];
    let bytes = Infinity;
    for (const element of elements) {
      const size = encoder.encode(JSON.stringify(element)).length + 1;
      if (size > room || element.v.length > this.#limits.elementChars) {
        this.#tooLarge(element.k);
        continue;
      }
      bytes += size;
      if (bytes > room || (batches.at(-1)?.length ?? 0) >= MAX_ELEMENTS) {
        batches.push([]);
        bytes = size;
      }
      batches.at(-1)?.push(element);
    }
    return batches;
  }
}
