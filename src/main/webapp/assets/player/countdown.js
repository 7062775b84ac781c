// @ts-check
import { text } from "./strings.js";

const MINUTE = 60_000;
const NEAR_MILLIS = 60 * MINUTE;
const WARNINGS = [10, 5, 1];

/**
 * @typedef {object} State
 * @property {number|null} deadline  by the server's clock; null: none
 * @property {boolean} limited  whether this attempt's own time runs
 * @property {boolean} lifted  whether there is no time limit for this student
 * @property {number} extra  what the exam was told to add to its own limit, in milliseconds
 */

/** The time that is left by the server's clock, shown in the last hour; it can be hidden. */
export class Countdown {
  #area;
  #words;
  #button;
  #clock;
  #announce;
  /** @type {State|null} */ #state = null;
  #running = true;
  #lastMinutes = Infinity;

  /**
   * @param {HTMLElement} area  holds a span for the time and a button that hides it
   * @param {import("./clock.js").ServerClock} clock
   * @param {(words: string) => void} announce
   */
  constructor(area, clock, announce) {
    this.#area = area;
    this.#words = /** @type {HTMLElement} */ (area.querySelector("span"));
    this.#button = /** @type {HTMLButtonElement} */ (area.querySelector("button"));
    this.#clock = clock;
    this.#announce = announce;
    this.#button.onclick = () => this.#hide(!this.#words.hidden);
    this.#hide(false);
  }

  /**
   * @param {import("./model.js").Times|null} times
   * @param {number|null} [ownSeconds]  the exam's own time limit
   */
  set(times, ownSeconds = null) {
    const ends = [times?.until, times?.due, times?.limit].filter((end) => typeof end === "number");
    const next = {
      deadline: ends.length > 0 ? Math.min(...ends) : null,
      limited: typeof times?.limit === "number",
      lifted: times?.disableDuration === true,
      extra: extraMillis(times?.durationExtension ?? null, ownSeconds ?? 0),
    };
    const words = this.#state ? this.#change(this.#state, next) : null;
    this.#state = next;
    if (words !== null) {
      this.#announce(words);
      this.#lastMinutes = Math.ceil(this.#left() / MINUTE);
    }
    this.tick();
  }

  /** Whether there is time, or no limit to it. */
  get open() {
    return this.#left() > 0;
  }

  /** What is to be said about a change; null: nothing. @param {State} before @param {State} next */
  #change(before, next) {
    if (next.lifted !== before.lifted) {
      return next.lifted ? text("time.unlimited") : this.#now(next);
    }
    if (next.deadline === before.deadline) {
      const more = minutesIn(next.extra - before.extra);
      return more < 0 ? this.#now(next) : moreMinutes(more);
    }
    if (next.deadline === null) {
      return text("time.unlimited");
    }
    const later = before.deadline === null ? -1 : minutesIn(next.deadline - before.deadline);
    if (next.limited && !before.limited && later < 0) {
      return text("time.left", { time: words(next.deadline - this.#clock.now()) }); // it has begun
    }
    return later < 0 ? this.#now(next) : moreMinutes(later);
  }

  /** @param {State} next */
  #now(next) {
    return next.deadline === null
      ? text("time.takenBack")
      : text("time.changed", { time: words(next.deadline - this.#clock.now()) });
  }

  #left() {
    const deadline = this.#state?.deadline ?? null;
    return deadline === null ? Infinity : deadline - this.#clock.now();
  }

  /** Called every second. @param {boolean} [running]  whether the time left still matters */
  tick(running = this.#running) {
    this.#running = running;
    const left = running ? this.#left() : Infinity;
    this.#area.hidden = left > NEAR_MILLIS;
    if (left <= NEAR_MILLIS) {
      this.#words.textContent =
        left > 0 ? text("time.left", { time: words(left) }) : text("time.over");
      this.#warn(Math.max(0, Math.ceil(left / MINUTE)));
    }
  }

  /** @param {number} minutes */
  #warn(minutes) {
    const crossed = WARNINGS.find((limit) => minutes === limit && this.#lastMinutes > limit);
    if (crossed !== undefined) {
      const one = crossed === 1;
      this.#announce(text(one ? "time.warningOne" : "time.warning", { minutes: crossed }));
    }
    this.#lastMinutes = minutes;
  }

  /** @param {boolean} hidden */
  #hide(hidden) {
    this.#words.hidden = hidden;
    this.#button.textContent = text(hidden ? "time.show" : "time.hide");
  }
}

/**
 * What an extension adds to the exam's own time limit.
 *
 * @param {import("./model.js").Extension|null} extension
 * @param {number} ownSeconds
 */
function extraMillis(extension, ownSeconds) {
  if (extension === null) {
    return 0;
  }
  return extension.units === "minutes"
    ? extension.amount * MINUTE
    : extension.amount * ownSeconds * 10;
}

/** @param {number} millis */
function minutesIn(millis) {
  return Math.round(millis / MINUTE);
}

/** @param {number} minutes */
function moreMinutes(minutes) {
  return minutes === 0 ? null : text(minutes === 1 ? "time.moreOne" : "time.more", { minutes });
}

/** @param {number} millis */
function words(millis) {
  const seconds = Math.max(0, Math.round(millis / 1000));
  const minutes = Math.ceil(seconds / 60);
  if (seconds < 60) {
    return text("time.seconds", { seconds });
  }
  return minutes < 120
    ? text("time.minutes", { minutes })
    : text("time.hours", { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}
