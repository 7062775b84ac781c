// @ts-check
import { isoDuration, secondsOf, timespan } from "./duration.js";

/**
 * @typedef {object} Extension
 * @property {number} amount
 * @property {"minutes"|"percent"} units
 *
 * @typedef {object} Times  effective times of this attempt, milliseconds since 1970 UTC
 * @property {number|null} from
 * @property {number|null} until
 * @property {number|null} due
 * @property {number|null} limit  when the time of this attempt is up
 * @property {Extension|null} durationExtension
 * @property {boolean} disableDuration
 *
 * @typedef {object} Start  what the model starts from
 * @property {"normal"|"review"} mode
 * @property {"ab-initio"|"resume"} entry
 * @property {Record<string, unknown>} values  current values as the server holds them
 * @property {{id: string, name: string}} learner
 * @property {number|null} durationSeconds  the package's own limit; 0 none; null not a Numbas package
 * @property {Times|null} times
 */

/** What a key holds that nobody has set. Anything else is the empty text. */
const DEFAULTS = new Map([
  ["cmi.completion_status", "unknown"],
  ["cmi.success_status", "unknown"],
  ["cmi.learner_preference.audio_level", "1"],
  ["cmi.learner_preference.delivery_speed", "1"],
  ["cmi.learner_preference.audio_captioning", "0"],
  ["cmi.core.lesson_status", "not attempted"],
  ["adl.nav.request_valid.continue", "unknown"],
  ["adl.nav.request_valid.previous", "unknown"],
]);

/** Told at the end of each content session, and of that session only. */
const SESSION_TIMES = ["cmi.session_time", "cmi.core.session_time"];
const SESSION_EXITS = ["cmi.exit", "cmi.core.exit", "adl.nav.request"];

/** What the player itself keeps of an attempt; no content can name these keys. */
const TOTAL_SECONDS = "player.total_seconds";
const NEXT_ENTRY = "player.next_entry";

/** Keys that only the host sets; an exam that tries gets the "read only" error. */
const HOST_KEYS = new Set([
  "cmi.completion_threshold", "cmi.credit", "cmi.entry", "cmi.launch_data", "cmi.learner_id",
  "cmi.learner_name", "cmi.max_time_allowed", "cmi.mode", "cmi.scaled_passing_score",
  "cmi.time_limit_action", "cmi.total_time", "cmi.comments_from_lms",
  "cmi.core.credit", "cmi.core.entry", "cmi.core.lesson_mode", "cmi.core.student_id",
  "cmi.core.student_name", "cmi.core.total_time", "cmi.student_data.mastery_score",
  "cmi.student_data.max_time_allowed", "cmi.student_data.time_limit_action",
  "numbas.disable_duration", "numbas.duration_extension.amount",
  "numbas.duration_extension.units", "numbas.initial_seed", "numbas.review_allowed",
  "numbas.user_role",
]);

const UNSTORABLE = /[\0\p{Surrogate}]/gu;

/** @param {string} key */
export function isHostKey(key) {
  return HOST_KEYS.has(key) || key.startsWith("cmi.comments_from_lms.");
}

/**
 * The text of whatever an exam passed: `undefined` becomes "undefined", as exams expect to read
 * back; NUL and halves of surrogate pairs, which no database stores, become U+FFFD.
 *
 * @param {unknown} value
 */
export function textOf(value) {
  return String(value).replace(UNSTORABLE, "\uFFFD");
}

/**
 * The values of one attempt, behind both SCORM APIs. Each change the exam makes is handed to
 * `onChange`; setting a key to what it holds already is not a change.
 */
export class Model {
  /** @type {Map<string, string>} */ #values = new Map();
  /** @type {Map<string, string>} */ #host = new Map();
  /** @type {Map<string, number>} */ #counts = new Map();
  /** What the host decided as the last session ended, and what was there before. */
  /** @type {{key: string, before: string}|null} */ #implied = null;
  /** The window is being closed. */
  leaving = false;
  #begun = false;
  #closed = false;
  #start;
  #onChange;

  /**
   * @param {Start} start
   * @param {(key: string, value: string) => void} onChange
   */
  constructor(start, onChange) {
    this.#start = start;
    this.#onChange = onChange;
    this.#load(start);
    this.#describe(start);
    this.#announceEntry(this.#review() ? "resume" : start.entry);
    if (!this.#host.has("cmi.total_time")) {
      this.#announceTime(this.#numbas() ? 0 : this.#secondsSoFar());
    }
    this.setTimes(start.times);
  }

  /** A content session begins: the first as the server said, a later one resumes what is there. */
  begin() {
    if (this.#begun && !this.#review()) {
      const resumable = this.#resumable();
      if (!resumable) {
        this.#wipe();
      }
      this.#announceEntry(resumable ? "resume" : "ab-initio");
    }
    this.#begun = true;
    if (!this.#numbas()) {
      this.#goOn();
    }
  }

  /**
   * The host's own decision at the end of a session. Content that begins another session has not
   * ended after all, and finds what it said itself.
   *
   * @param {string} key
   * @param {string} value
   */
  imply(key, value) {
    if (this.#numbas()) {
      return;
    }
    this.#implied = { key, before: this.#values.get(key) ?? "" };
    this.set(key, value);
  }

  /**
   * SCORM 1.2: a session that ended without "suspend" is followed by one with an empty entry, unless
   * it ended because the window was closed.
   */
  settleEntry() {
    if (!this.#numbas() && !this.leaving && this.get("cmi.core.exit") !== "suspend") {
      this.set(NEXT_ENTRY, "none");
    }
  }

  /** @param {string} key */
  get(key) {
    if (key.endsWith("._count")) {
      return String(this.#counts.get(key.slice(0, -"._count".length)) ?? 0);
    }
    return this.#host.get(key) ?? this.#values.get(key) ?? this.#default(key);
  }

  /**
   * Takes a value from the exam; in review and after the end it is dropped without a word.
   *
   * @param {string} key
   * @param {unknown} value
   */
  set(key, value) {
    if (this.#closed || this.#review()) {
      return;
    }
    const text = textOf(value);
    if (this.#values.get(key) !== text) {
      this.#values.set(key, text);
      this.#count(key);
      this.#onChange(key, text);
    }
  }

  /** Whether content has set anything that is still there. */
  get begun() {
    return this.#values.size > 0;
  }

  /** No more changes: the attempt ended, or another window has it. */
  close() {
    this.#closed = true;
  }

  /**
   * Takes over effective times. An exam without a limit of its own is never told of an extension:
   * it would turn it into a limit.
   *
   * @param {Times|null} times
   * @returns {boolean} whether the exam should look again
   */
  setTimes(times) {
    const extension = this.#start.durationSeconds === 0 ? null : times?.durationExtension;
    const changes = [
      this.#tell("numbas.duration_extension.amount", extension ? String(extension.amount) : ""),
      this.#tell("numbas.duration_extension.units", extension ? extension.units : ""),
      this.#tell("numbas.disable_duration", times?.disableDuration ? "true" : ""),
    ];
    return changes.includes(true);
  }

  /** @param {Start} start */
  #load(start) {
    for (const [key, value] of Object.entries(start.values)) {
      const text = textOf(value);
      if (isHostKey(key)) {
        this.#host.set(key, text);
      } else if (text === "" && DEFAULTS.has(key) && !this.#numbas()) {
        continue; // taken back by the player: as if never set
      } else if (start.entry === "resume" || this.#review()) {
        this.#values.set(key, text);
        if (text !== "") {
          this.#count(key);
        }
      }
    }
    if (this.#numbas() && !this.#review() && this.get("cmi.completion_status") === "completed") {
      // A reopened attempt: Numbas says "incomplete" itself, and the server must hear of it.
      this.#values.delete("cmi.completion_status");
    }
  }

  /** @param {Start} start */
  #describe({ mode, learner }) {
    const credit = mode === "review" ? "no-credit" : "credit";
    const facts = {
      "cmi.learner_id": learner.id, "cmi.core.student_id": learner.id,
      "cmi.learner_name": learner.name, "cmi.core.student_name": learner.name,
      "cmi.mode": mode, "cmi.core.lesson_mode": mode,
      "cmi.credit": credit, "cmi.core.credit": credit,
    };
    for (const [key, value] of Object.entries(facts)) {
      this.#host.set(key, value);
    }
    // Numbas blocks revealing for the exact text "false" only.
    const reviewAllowed = this.#host.get("numbas.review_allowed") ?? "true";
    this.#host.set("numbas.review_allowed", reviewAllowed.toLowerCase());
  }

  /** Content other than Numbas: its time adds up over sessions, and what the last one implied goes. */
  #goOn() {
    const seconds = this.#secondsSoFar();
    this.#announceTime(seconds);
    if (SESSION_TIMES.some((key) => this.get(key) !== "")) {
      this.set(TOTAL_SECONDS, String(seconds));
    }
    [...SESSION_TIMES, ...SESSION_EXITS].forEach((key) => this.#unset(key));
    if (this.get(NEXT_ENTRY) === "none") {
      this.#host.set("cmi.core.entry", "");
      this.#unset(NEXT_ENTRY); // should this session break off, the next one resumes
    }
    const implied = this.#implied;
    this.#implied = null;
    if (implied?.before) {
      this.set(implied.key, implied.before);
    } else if (implied) {
      this.#unset(implied.key);
    }
  }

  /** What sessions before this one took. */
  #secondsSoFar() {
    const last = SESSION_TIMES.map((key) => secondsOf(this.get(key)));
    const seconds = (Number(this.get(TOTAL_SECONDS)) || 0) + Math.max(...last);
    return Math.round(seconds * 100) / 100;
  }

  /** @param {number} seconds */
  #announceTime(seconds) {
    this.#host.set("cmi.total_time", isoDuration(seconds));
    this.#host.set("cmi.core.total_time", timespan(seconds));
  }

  /** @param {string} key */
  #default(key) {
    const numbas = this.#numbas() && key === "cmi.completion_status";
    return numbas ? "not attempted" : (DEFAULTS.get(key) ?? "");
  }

  /** @param {"ab-initio"|"resume"} entry */
  #announceEntry(entry) {
    this.#host.set("cmi.entry", entry);
    this.#host.set("cmi.core.entry", entry);
  }

  /**
   * @param {string} key
   * @param {string} value
   */
  #tell(key, value) {
    const changed = (this.#host.get(key) ?? "") !== value;
    this.#host.set(key, value);
    return changed;
  }

  /** Numbas resumes from suspend_data alone; other packages from anything they stored. */
  #resumable() {
    return this.#numbas() ? this.get("cmi.suspend_data") !== "" : this.#values.size > 0;
  }

  /** Begins anew. The server is told too. */
  #wipe() {
    [...this.#values.keys()].forEach((key) => this.#unset(key));
    this.#counts.clear();
  }

  /** An empty value is one that was never set. @param {string} key */
  #unset(key) {
    if (!this.#closed && !this.#review() && this.#values.delete(key)) {
      this.#onChange(key, "");
    }
  }

  /**
   * Keeps `_count` of each collection on the way to the key, nested ones as well.
   *
   * @param {string} key
   */
  #count(key) {
    for (const match of key.matchAll(/\.(\d+)(?=\.|$)/g)) {
      const collection = key.slice(0, match.index);
      const count = Number(match[1]) + 1;
      this.#counts.set(collection, Math.max(count, this.#counts.get(collection) ?? 0));
    }
  }

  #numbas() {
    return typeof this.#start.durationSeconds === "number";
  }

  #review() {
    return this.#start.mode === "review";
  }
}
