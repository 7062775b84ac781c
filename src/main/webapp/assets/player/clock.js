// @ts-check

/**
 * The server's time, carried on by the device's monotonic clock: a device set three hours wrong, or
 * set anew during the exam, changes nothing.
 */
export class ServerClock {
  /** Server time minus monotonic time; null until the server told its time. */
  /** @type {number|null} */ #offsetMillis = null;

  /**
   * A question and its answer: the server's time lies in the middle.
   *
   * @param {number} serverNow  milliseconds since 1970, as the answer said
   * @param {number} askedAt  monotonic
   * @param {number} answeredAt  monotonic
   */
  exchange(serverNow, askedAt, answeredAt) {
    this.#offsetMillis = serverNow - (askedAt + answeredAt) / 2;
  }

  /**
   * The server's time in any message, sent at or before now. The monotonic clock may stand still
   * while a device sleeps; then this catches up.
   *
   * @param {number} serverNow
   */
  atLeast(serverNow) {
    const offset = serverNow - performance.now();
    this.#offsetMillis = Math.max(this.#offsetMillis ?? offset, offset);
  }

  /** Milliseconds since 1970 by the server's clock; by the device's until the server told. */
  now() {
    return this.#offsetMillis === null ? Date.now() : performance.now() + this.#offsetMillis;
  }
}
