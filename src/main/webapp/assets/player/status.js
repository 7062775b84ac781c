// @ts-check
import { text } from "./strings.js";

/**
 * @typedef {"saved"|"saving"|"offline"|"unsaved"|"taken"|"late"|"ended"} State
 *
 * @typedef {object} Facts
 * @property {"opening"|"running"|"finishing"|"received"|"taken"|"stopped"|"review"} phase
 * @property {number} waiting  batches without an ack
 * @property {number} waitingMillis  for how long the oldest of them waits
 * @property {boolean} reachable
 * @property {boolean} durable  the journal is in storage, not in memory only
 * @property {boolean} late
 * @property {boolean} elsewhere  something of another window is missing
 * @property {string|null} refused  why the server would not store something
 */

const TOO_LONG_MILLIS = 120_000;
/** A save that takes longer than this is no longer called one. */
const WAITING_MILLIS = 10_000;
/** A save that is quicker than this is not told in words. */
const QUIET_MILLIS = 1000;
/** No announcement that a save is under way sooner than this after any other. */
const CALM_MILLIS = 10_000;

/**
 * What to tell the student, the most pressing first.
 *
 * @param {Facts} facts
 * @returns {{state: State, words: string}}
 */
export function statusOf(facts) {
  const { phase, waiting, waitingMillis, reachable, durable } = facts;
  if (phase === "review") {
    return { state: "ended", words: text("status.review") };
  }
  if (phase === "taken") {
    return { state: "taken", words: text(waiting > 0 ? "status.takenWaiting" : "status.taken") };
  }
  if (phase === "stopped") {
    return { state: waiting > 0 ? "unsaved" : "ended", words: text("status.stopped") };
  }
  if (facts.refused !== null) {
    return { state: "unsaved", words: text("status.refused", { code: facts.refused }) };
  }
  if (waitingMillis > TOO_LONG_MILLIS) {
    const minutes = Math.floor(waitingMillis / 60_000);
    return { state: "unsaved", words: text("status.unsaved", { minutes }) };
  }
  if (!reachable && phase !== "opening" && phase !== "received") {
    return { state: "offline", words: text(durable ? "status.offline" : "status.offlineMemory") };
  }
  return wellOf(facts);
}

/**
 * @param {Facts} facts
 * @returns {{state: State, words: string}}
 */
function wellOf({ phase, waiting, waitingMillis, durable, late, elsewhere }) {
  switch (phase) {
    case "opening":
      return { state: "saving", words: text("status.opening") };
    case "finishing":
      return elsewhere
        ? { state: "unsaved", words: text("status.elsewhere") }
        : { state: "saving", words: text("status.finishing") };
    case "received":
      return { state: late ? "late" : "ended", words: text(late ? "status.late" : "status.received") };
    default:
      if (waiting > 0) {
        return waitingMillis > WAITING_MILLIS
          ? { state: "unsaved", words: text("status.waiting") }
          : { state: "saving", words: text("status.saving") };
      }
      if (late) {
        return { state: "late", words: text("status.late") };
      }
      return { state: "saved", words: text(durable ? "status.saved" : "status.memory") };
  }
}

/**
 * The quiet line on top. Its state is right at once and its words within a second; those that a
 * screen reader speaks leave out saves that follow one another closely. The clock time is never
 * announced.
 */
export class StatusLine {
  #line;
  #words;
  #time;
  #spoken;
  #wanted = "";
  #wantedSince = 0;
  #spokenAt = -Infinity;

  /**
   * @param {HTMLElement} line  holds a span for the words and a time element
   * @param {HTMLElement} spoken  a live region that nobody sees
   */
  constructor(line, spoken) {
    this.#line = line;
    this.#words = /** @type {HTMLElement} */ (line.querySelector("span"));
    this.#time = /** @type {HTMLTimeElement} */ (line.querySelector("time"));
    this.#spoken = spoken;
  }

  /**
   * Called often.
   *
   * @param {Facts} facts
   * @param {number|null} savedAt  when all was saved last, milliseconds since 1970
   */
  show(facts, savedAt) {
    const { state, words } = statusOf(facts);
    const now = performance.now();
    this.#line.dataset.state = state;
    if (words !== this.#wanted) {
      this.#wanted = words;
      this.#wantedSince = now;
    }
    const saving = words === text("status.saving");
    const known = this.#words.textContent !== "";
    if (saving && known && now - this.#wantedSince < QUIET_MILLIS) {
      return;
    }
    if (this.#words.textContent !== words) {
      this.#words.textContent = words;
    }
    const calm = !saving || now - this.#spokenAt >= CALM_MILLIS;
    if (calm && this.#spoken.textContent !== words) {
      this.#spoken.textContent = words;
      this.#spokenAt = now;
    }
    this.#showTime(state === "saved" || state === "ended" ? savedAt : null);
  }

  /** @param {number|null} millis */
  #showTime(millis) {
    const date = millis === null ? null : new Date(millis);
    const clock = date?.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }) ?? "";
    if (this.#time.textContent !== clock) {
      this.#time.textContent = clock;
      this.#time.dateTime = date?.toISOString() ?? "";
    }
  }
}
