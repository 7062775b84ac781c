// @ts-check
import { nameOf } from "./outbox.js";

/** For an answer to begin, and to go on. What is sent adds to it, as lines can be thin. */
const PATIENCE_MILLIS = 10_000;
const BYTES_PER_MILLI = 8;
/** Browsers refuse more than 64 KiB of bodies under way that outlive their page. */
const KEEPALIVE_BYTES = 61_440;
/** The server takes 32; a hello may come before them. */
const MAX_MESSAGES = 31;
/** What our server says in a 4xx; other words are somebody else's on the way. */
const OURS = new Set(["token", "body", "origin"]);

const encoder = new TextEncoder();

/**
 * The first messages, as many as one body takes.
 *
 * @template {object} T
 * @param {T[]} messages
 * @param {number} maxBytes
 * @returns {T[]}
 */
export function fitting(messages, maxBytes) {
  let bytes = 2;
  const end = messages.findIndex((message, index) => {
    bytes += lengthOf(message);
    return bytes > maxBytes || index >= MAX_MESSAGES;
  });
  return end < 0 ? messages : messages.slice(0, end);
}

/** With the comma behind it. @param {object} message */
function lengthOf(message) {
  return encoder.encode(JSON.stringify(message)).length + 1;
}

/** The token no longer speaks for this attempt, or this is not the protocol: do not try again. */
export class LineEnded extends Error {
  /** @param {"token"|"protocol"} why */
  constructor(why) {
    super(why);
    this.why = why;
  }
}

/** Nothing was stored as far as anybody knows; the same can be sent again. */
export class LineDown extends Error {
  /** @param {number} retryMillis  the earliest time that makes sense */
  constructor(retryMillis = 0) {
    super("not delivered");
    this.retryMillis = retryMillis;
  }
}

/** The same messages as on the socket, one POST at a time, where sockets do not get through. */
export class HttpLine {
  /** A body may have so many bytes; less, once somebody on the way has refused one. */
  maxBytes = Infinity;
  #url;
  #token;
  /** Bytes of what is on its way from a page that may be gone by now, by epoch and number. */
  /** @type {Map<string, number>} */ #parting = new Map();

  /**
   * @param {URL} url
   * @param {string} token
   */
  constructor(url, token) {
    this.#url = url;
    this.#token = token;
  }

  /**
   * Sends messages and returns the answers, of which there may be more than messages.
   *
   * Errors: {@link LineEnded}, {@link LineDown}. An answer that is no JSON array is not from our
   * server (a captive portal says 200 to everything), so it counts as nothing.
   *
   * @param {object[]} messages
   * @returns {Promise<object[]>}
   */
  async exchange(messages) {
    const body = JSON.stringify(messages);
    const response = await this.#post(body, false);
    if (response.status === 401 || response.status === 400 || response.status === 403) {
      throw await this.#refusal(response);
    }
    if (response.status === 413 && messages.length > 1) {
      this.maxBytes = encoder.encode(body).length / 2;
    }
    if (!response.ok) {
      throw new LineDown(1000 * Number(response.headers.get("Retry-After") ?? 0) || 0);
    }
    const replies = await response.json().catch(() => null);
    if (!Array.isArray(replies)) {
      throw new LineDown();
    }
    return replies;
  }

  /**
   * Sends what fits and is not on its way already, oldest first, from a page that is being left;
   * nobody may be there to read the answer, so nothing is taken as stored.
   *
   * @param {{epoch: number, seq: number}[]} messages
   */
  leave(messages) {
    const bytes = [...this.#parting.values()].reduce((sum, each) => sum + each, 0);
    const fresh = messages.filter((message) => !this.#parting.has(nameOf(message)));
    const body = fitting(fresh, KEEPALIVE_BYTES - bytes);
    if (body.length > 0) {
      body.forEach((message) => this.#parting.set(nameOf(message), lengthOf(message)));
      this.#post(JSON.stringify(body), true)
        .catch(() => {})
        .finally(() => body.forEach((message) => this.#parting.delete(nameOf(message))));
    }
  }

  /**
   * @param {string} body
   * @param {boolean} keepalive
   */
  async #post(body, keepalive) {
    const patience = new Patience();
    patience.allow(PATIENCE_MILLIS + body.length / BYTES_PER_MILLI);
    try {
      const response = await fetch(this.#url, {
        method: "POST",
        headers: { Authorization: `Bearer ${this.#token}`, "Content-Type": "application/json" },
        body,
        keepalive,
        credentials: "omit",
        cache: "no-store",
        redirect: "error",
        signal: patience.signal,
      });
      patience.allow(PATIENCE_MILLIS);
      return new Response(response.body?.pipeThrough(patience.watch()), response);
    } catch {
      patience.end();
      throw new LineDown();
    }
  }

  /** A 4xx is ours only if it says so in JSON. @param {Response} response */
  async #refusal(response) {
    const body = await response.json().catch(() => null);
    if (!OURS.has(body?.error)) {
      return new LineDown();
    }
    return new LineEnded(response.status === 401 ? "token" : "protocol");
  }
}

/** Aborts a request that makes no progress; does nothing once the page is gone. */
class Patience {
  #control = new AbortController();
  /** @type {ReturnType<typeof setTimeout>|undefined} */ #timer;

  get signal() {
    return this.#control.signal;
  }

  /** From now on. @param {number} millis */
  allow(millis) {
    this.end();
    this.#timer = setTimeout(() => this.#control.abort(), millis);
  }

  end() {
    clearTimeout(this.#timer);
  }

  /** @returns {TransformStream<Uint8Array, Uint8Array>} lets a body through; each part renews it */
  watch() {
    return new TransformStream({
      transform: (part, on) => {
        this.allow(PATIENCE_MILLIS);
        on.enqueue(part);
      },
      flush: () => this.end(),
    });
  }
}
