// @ts-check
import { Alarm } from "./alarm.js";
import { Conversation, saveOf } from "./conversation.js";
import { fitting, HttpLine, LineDown, LineEnded } from "./http-line.js";
import { SocketLine } from "./socket-line.js";

const FIRST_RETRY_MILLIS = 500;
const LAST_RETRY_MILLIS = 30_000;
const POLL_MILLIS = 10_000;
/** A socket that lasted less after its hello was answered counts as a failed try. */
const LASTED_MILLIS = 3000;
const MINUTE_MILLIS = 60_000;
const AFTER_FLOOD_MILLIS = 5000;
const MAX_PROTOCOL_ERRORS = 3;
const CLOSE = { flood: 1008, restart: 1012, protocol: 4000, token: 4002 };

/**
 * Carries the conversation with the server, for ever: over a socket, over HTTP while sockets do not
 * get through, and anew after each loss.
 *
 * Source: docs/reference/protocol.md, sections 3 and 8.
 */
export class Connection {
  #conversation;
  #http;
  #options;
  #on;
  /** @type {SocketLine|null} */ #line = null;
  /** Hello was answered on the present socket. */
  #socketWorks = false;
  /** When that was. */
  #answeredAt = Infinity;
  #socketFailed = false;
  #httpWorks = false;
  /** Hello was answered over HTTP, and nothing has been lost since. */
  #httpGreeted = false;
  /** When the latest came. */
  /** @type {number[]} */ #protocolErrors = [];
  #stopped = false;
  #nextSocket = new Alarm();
  #nextHttp = new Alarm();
  #poll = new Alarm();

  /**
   * @param {object} options
   * @param {URL} options.socketUrl
   * @param {URL} options.httpUrl
   * @param {string} options.token
   * @param {boolean} options.review  nothing is saved, so the journal stays as it is
   * @param {import("./journal.js").Journal} options.journal
   * @param {import("./clock.js").ServerClock} options.clock
   * @param {import("./conversation.js").Handlers} handlers
   */
  constructor(options, handlers) {
    this.#options = options;
    this.#on = { ...handlers, stopped: (/** @type {any} */ why) => this.#halt(why, handlers) };
    this.#http = new HttpLine(options.httpUrl, options.token);
    this.#conversation = new Conversation(options.journal, options.clock, this.#on, () =>
      this.#speak(),
    );
  }

  /** Works until stopped. */
  async run() {
    if (!this.#options.review) {
      await this.#conversation.recall();
    }
    await Promise.all([this.#keepSocket(), this.#keepHttp()]);
  }

  /**
   * @param {import("./batcher.js").Element[]} elements
   * @param {boolean} terminated  the exam has ended its session after these
   */
  add(elements, terminated) {
    this.#conversation.add(elements, terminated);
  }

  /** The exam is over: the server is told once everything has its ack. */
  finish() {
    this.#conversation.finish();
  }

  /** The exam has begun again after it was over. */
  goOn() {
    this.#conversation.goOn();
  }

  /** The network is back, for many at once. */
  wakeSoon() {
    setTimeout(() => this.wake(), soonMillis());
  }

  /** The page is awake, or the line over: try now. */
  wake() {
    this.#line?.ping();
    [this.#nextSocket, this.#nextHttp, this.#poll].forEach((alarm) => alarm.ring());
  }

  /** The page is hidden or left: sends what has no ack in a way that outlives it. */
  leave() {
    this.#http.leave(this.#conversation.unacknowledged().map(saveOf));
  }

  /** Nothing more is sent. */
  stop() {
    this.#stopped = true;
    this.#line?.close();
    this.wake();
  }

  get limits() {
    return this.#conversation.limits;
  }

  /** Batches that wait for their acks. */
  get waiting() {
    return this.#conversation.unacknowledged().length;
  }

  /** For how long the oldest of them waits. */
  get waitingMillis() {
    const oldest = this.#conversation.unacknowledged()[0];
    return oldest ? performance.now() - oldest.since : 0;
  }

  /** Whether the server can be reached, as far as is known. */
  get reachable() {
    const socket = this.#socketWorks && !this.#line?.slow;
    return navigator.onLine !== false && (socket || this.#httpWorks);
  }

  async #keepSocket() {
    let failures = 0;
    while (!this.#stopped) {
      this.#answeredAt = Infinity;
      const code = await this.#serveSocket();
      failures = performance.now() - this.#answeredAt > LASTED_MILLIS ? 0 : failures + 1;
      if (!this.#stopped && this.#conversation.epoch === 0) {
        await this.#exchangeOverHttp();
      }
      if (!this.#stopped) {
        await this.#nextSocket.wait(socketRetryMillis(failures, code));
      }
    }
  }

  /** Serves one socket until it is lost. @returns {Promise<number>} its close code */
  #serveSocket() {
    return new Promise((resolve) => {
      const line = new SocketLine(this.#options.socketUrl, this.#options.token, {
        open: () => line.send(this.#conversation.greeting()),
        message: (text) => this.#hear(line, text),
        closed: (code) => {
          this.#socketFailed = true;
          this.#socketWorks = false;
          this.#httpGreeted = false;
          this.#conversation.lost();
          this.#judge(code);
          this.#poll.ring();
          resolve(code);
        },
      });
      this.#line = line;
    });
  }

  /**
   * @param {SocketLine} line
   * @param {string} text
   */
  #hear(line, text) {
    const message = parsed(text);
    if (["hello", "taken", "ended"].includes(message?.t)) {
      line.established();
      this.#answeredAt = Math.min(this.#answeredAt, performance.now());
      this.#socketWorks = true;
      this.#socketFailed = false;
      this.#httpWorks = false;
    }
    this.#conversation.receive(message);
  }

  /** Says over the present line what there is to say. */
  #speak() {
    if (this.#socketWorks) {
      this.#conversation.due().forEach((message) => this.#line?.send(message));
    } else {
      this.#poll.ring();
    }
  }

  async #keepHttp() {
    let failures = 0;
    while (!this.#stopped) {
      if (this.#socketFailed && this.#conversation.epoch > 0) {
        failures = (await this.#exchangeOverHttp()) ? 0 : failures + 1;
      }
      if (failures > 0) {
        await this.#nextHttp.wait(retryMillis(failures));
      } else if (!this.#socketFailed || this.#conversation.idle) {
        await this.#poll.wait(POLL_MILLIS);
      }
    }
  }

  /**
   * One POST with what is to be sent, or a question for news. A window that goes on greets first,
   * and alone: what it holds may have to be said under another number (protocol.md, section 8).
   */
  async #exchangeOverHttp() {
    const goesOn = this.#conversation.epoch > 0;
    const greeting = goesOn && this.#httpGreeted ? [] : [this.#conversation.greeting()];
    const due =
      goesOn && greeting.length > 0 ? [] : this.#conversation.due((all) => this.#bodyOf(all));
    const messages = [...greeting, ...due];
    try {
      const replies = await this.#http.exchange(messages.length > 0 ? messages : [PING]);
      this.#httpWorks = !this.#socketWorks;
      this.#httpGreeted = true;
      replies.forEach((reply) => this.#conversation.receive(reply));
      return true;
    } catch (error) {
      this.#httpFailed(error);
      return false;
    }
  }

  /** As many as one body takes, but one at least. @param {object[]} messages */
  #bodyOf(messages) {
    const some = fitting(messages, Math.min(this.limits.batchBytes - 256, this.#http.maxBytes));
    return some.length > 0 ? some : messages.slice(0, 1);
  }

  /** @param {unknown} error */
  #httpFailed(error) {
    this.#httpWorks = false;
    this.#httpGreeted = false;
    this.#conversation.lost();
    if (error instanceof LineEnded && error.why === "protocol") {
      this.#countProtocolError();
    } else if (error instanceof LineEnded) {
      this.#on.stopped(error.why);
    } else if (error instanceof LineDown) {
      this.#conversation.rest(error.retryMillis);
    } else {
      throw error;
    }
  }

  /** What a close code says beyond "lost". @param {number} code */
  #judge(code) {
    if (code === CLOSE.protocol) {
      this.#countProtocolError();
    } else if (code === CLOSE.token) {
      this.#on.stopped("token");
    }
  }

  #countProtocolError() {
    const now = performance.now();
    const latest = this.#protocolErrors.filter((at) => now - at < MINUTE_MILLIS);
    this.#protocolErrors = [...latest, now];
    if (this.#protocolErrors.length >= MAX_PROTOCOL_ERRORS) {
      this.#on.stopped("protocol");
    }
  }

  /**
   * @param {"token"|"protocol"|"taken"} why
   * @param {import("./conversation.js").Handlers} handlers
   */
  #halt(why, handlers) {
    if (!this.#stopped) {
      this.stop();
      handlers.stopped(why);
    }
  }
}

const PING = { t: "ping", v: 1 };

/** @param {string} text  anything that came over the socket */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** So that a whole class does not come in the same instant. */
function soonMillis() {
  return Math.random() * 1000;
}

/** @param {number} failures */
function retryMillis(failures) {
  const millis = Math.min(LAST_RETRY_MILLIS, FIRST_RETRY_MILLIS * 2 ** failures);
  return millis * (0.5 + Math.random() / 2);
}

/**
 * @param {number} failures
 * @param {number} code  why the socket was closed
 */
function socketRetryMillis(failures, code) {
  if (code === CLOSE.restart) {
    return soonMillis();
  }
  return Math.max(code === CLOSE.flood ? AFTER_FLOOD_MILLIS : 0, retryMillis(failures));
}
