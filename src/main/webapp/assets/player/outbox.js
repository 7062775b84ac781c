// @ts-check
import { hashOf, spliceBetween } from "./splice.js";

/**
 * @typedef {import("./batcher.js").Element} Element
 * @typedef {import("./splice.js").Splice} Splice
 *
 * @typedef {object} Patch  a value told as the difference from an earlier one
 * @property {string} k
 * @property {Splice & {base: string}} p
 * @property {number} len
 * @property {string} hash
 * @property {number} at
 *
 * @typedef {object} Batch
 * @property {number} epoch
 * @property {number} seq
 * @property {Element[]} els  as set and as journaled
 * @property {(Element|Patch)[]|null} wire  as sent; null until worked out
 * @property {boolean} terminated  the exam has ended its session after these
 * @property {boolean} ready  journaled, may be sent
 * @property {boolean} sent
 * @property {number} since  when it was made, on the monotonic clock
 */

const SUSPEND_DATA = "cmi.suspend_data";

/** What names a batch within its attempt. @param {{epoch: number, seq: number}} batch */
export function nameOf({ epoch, seq }) {
  return `${epoch}/${seq}`;
}

/**
 * The numbered batches of one epoch that wait for their acks, in order.
 *
 * `cmi.suspend_data` is told as a splice of the value in the latest earlier batch that has one.
 * This chain follows the numbers, not connections, so a batch looks the same however often it
 * is sent; if the chain breaks, the whole value follows in a new batch.
 */
export class Outbox {
  /** @type {Map<number, Batch>} */ #batches = new Map();
  /** @type {Promise<void>} */ #preparing = Promise.resolve();
  /** The chain's end, and what it was before the batch that made it. */
  /** @type {{text: string, hash: string}|null} */ #known = null;
  /** @type {{text: string, hash: string}|null} */ #knownBefore = null;
  /** @type {Batch|null} */ #knownFrom = null;
  /** Another window's may be alive and number on, so nothing is ever added to it here. */
  #isOwn = false;
  #latestText = "";
  #lastWholeSeq = 0;
  #journal;
  #onReady;

  /**
   * @param {number} epoch
   * @param {Pick<import("./journal.js").Journal, "put"|"remove">} journal
   * @param {() => void} [onReady]  a batch may be sent
   */
  constructor(epoch, journal, onReady = () => {}) {
    this.epoch = epoch;
    this.lastSeq = 0;
    this.#journal = journal;
    this.#onReady = onReady;
  }

  /** The server has this value of `cmi.suspend_data`: the first splice can start from it. */
  startFrom(/** @type {string} */ text) {
    this.#isOwn = true;
    this.#latestText = text;
    this.#preparing = this.#preparing.then(async () => {
      const hash = await hashOf(text);
      this.#known = hash ? { text, hash } : null;
    });
  }

  /** A batch that an earlier window left; whatever it was sent as, it is sent whole now. */
  restore(/** @type {import("./journal.js").Entry} */ { seq, els, terminated = false }) {
    this.lastSeq = Math.max(this.lastSeq, seq);
    const since = performance.now();
    const fresh = { epoch: this.epoch, seq, els, terminated, sent: false, since };
    this.#batches.set(seq, { ...fresh, wire: els, ready: true });
  }

  /** Numbers and journals the elements; they can be sent once that is done. */
  add(/** @type {Element[]} */ els, terminated = false) {
    const seq = ++this.lastSeq;
    const since = performance.now();
    const fresh = { epoch: this.epoch, seq, els, terminated, sent: false, since };
    /** @type {Batch} */
    const batch = { ...fresh, wire: null, ready: false };
    this.#batches.set(seq, batch);
    this.#latestText = els.find((element) => element.k === SUSPEND_DATA)?.v ?? this.#latestText;
    const journaled = this.#journal.put(batch);
    this.#preparing = this.#preparing.then(() => this.#prepare(batch, journaled));
  }

  /** Batches to send now, oldest first, so that at most `window` wait for their acks. */
  sendable(/** @type {number} */ window) {
    const all = [...this.#batches.values()];
    const unready = all.findIndex((batch) => !batch.ready);
    const underWay = all.filter((batch) => batch.sent).length;
    return (unready < 0 ? all : all.slice(0, unready))
      .filter((batch) => !batch.sent)
      .slice(0, Math.max(0, window - underWay));
  }

  /** Everything that has no ack yet, ready or not, oldest first. */
  unacknowledged() {
    return [...this.#batches.values()];
  }

  /** The connection was lost: what was under way is to be sent again. */
  sendAgain() {
    this.#batches.forEach((batch) => (batch.sent = false));
  }

  /** The server did not take this one. */
  sendAgainOne(/** @type {number} */ seq) {
    const batch = this.#batches.get(seq);
    if (batch) {
      batch.sent = false;
    }
  }

  /** The server stored this batch, except what it refused. @returns what was waiting for it */
  acknowledge(/** @type {number} */ seq, /** @type {{k: string, why: string}[]} */ refused = []) {
    const batch = this.#batches.get(seq);
    if (batch) {
      this.#forget(batch);
      if (this.#isOwn && refused.some((one) => one.k === SUSPEND_DATA && one.why === "base")) {
        this.#repairChain(seq);
      }
    }
    return batch?.els ?? [];
  }

  /** All of it is said in another way. */
  abandon() {
    this.unacknowledged().forEach((batch) => this.#forget(batch));
  }

  get size() {
    return this.#batches.size;
  }

  /** @param {Batch} batch */
  #forget(batch) {
    this.#batches.delete(batch.seq);
    this.#journal.remove(batch.epoch, batch.seq);
  }

  /**
   * @param {Batch} batch
   * @param {Promise<void>} journaled
   */
  async #prepare(batch, journaled) {
    const own = batch.els.find((element) => element.k === SUSPEND_DATA);
    batch.wire = own ? await this.#spliced(batch, own) : batch.els;
    await journaled;
    batch.ready = true;
    this.#onReady();
  }

  /**
   * @param {Batch} batch
   * @param {Element} own  its suspend_data
   */
  async #spliced(batch, own) {
    const hash = await hashOf(own.v);
    this.#supersede();
    const base = batch.seq === this.#lastWholeSeq ? null : this.#known;
    this.#knownBefore = base;
    this.#known = hash ? { text: own.v, hash } : null;
    this.#knownFrom = batch;
    if (!base || !hash) {
      return batch.els;
    }
    const splice = spliceBetween(base.text, own.v);
    const patch = { k: own.k, p: { base: base.hash, ...splice }, len: own.v.length, hash, at: own.at };
    return sizeOf(splice) < own.v.length
      ? batch.els.map((element) => (element === own ? patch : element))
      : batch.els;
  }

  /** A later value makes an unsent one pointless: offline, tens of kB a question. */
  #supersede() {
    const earlier = this.#knownFrom;
    if (!earlier || earlier.sent || !this.#batches.has(earlier.seq) || earlier.els.length === 1) {
      return;
    }
    earlier.els = earlier.els.filter((element) => element.k !== SUSPEND_DATA);
    earlier.wire = earlier.els;
    this.#journal.put(earlier);
    this.#known = this.#knownBefore;
  }

  /** Sends the whole value anew, unless one that was sent whole later did so already. */
  #repairChain(/** @type {number} */ seq) {
    if (seq > this.#lastWholeSeq) {
      this.#lastWholeSeq = this.lastSeq + 1;
      this.add([{ k: SUSPEND_DATA, v: this.#latestText, at: Date.now() }]);
    }
  }
}

/** About how much of a message it takes. @param {Splice} splice */
function sizeOf({ add, more = [] }) {
  return add.length + more.reduce((sum, [, , text]) => sum + text.length + 20, 0);
}
