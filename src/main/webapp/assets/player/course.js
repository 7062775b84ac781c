// @ts-check
import { Model, isHostKey } from "./model.js";
import { statusOf } from "./outcome.js";

/** Which activity the student was in; the player's own record. */
const CURRENT = "player.activity";

/**
 * @typedef {object} Activity  a line of the table of contents
 * @property {number} position  from 1, folders included
 * @property {number} depth
 * @property {"folder"|"sco"|"asset"} kind
 * @property {string} title
 * @property {string} [launch]  not of folders
 */

/**
 * The activities of a package that has several: each with a model of its own, whose elements go out
 * as `sco.<position>.<key>`. Content never sees that prefix.
 *
 * Source: docs/reference/protocol.md, section 10.
 */
export class Course {
  /** @type {Map<number, Model>} */ #models = new Map();
  /** @type {Activity[]} */ #open;
  #current;
  #add;

  /**
   * @param {Activity[]} activities
   * @param {import("./model.js").Start} start  values with their prefixes
   * @param {(key: string, value: string) => void} add
   */
  constructor(activities, start, add) {
    this.activities = activities;
    this.#open = activities.filter((activity) => activity.kind !== "folder");
    this.#add = add;
    const values = byActivity(start.values);
    for (const { position } of this.#open) {
      const own = values.get(position) ?? {};
      const resume = Object.keys(own).some((key) => !isHostKey(key));
      const model = new Model(
        { ...start, values: own, entry: resume ? "resume" : "ab-initio" },
        (key, value) => add(`sco.${position}.${key}`, value),
      );
      this.#models.set(position, model);
    }
    const last = Number(start.values[CURRENT]);
    this.#current = this.#open.find(({ position }) => position === last) ?? this.#open[0];
  }

  get current() {
    return this.#current;
  }

  get models() {
    return [...this.#models.values()];
  }

  /** The current activity's. */
  get model() {
    return this.#modelOf(this.#current);
  }

  /** What can be opened before (-1) or after (1) the current activity. @param {-1|1} step */
  beside(step) {
    return this.#open[this.#open.indexOf(this.#current) + step] ?? null;
  }

  /** @param {Activity} activity */
  go(activity) {
    this.#current = activity;
    this.#add(CURRENT, String(activity.position));
  }

  /** A page that reports nothing is done once it was shown. */
  shown() {
    if (this.#current.kind === "asset") {
      this.model.set("cmi.completion_status", "completed");
    }
  }

  /** @param {Activity} activity */
  statusOf(activity) {
    return statusOf(this.#modelOf(activity));
  }

  get done() {
    return this.#open.filter((activity) => isDone(this.statusOf(activity))).length;
  }

  get size() {
    return this.#open.length;
  }

  /** Whether every activity that reports has said that it is completed. */
  get complete() {
    const reporting = this.#open.filter(({ kind }) => kind === "sco");
    return reporting.every((activity) => isDone(this.statusOf(activity)));
  }

  /** The student hands in: this ends the attempt. */
  finish() {
    this.#add("cmi.completion_status", "completed");
  }

  /** @param {Activity} activity */
  #modelOf({ position }) {
    return /** @type {Model} */ (this.#models.get(position));
  }
}

/** @param {import("./outcome.js").Status} status */
function isDone(status) {
  return status === "completed" || status === "passed" || status === "failed";
}

/** @param {Record<string, unknown>} values */
function byActivity(values) {
  /** @type {Map<number, Record<string, unknown>>} */ const all = new Map();
  for (const [key, value] of Object.entries(values)) {
    const [, position, rest] = /^sco\.([1-9]\d*)\.(.+)$/.exec(key) ?? [];
    if (rest) {
      const own = all.get(Number(position)) ?? {};
      own[rest] = value;
      all.set(Number(position), own);
    }
  }
  return all;
}
