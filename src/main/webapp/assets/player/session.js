// @ts-check
import { isHostKey } from "./model.js";

/** @typedef {import("./model.js").Model} Model */

/**
 * @typedef {object} Standard  what differs between SCORM 1.2 and 2004
 * @property {string} version  answer to cmi._version
 * @property {ReadonlyMap<string, string>} children  answers to _children, by collection, indexes as n
 * @property {ReadonlySet<string>} collections  what has a _count, indexes as n
 * @property {ReadonlySet<string>} writeOnly
 * @property {ReadonlyMap<string, (model: Model) => string>} derived  what the host works out
 * @property {(model: Model) => void} leave  what the host does as the content ends its session
 * @property {Codes} codes
 * @property {ReadonlyMap<string, string>} errors  text of each code
 *
 * @typedef {object} Codes
 * @property {Record<"get"|"set"|"commit"|"terminate", string>} before  not yet initialised
 * @property {Record<"get"|"set"|"commit"|"terminate", string>} after  terminated already
 * @property {Record<"get"|"set", string>} noKey  the name of the element is missing
 * @property {string} noChildren
 * @property {string} noCount
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

const KEY = /^(?=.{1,255}$)(?:cmi|adl|numbas|x)\.[A-Za-z0-9_.:-]+$/;

/**
 * One exam's conversation with the host: not initialised, running, terminated. Permissive: any
 * length and format is taken, a key that was never set is empty without error, and a second
 * Initialize is accepted, since refusing it makes a reloaded exam go on without saving.
 */
export class ContentSession {
  /** @type {"before"|"running"|"after"} */ #state = "before";
  #error = "0";
  /** What the last call that failed was about. */ #about = "";
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
      this.#standard.leave(this.#model);
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
      return this.#fail(this.#standard.codes[this.#state].get, key, "");
    }
    this.#listener.read(key);
    const { codes, version, writeOnly, derived } = this.#standard;
    if (!KEY.test(key)) {
      return this.#fail(key === "" ? codes.noKey.get : codes.unknown, key, "");
    }
    if (writeOnly.has(key)) {
      return this.#fail(codes.writeOnly, key, "");
    }
    if (/\._(?:children|count)$/.test(key)) {
      return this.#describe(key);
    }
    const host = key === "cmi._version" ? version : derived.get(key)?.(this.#model);
    return this.#done(host ?? this.#model.get(key));
  }

  /** Which members a collection has, or how many. @param {string} key */
  #describe(key) {
    const { codes, children, collections } = this.#standard;
    const [, owner, question] = /** @type {string[]} */ (/^(.*)\._(\w+)$/.exec(key));
    const name = owner.replace(/\.\d+(?=\.|$)/g, ".n");
    if (question === "children") {
      const list = children.get(name);
      return list ? this.#done(list) : this.#fail(codes.noChildren, key, "");
    }
    return collections.has(name) || !/^(?:cmi|adl)\./.test(key)
      ? this.#done(this.#model.get(key))
      : this.#fail(codes.noCount, key, "");
  }

  /**
   * @param {string} key
   * @param {unknown} value
   */
  set(key, value) {
    if (this.#state !== "running") {
      return this.#fail(this.#standard.codes[this.#state].set, key, "false");
    }
    const { codes } = this.#standard;
    if (!KEY.test(key)) {
      return this.#fail(key === "" ? codes.noKey.set : codes.unknown, key, "false");
    }
    if (/\._(?:count|children|version)$/.test(key)) {
      return this.#fail(codes.keyword, key, "false");
    }
    if (isHostKey(key)) {
      return this.#fail(codes.readOnly, key, "false");
    }
    this.#model.set(key, value);
    return this.#done();
  }

  lastError() {
    return this.#error;
  }

  /** @param {unknown} code */
  errorText(code) {
    return this.#standard.errors.get(String(code)) ?? "";
  }

  /** More words than the code has: of the last error, which element it was about. @param {unknown} code */
  diagnostic(code) {
    const asked = String(code || this.#error);
    const words = this.errorText(asked);
    return asked === this.#error && this.#about !== "" ? `${words}: ${this.#about}` : words;
  }

  /**
   * @param {"commit"|"terminate"} call
   * @param {() => string} action
   */
  #whileRunning(call, action) {
    return this.#state === "running"
      ? action()
      : this.#fail(this.#standard.codes[this.#state][call], "", "false");
  }

  #done(answer = "true") {
    this.#error = "0";
    this.#about = "";
    return answer;
  }

  /**
   * @param {string} code
   * @param {string} about
   * @param {string} answer
   */
  #fail(code, about, answer) {
    this.#error = code;
    this.#about = about;
    return answer;
  }
}
