// @ts-check
import { ServerClock } from "/assets/player/clock.js";
import { Conversation } from "/assets/player/conversation.js";
import { hashOf } from "/assets/player/splice.js";

/** A journal in memory whose writes arrive when the test says so. */
class SlowJournal {
  constructor(entries) {
    this.left = entries;
    this.held = new Map();
    this.blocked = null;
  }

  async entries() {
    return this.left;
  }

  async put({ epoch, seq, els }) {
    await this.blocked;
    this.held.set(`${epoch}/${seq}`, els);
  }

  async remove(epoch, seq) {
    this.held.delete(`${epoch}/${seq}`);
  }
}

/**
 * The real conversation without a line, for tests that hand it messages and look at what it says.
 *
 * @param {object[]} entries  what earlier windows left in the journal
 */
export async function talk(entries = []) {
  const journal = new SlowJournal(entries);
  const events = [];
  const note = (name) => (...values) => events.push([name, ...values]);
  const names = ["opened", "times", "message", "taken", "ended", "complete", "elsewhere", "late", "refused", "stopped"];
  const handlers = Object.fromEntries(names.map((name) => [name, note(name)]));
  const line = { ready: () => {} };
  const conversation = new Conversation(journal, new ServerClock(), handlers, () => line.ready());
  await conversation.recall();
  return { conversation, journal, events, line };
}

/** A conversation that has the attempt, as epoch 7. */
export async function opened(values = {}, limits = {}) {
  const all = await talk();
  all.conversation.greeting();
  all.conversation.receive(hello({ epoch: 7, values, limits }));
  return all;
}

export function hello(more) {
  const times = { from: null, until: null, due: null, limit: null, durationExtension: null, disableDuration: false };
  return { t: "hello", v: 1, epoch: 7, seq: 0, mode: "normal", entry: "resume", now: Date.now(), times, ...more };
}

export function set(conversation, values) {
  conversation.add(Object.entries(values).map(([k, v]) => ({ k, v, at: 1 })));
}

/** Long enough for journal and hash to be done. */
export async function settled(conversation) {
  const ready = () => conversation.unacknowledged().every((batch) => batch.ready);
  while (!ready()) {
    await hashOf("");
  }
}

/** A server by the protocol's rules, as small as it can be. */
export class Attempt {
  constructor(values = {}) {
    this.values = { ...values };
    this.places = {};
    this.stored = new Map();
  }

  async take({ epoch, seq, els }) {
    const id = `${epoch}/${seq}`;
    if (!this.stored.has(id)) {
      const refused = [];
      for (const [item, el] of els.entries()) {
        await this.#put(el, [epoch, seq, item], refused);
      }
      this.stored.set(id, refused);
    }
    return { t: "ack", epoch, seq, refused: this.stored.get(id), late: false, now: Date.now() };
  }

  async #put(el, place, refused) {
    if (!after(place, this.places[el.k])) {
      return;
    }
    let value = el.v;
    if (el.p) {
      const base = this.values[el.k] ?? "";
      const edits = [[el.p.from, el.p.drop, el.p.add], ...(el.p.more ?? [])];
      value = edits.reduceRight(
        (text, [from, drop, add]) => text.slice(0, from) + add + text.slice(from + drop),
        base,
      );
      if ((await hashOf(base)) !== el.p.base || value.length !== el.len || (await hashOf(value)) !== el.hash) {
        refused.push({ k: el.k, why: "base" });
        return;
      }
    }
    this.values[el.k] = value;
    this.places[el.k] = place;
  }
}

function after(place, other) {
  const difference = place.map((number, i) => number - (other?.[i] ?? -1)).find((number) => number !== 0);
  return (difference ?? 0) > 0;
}

/** Pseudo-random numbers that come again with the same seed. */
export function random(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
