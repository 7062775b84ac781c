// @ts-check

/**
 * @typedef {object} Session  what the ticket buys; docs/reference/protocol.md, section 2
 * @property {string} token
 * @property {string} attempt
 * @property {string} journal
 * @property {"normal"|"review"} mode
 * @property {string} title
 * @property {{id: string, name: string}} learner
 * @property {string} [launch]  absent if the attempt has ended and this is no review
 * @property {string} back
 * @property {string|null} receipt  where the receipt is once there is one
 * @property {boolean} trial  a teacher's test run
 * @property {string} socket
 * @property {string} http
 * @property {boolean} examMessages
 * @property {number|null} durationSeconds
 * @property {import("./course.js").Activity[]} [activities]  if the package has several
 */

const PATIENCE_MILLIS = 15_000;

/** The server said no, with its reason in plain words. */
export class Refusal extends Error {
  /**
   * @param {string} message
   * @param {string|null} back
   */
  constructor(message, back) {
    super(message);
    this.back = back;
  }
}

/** Nothing that could be understood came back. */
export class Unreachable extends Error {}

/**
 * Takes the ticket out of the address, so that it is neither bookmarked nor shown.
 *
 * @returns {string|null}
 */
export function takeTicket() {
  const ticket = location.hash.startsWith("#t=") ? location.hash.slice("#t=".length) : null;
  if (ticket !== null) {
    history.replaceState(null, "", location.pathname + location.search);
  }
  return ticket;
}

/**
 * Trades the ticket for a session. Afterwards a reload, which loses the token, finds the way back
 * in the address.
 *
 * Errors: {@link Refusal}, {@link Unreachable}.
 *
 * @param {string} ticket
 * @returns {Promise<Session>}
 */
export async function trade(ticket) {
  const { ok, body } = await post(ticket);
  if (!ok || typeof body.token !== "string") {
    throw new Refusal(String(body.message ?? ""), webAddress(body.back));
  }
  history.replaceState(null, "", `${location.pathname}${location.search}#l=${body.back}`);
  return { ...body, durationSeconds: body.durationSeconds ?? null };
}

/**
 * Where a reloaded page leads: the front page named in the address, provided it is one of the app's.
 * Anybody can write an address; the app's origin is asked from the server.
 *
 * @returns {Promise<string|null>}
 */
export async function wayBack() {
  const wanted = location.hash.startsWith("#l=") ? webAddress(location.hash.slice(3)) : null;
  if (wanted === null) {
    return null;
  }
  const { body } = await post("").catch(() => ({ body: {} }));
  const app = webAddress(body.back);
  return app !== null && new URL(app).origin === new URL(wanted).origin ? wanted : app;
}

/** @param {unknown} address @returns {string|null} it, if it is http or https */
function webAddress(address) {
  const url = URL.canParse(String(address)) ? new URL(String(address)) : null;
  return url && /^https?:$/.test(url.protocol) ? url.href : null;
}

/**
 * @param {string} ticket
 * @returns {Promise<{ok: boolean, body: any}>}
 */
async function post(ticket) {
  try {
    const response = await fetch("/play/session", {
      method: "POST",
      headers: { "Content-Type": "application/json", "Accept-Language": document.documentElement.lang },
      body: JSON.stringify({ v: 1, ticket }),
      credentials: "omit",
      cache: "no-store",
      redirect: "error",
      signal: AbortSignal.timeout(PATIENCE_MILLIS),
    });
    return { ok: response.ok, body: await response.json() };
  } catch {
    throw new Unreachable();
  }
}
