// @ts-check

const ANSWER_MILLIS = 4000;
const IDLE_MILLIS = 20_000;
const PATIENCE_MILLIS = 10_000;
/** Of the thinnest line on which what was sent is waited for. */
const BYTES_PER_MILLI = 4;
const SLOW_MILLIS = 5000;
const LOOK_MILLIS = 1000;
const NORMAL = 1000;

/**
 * One WebSocket with its subprotocol token, watched: given up when hello is not answered in time or
 * when the far side has fallen silent.
 */
export class SocketLine {
  #socket;
  #lastSent = 0;
  /** Since when an answer is due; null if none is. */
  /** @type {number|null} */ #waitingSince = null;
  /** When all that was sent has left, on the thinnest line. */
  #leftBy = 0;
  #watch;
  #giveUp;
  #over = false;
  #onClosed;

  /**
   * @param {URL} url
   * @param {string} token
   * @param {{open: () => void, message: (text: string) => void, closed: (code: number) => void}} on
   */
  constructor(url, token, on) {
    this.#onClosed = on.closed;
    this.#giveUp = setTimeout(() => this.close(), ANSWER_MILLIS);
    this.#watch = setInterval(() => this.#look(), LOOK_MILLIS);
    this.#socket = new WebSocket(url, ["examhall.v1", `token.${token}`]);
    this.#socket.onopen = () => this.#over || on.open();
    this.#socket.onclose = (event) => this.#closed(event.code);
    this.#socket.onmessage = (event) => {
      if (!this.#over && typeof event.data === "string") {
        this.#waitingSince = null;
        on.message(event.data);
      }
    };
  }

  /** Hello was answered: the line is good. */
  established() {
    clearTimeout(this.#giveUp);
  }

  /** @param {object} message */
  send(message) {
    if (this.#socket.readyState === WebSocket.OPEN) {
      this.#lastSent = performance.now();
      this.#waitingSince ??= this.#lastSent;
      const text = JSON.stringify(message);
      this.#leftBy = Math.max(this.#leftBy, this.#lastSent) + text.length / BYTES_PER_MILLI;
      this.#socket.send(text);
    }
  }

  /** Asks whether the far side is still there. */
  ping() {
    this.send({ t: "ping", v: 1 });
  }

  /** Whether an answer takes longer than it should. */
  get slow() {
    return this.#waited() > SLOW_MILLIS;
  }

  /** Gives the line up at once, whether or not the far side notices. */
  close() {
    this.#socket.close(NORMAL);
    this.#closed(NORMAL);
  }

  #waited() {
    return this.#waitingSince === null ? 0 : performance.now() - this.#waitingSince;
  }

  #look() {
    const now = performance.now();
    if (this.#waited() > PATIENCE_MILLIS && now > this.#leftBy) {
      this.close();
    } else if (now - this.#lastSent > IDLE_MILLIS) {
      this.ping();
    }
  }

  /** @param {number} code */
  #closed(code) {
    if (!this.#over) {
      this.#over = true;
      clearTimeout(this.#giveUp);
      clearInterval(this.#watch);
      this.#onClosed(code);
    }
  }
}
