// @ts-check
import { text } from "./strings.js";

const MINUTE = 60_000;
const NEAR_MILLIS = 60 * MINUTE;
const WARNINGS = [10, 5, 1];

/** The time that is left by the server's clock, shown in the last hour; it can be hidden. */
export class Countdown {
  #area;
  #words;
  #button;
  #clock;
  #announce;
  /** @type {number|null} */ #deadline = null;
  #told = false;
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

  /** @param {import("./model.js").Times|null} times */
  set(times) {
    const ends = [times?.until, times?.due].filter((end) => typeof end === "number");
    const deadline = ends.length > 0 ? Math.min(...ends) : null;
    if (this.#told && deadline !== null && deadline !== this.#deadline) {
      const left = deadline - this.#clock.now();
      this.#announce(text("time.added", { time: words(left) }));
      this.#lastMinutes = Math.ceil(left / MINUTE);
    }
    this.#deadline = deadline;
    this.#told = true;
    this.tick();
  }

  /** Called every second. @param {boolean} [running]  whether the time left still matters */
  tick(running = this.#running) {
    this.#running = running;
    const matters = running && this.#deadline !== null;
    const left = matters ? Number(this.#deadline) - this.#clock.now() : Infinity;
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
