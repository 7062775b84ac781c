// @ts-check

/** A pause that can be cut short. */
export class Alarm {
  /** @type {(() => void)|null} */ #wake = null;

  /** @param {number} millis @returns {Promise<void>} */
  async wait(millis) {
    await new Promise((resolve) => {
      const timer = setTimeout(resolve, millis);
      this.#wake = () => {
        clearTimeout(timer);
        resolve(undefined);
      };
    });
    this.#wake = null;
  }

  ring() {
    this.#wake?.();
  }
}
