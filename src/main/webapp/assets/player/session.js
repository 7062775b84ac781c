// @ts-check
import { isHostKey } from "./model.js";

/** @typedef {import("./model.js").Model} Model */

/**
 * @typedef {object} Standard  what differs between SCORM 1.2 and 2004
 * @property {string} version  answer to cmi._version
 * @property {ReadonlyMap<string, string>} children  answers to _children, by collection, indexes as n
 * @property {ReadonlySet<string>} writeOnly
 * @property {Codes} codes
 * @property {ReadonlyMap<string, string>} errors  text of each code
 *
 * @typedef {object} Codes
 * @property {Record<"get"|"set"|"commit"|"terminate", string>} before  not yet initialised
 * @property {Record<"get"|"set"|"commit"|"terminate", string>} after  terminated already
 * @property {string} unknown
 * @property {string} keyword
 * @property {string} readOnly
 * @property {string} writeOnly
 *
 * @typedef {object} Listener  told what the exam does
 * @property {() => void} initialized
 * @property {(key: string) => void} read
 * @property {() => void} committed
 * @property {() => void} terminated
 */

const KEY = /^(?:cmi|adl|numbas|x)\.[A-Za-z0-9_.:-]{1,251}$/;

/**
 * One exam's conversation with the host: not initialised, running, terminated. Permissive: any
 * length and format is taken, a key that was never set is empty without error, and a second
 * Initialize is accepted, since refusing it makes a reloaded exam go on without saving.
 */
export class ContentSession {
  /** @type {"before"|"running"|"after"} */ #state = "before";
  #error = "0";
  #model;
  #standard;
  #listener;

  /**
   * @param {Model} model
   * @param {Standard} standard
   * @param {Listener} listener
   */
  constructor(model, standard, listener) {
    this.#model = model;
    this.#standard = standard;
    this.#listener = listener;
  }

  initialize() {
    this.#model.begin();
    this.#state = "running";
    this.#listener.initialized();
    return this.#done();
  }

  terminate() {
    return this.#whileRunning("terminate", () => {
      this.#state = "after";
      this.#listener.terminated();
      return this.#done();
    });
  }

  /** Answers at once: what was set is journaled and sent behind the exam's back. */
  commit() {
    return this.#whileRunning("commit", () => {
      this.#listener.committed();
      return this.#done();
    });
  }

  /** @param {string} key */
  get(key) {
    if (this.#state !== "running") {
      return this.#fail(this.#standard.codes[this.#state].get, "");
    }
    this.#listener.read(key);
    const { codes, children, version, writeOnly } = this.#standard;
    if (!KEY.test(key)) {
      return this.#fail(codes.unknown, "");
    }
    if (writeOnly.has(key)) {
      return this.#fail(codes.writeOnly, "");
    }
    if (key.endsWith("._children")) {
      const list = children.get(key.slice(0, -"._children".length).replace(/\.\d+(?=\.|$)/g, ".n"));
      return list ? this.#done(list) : this.#fail(codes.unknown, "");
    }
    return this.#done(key === "cmi._version" ? version : this.#model.get(key));
  }

  /**
   * @param {string} key
   * @param {unknown} value
   */
  set(key, value) {
    return this.#whileRunning("set", () => {
      const { codes } = this.#standard;
      if (!KEY.test(key)) {
        return this.#fail(codes.unknown, "false");
      }
      if (/\._(?:count|children|version)$/.test(key)) {
        return this.#fail(codes.keyword, "false");
      }
      if (isHostKey(key)) {
        return this.#fail(codes.readOnly, "false");
      }
      this.#model.set(key, value);
      return this.#done();
    });
  }

  lastError() {
    return this.#error;
  }

  /** @param {unknown} code */
  errorText(code) {
    return this.#standard.errors.get(String(code)) ?? "";
  }

  /**
   * @param {"set"|"commit"|"terminate"} call
   * @param {() => string} action
   */
  #whileRunning(call, action) {
    return this.#state === "running"
      ? action()
      : this.#fail(this.#standard.codes[this.#state][call], "false");
  }

  #done(answer = "true") {
    this.#error = "0";
    return answer;
  }

  /**
   * @param {string} code
   * @param {string} answer
   */
  #fail(code, answer) {
    this.#error = code;
    return answer;
  }
}
