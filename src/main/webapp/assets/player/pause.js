// @ts-check

/** A time in which nothing is said. It is over when its timer says so: a clock may not agree with it yet. */
export class Pause {
  /** @type {ReturnType<typeof setTimeout>|undefined} */ #timer;

  get isOn() {
    return this.#timer !== undefined;
  }

  /**
   * Begins now, in place of one that is on.
   *
   * @param {number} millis
   * @param {() => void} over
   */
  begin(millis, over) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      over();
    }, millis);
  }
}
