// @ts-check
import { Batcher } from "./batcher.js";
import { isHostKey } from "./model.js";
import { Outbox } from "./outbox.js";
import { Pause } from "./pause.js";

/**
 * @typedef {import("./batcher.js").Limits} Limits
 * @typedef {import("./model.js").Times} Times
 * @typedef {import("./outbox.js").Batch} Batch
 *
 * @typedef {object} Hello  the server's answer to a new window
 * @property {number} epoch
 * @property {"normal"|"review"} mode
 * @property {"ab-initio"|"resume"} entry
 * @property {Record<string, unknown>} values
 * @property {Times|null} times
 * @property {Limits} limits
 *
 * @typedef {object} Receipt
 * @property {number} elements
 * @property {number|null} endedAt  null: the attempt goes on
 *
 * @typedef {object} Handlers  what the server's side tells the player
 * @property {(hello: Hello) => void} opened  the attempt is this window's
 * @property {(times: Times) => void} times
 * @property {(text: string) => void} message  from the invigilator
 * @property {() => void} taken  another window has the attempt
 * @property {(reason: string) => void} ended  by the server's decision
 * @property {(receipt: Receipt|null) => void} complete  everything was received
 * @property {() => void} elsewhere  all of this window was, but not of another
 * @property {() => void} late  something arrived after the end
 * @property {(key: string, why: string) => void} refused
 * @property {(why: "token"|"protocol"|"taken") => void} stopped
 */

const DEFAULT_LIMITS = { elementChars: 1_000_000, batchBytes: 1_572_864, window: 16 };
const ASK_AGAIN_MILLIS = 2000;
/** What other windows hold may take long to come. */
const ASK_ABOUT_OTHERS_MILLIS = 10_000;
/** A window that came after the end and holds nothing. */
const NOTHING = { epoch: 0, lastSeq: 0, size: 0 };
/** What content says once it is over; nobody need worry that this came after the end. */
const FAREWELL = new Set([
  "cmi.exit",
  "cmi.session_time",
  "cmi.core.exit",
  "cmi.core.session_time",
  "adl.nav.request",
]);
const ACTIVITY = /^sco\.\d+\./;

/**
 * What to say next and what an answer means, whichever line carries it. First it sends what earlier
 * windows on this device left, under their own numbers; then it takes the attempt over.
 *
 * Source: docs/reference/protocol.md, sections 4 to 8.
 */
export class Conversation {
  /** @type {Limits} */ limits = DEFAULT_LIMITS;
  /** This window's number; 0 until the server gave it one. */
  epoch = 0;
  /** @type {Outbox|null} */ #outbox = null;
  /** What earlier windows left, by epoch, oldest first. */
  /** @type {Map<number, Outbox>} */ #leftovers = new Map();
  /** All that the exam has set, for a server that had to be restored from a backup. */
  /** @type {Map<string, string>} */ #said = new Map();
  /** Whether the exam's session had ended with the last of it. */
  #terminated = false;
  #openingSent = false;
  #finishing = false;
  #endSent = false;
  /** Until `end` may be asked again. */
  #endPause = new Pause();
  #isTaken = false;
  /** The server asked for it. */
  #rest = new Pause();
  #askedAt = 0;
  #journal;
  #clock;
  #on;
  #onReady;

  /**
   * @param {import("./journal.js").Journal} journal
   * @param {import("./clock.js").ServerClock} clock
   * @param {Handlers} handlers
   * @param {() => void} onReady  there is something to say
   */
  constructor(journal, clock, handlers, onReady) {
    this.#journal = journal;
    this.#clock = clock;
    this.#on = handlers;
    this.#onReady = onReady;
  }

  /** Takes up what earlier windows left in the journal. */
  async recall() {
    for (const entry of await this.#journal.entries()) {
      const outbox = this.#leftovers.get(entry.epoch) ?? new Outbox(entry.epoch, this.#journal);
      this.#leftovers.set(entry.epoch, outbox);
      outbox.restore(entry);
    }
  }

  /**
   * @param {import("./batcher.js").Element[]} elements
   * @param {boolean} [terminated]  the exam has ended its session after these
   */
  add(elements, terminated = false) {
    this.#endSent = false;
    elements.forEach(({ k, v }) => this.#said.set(k, v));
    this.#terminated = terminated;
    this.#outbox?.add(elements, terminated);
  }

  /** The exam is over: `end` follows once everything has its ack. */
  finish() {
    this.#finishing = true;
    this.#onReady();
  }

  /** The exam has begun again. */
  goOn() {
    this.#finishing = false;
  }

  /** First words on a line. */
  greeting() {
    const epoch = this.epoch || (this.#owing().at(-1)?.epoch ?? 0);
    this.#openingSent ||= epoch === 0;
    this.#askedAt = performance.now();
    const whole = this.epoch > 0 && !this.#isTaken;
    return { t: "hello", v: 1, epoch, ...(whole && { whole }) };
  }

  /**
   * What is to be said now; `fit` cuts the list to what a line takes at once.
   *
   * @param {(messages: object[]) => object[]} [fit]
   */
  due(fit = (messages) => messages) {
    if (this.#rest.isOn) {
      return [];
    }
    const batches = this.#outboxes().flatMap((outbox) => outbox.sendable(this.limits.window));
    if (batches.length > 0) {
      const saves = fit(batches.map(saveOf));
      batches.slice(0, saves.length).forEach((batch) => (batch.sent = true));
      return saves;
    }
    return this.#afterwards();
  }

  /** Whether the line may rest. */
  get idle() {
    return (
      this.#rest.isOn ||
      this.#outboxes().every((outbox) => outbox.sendable(this.limits.window).length === 0)
    );
  }

  /** The line is gone: what has no answer is to be said again. */
  lost() {
    this.#outboxes().forEach((outbox) => outbox.sendAgain());
    this.#openingSent = false;
    this.#endSent = false;
  }

  /** The server asked for a pause. @param {number} millis */
  rest(millis) {
    this.#rest.begin(millis * (1 + Math.random() / 2), this.#onReady);
  }

  /** This window's batches without an ack. @returns {Batch[]} */
  unacknowledged() {
    return this.#outbox?.unacknowledged() ?? [];
  }

  /** @param {any} message  as parsed; anything at all */
  receive(message) {
    if (typeof message?.now === "number") {
      this.#clock.atLeast(message.now);
    }
    switch (message?.t) {
      case "hello":
        return this.#hello(message);
      case "ack":
        return this.#ack(message);
      case "busy":
        return this.#busy(message);
      case "end":
        return this.#end(message);
      case "times":
        return this.#on.times(message.times);
      case "message":
        return this.#on.message(String(message.text));
      case "taken":
        return this.#taken(message);
      case "ended":
        return this.#ended(String(message.reason));
      case "error":
        return this.#error(message);
    }
  }

  /** @param {any} message */
  #hello(message) {
    this.#clock.exchange(message.now, this.#askedAt, performance.now());
    if (this.epoch > 0 && message.epoch > this.epoch) {
      this.#sayAllAgain(message.epoch);
    } else if (this.epoch > 0) {
      // Whatever was said before this answer went over another line, which may hang.
      this.#outboxes().forEach((outbox) => outbox.sendAgain());
      this.#endSent = false;
    } else if (message.values) {
      this.#open(message);
    }
    if (this.epoch > 0 && message.times) {
      this.#on.times(message.times);
    }
    this.#onReady();
  }

  /** @param {Hello} hello */
  #open(hello) {
    this.limits = { ...DEFAULT_LIMITS, ...hello.limits };
    if (hello.mode === "normal") {
      this.epoch = hello.epoch;
      this.#outbox = new Outbox(hello.epoch, this.#journal, this.#onReady);
      this.#outbox.startFrom(String(hello.values["cmi.suspend_data"] ?? ""));
      Object.entries(hello.values).forEach(([key, value]) => this.#keep(key, String(value)));
    }
    this.#on.opened({ ...hello, times: hello.times ?? null });
  }

  /**
   * @param {string} key
   * @param {string} value
   */
  #keep(key, value) {
    if (!isHostKey(key.replace(ACTIVITY, ""))) {
      this.#said.set(key, value);
    }
  }

  /**
   * The server has forgotten some of what it acknowledged, as it was restored from a backup. What
   * waited for its ack is part of what is said again, under the new number.
   *
   * @param {number} epoch
   */
  #sayAllAgain(epoch) {
    const before = this.#outbox;
    this.epoch = epoch;
    this.#outbox = new Outbox(epoch, this.#journal, this.#onReady);
    this.#outbox.startFrom("");
    const batcher = new Batcher(this.limits, (els, last) => this.add(els, last), () => {});
    [...this.#said].forEach(([key, value]) => batcher.add(key, value));
    batcher.flush(this.#terminated);
    before?.abandon();
  }

  /** @param {any} message */
  #ack({ epoch, seq, refused = [], late, times }) {
    const stored = this.#outboxOf(epoch)?.acknowledge(seq, refused) ?? [];
    for (const { k, why } of refused) {
      if (why !== "base") {
        this.#on.refused(k, why);
      }
    }
    if (late && stored.some(({ k }) => !FAREWELL.has(k.replace(ACTIVITY, "")))) {
      this.#on.late();
    }
    if (times) {
      this.#on.times(times);
    }
    this.#settle();
  }

  /** @param {any} message */
  #busy({ epoch, seq, retryMillis }) {
    this.#outboxOf(epoch)?.sendAgainOne(seq);
    this.rest(retryMillis);
  }

  /** @param {any} message */
  #end({ complete, missing = [], elsewhere = [], receipt = null }) {
    this.#endSent = false;
    if (complete) {
      this.#finishing = false;
      this.#on.complete(receipt);
    } else if (missing.length > 0 || elsewhere.length === 0) {
      missing.forEach((/** @type {number} */ seq) => this.#outbox?.sendAgainOne(seq));
      setTimeout(this.#onReady, ASK_AGAIN_MILLIS);
    } else {
      this.#on.elsewhere();
      this.#endPause.begin(ASK_ABOUT_OTHERS_MILLIS, this.#onReady);
    }
  }

  /** @param {any} message */
  #taken({ epoch }) {
    if (this.epoch > 0 && epoch > this.epoch && !this.#isTaken) {
      this.#isTaken = true;
      this.#on.taken();
    }
    this.#settle();
  }

  /** @param {string} reason */
  #ended(reason) {
    this.#on.ended(reason);
    this.finish();
  }

  /** A batch the server cannot read would otherwise come back for ever. @param {any} message */
  #error({ why, epoch, seq }) {
    if (this.epoch === 0 && why === "epoch") {
      this.#leftovers.clear();
    } else if (seq !== undefined && this.#outboxOf(epoch)) {
      this.#outboxOf(epoch)?.acknowledge(seq);
      this.#on.refused("*", why);
    }
    this.#settle();
  }

  #settle() {
    if (this.#isTaken && this.#outbox?.size === 0) {
      this.#on.stopped("taken");
    } else {
      this.#onReady();
    }
  }

  /** What is said once no batch is left to send. */
  #afterwards() {
    if (this.epoch === 0 && !this.#openingSent && this.#owing().length === 0) {
      return [this.greeting()];
    }
    const last = this.#outboxes().at(-1) ?? NOTHING;
    if (this.#finishing && !this.#endSent && !this.#endPause.isOn && last.size === 0) {
      this.#endSent = true;
      return [{ t: "end", v: 1, epoch: last.epoch, seq: last.lastSeq }];
    }
    return [];
  }

  #owing() {
    return [...this.#leftovers.values()].filter((outbox) => outbox.size > 0);
  }

  #outboxes() {
    return this.#outbox ? [...this.#leftovers.values(), this.#outbox] : [...this.#leftovers.values()];
  }

  /** @param {number} epoch */
  #outboxOf(epoch) {
    return epoch === this.epoch ? this.#outbox : this.#leftovers.get(epoch);
  }
}

/** @param {Batch} batch */
export function saveOf(batch) {
  const { epoch, seq, els, wire, terminated } = batch;
  return { t: "save", v: 1, epoch, seq, els: wire ?? els, ...(terminated && { terminated }) };
}
