// @ts-check
import { openDB } from "../vendor/idb/idb.js";
import { nameOf } from "./outbox.js";

/**
 * @typedef {object} Entry  one batch as journaled
 * @property {string} journal  whose: opaque key of person and attempt
 * @property {number} epoch
 * @property {number} seq
 * @property {import("./batcher.js").Element[]} els
 * @property {boolean} [terminated]  the exam has ended its session after these
 */

const DATABASE = "examhall-player";
const STORE = "batches";
/** A write that takes longer is treated as failed: answers must not wait for it. */
const PATIENCE_MILLIS = 1000;
/** Opening and reading may take longer: a slow device must not start without its journal. */
const OPENING_PATIENCE_MILLIS = 5000;

/**
 * Batches that wait for their acks, kept in IndexedDB so that a crash or a closed tab loses nothing.
 * Where storage is blocked, full or too slow, it says so in `durable` and otherwise does nothing: no
 * method rejects.
 */
export class Journal {
  /** Whether every batch that waits is in storage, as far as is known. */
  durable = false;
  /** What is to be there, by epoch and number. */
  /** @type {Map<string, {entry: Entry, failed: boolean}>} */ #waiting = new Map();
  #retrying = false;
  #key;
  #database;
  #onChange;

  /**
   * @param {string} key  of person and attempt
   * @param {any} database  as idb opened it; null if there is no storage
   * @param {() => void} onChange  called when `durable` changes
   */
  constructor(key, database, onChange = () => {}) {
    this.#key = key;
    this.#database = database;
    this.#onChange = onChange;
    this.durable = database !== null;
  }

  /**
   * @param {string} key  of person and attempt
   * @param {() => void} [onChange]
   */
  static async open(key, onChange) {
    return new Journal(key, await inTime(openDatabase(), null, OPENING_PATIENCE_MILLIS), onChange);
  }

  /** What earlier windows left, oldest first. @returns {Promise<Entry[]>} */
  async entries() {
    if (!this.#database) {
      return [];
    }
    const all = IDBKeyRange.bound([this.#key], [this.#key, []]);
    return inTime(this.#database.getAll(STORE, all), [], OPENING_PATIENCE_MILLIS);
  }

  /** @param {Omit<Entry, "journal">} batch */
  async put({ epoch, seq, els, terminated }) {
    const kept = { entry: { journal: this.#key, epoch, seq, els, terminated }, failed: false };
    this.#waiting.set(nameOf(kept.entry), kept);
    await this.#write(kept);
    if (!kept.failed) {
      this.#retry();
    }
  }

  /** @param {{entry: Entry, failed: boolean}} kept */
  async #write(kept) {
    const written = this.#database?.put(STORE, kept.entry);
    kept.failed = written === undefined || !(await inTime(written.then(() => true), false));
    if (!this.#waiting.has(nameOf(kept.entry))) {
      await this.#erase(kept.entry); // its ack came meanwhile
    }
    this.#tell();
  }

  /** There is room: perhaps for those that found none, too. */
  async #retry() {
    if (this.#retrying) {
      return;
    }
    this.#retrying = true;
    for (const kept of [...this.#waiting.values()].filter(({ failed }) => failed)) {
      if (this.#waiting.get(nameOf(kept.entry)) === kept) {
        await this.#write(kept);
      }
      if (kept.failed) {
        break;
      }
    }
    this.#retrying = false;
  }

  #tell() {
    const failed = [...this.#waiting.values()].some((kept) => kept.failed);
    const durable = this.#database !== null && !failed;
    if (durable !== this.durable) {
      this.durable = durable;
      this.#onChange();
    }
  }

  /**
   * @param {number} epoch
   * @param {number} seq
   */
  async remove(epoch, seq) {
    this.#waiting.delete(nameOf({ epoch, seq }));
    this.#tell();
    await this.#erase({ epoch, seq });
  }

  /** @param {{epoch: number, seq: number}} batch */
  async #erase({ epoch, seq }) {
    if (this.#database) {
      await inTime(this.#database.delete(STORE, [this.#key, epoch, seq]), undefined);
    }
  }
}

/** Rejects where storage is blocked; some browsers throw right away then. */
async function openDatabase() {
  return openDB(DATABASE, 1, {
    upgrade(/** @type {any} */ database) {
      database.createObjectStore(STORE, { keyPath: ["journal", "epoch", "seq"] });
    },
  });
}

/**
 * The promise's value, or the other one if it fails or takes too long.
 *
 * @template T, U
 * @param {Promise<T>} promise
 * @param {U} otherwise
 * @param {number} [patienceMillis]
 * @returns {Promise<T|U>}
 */
async function inTime(promise, otherwise, patienceMillis = PATIENCE_MILLIS) {
  /** @type {Promise<U>} */
  const late = new Promise((resolve) => setTimeout(() => resolve(otherwise), patienceMillis));
  return Promise.race([promise.catch(() => otherwise), late]);
}
