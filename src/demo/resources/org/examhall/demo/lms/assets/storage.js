// @ts-check
// Keeps what the tool gives it, per origin, and gives it back to the same origin.

/** @typedef {{subject?: string, message_id?: string, key?: string, value?: unknown}} Message */

const SUBJECTS = ["lti.capabilities", "lti.put_data", "lti.get_data"];
const MOST_KEYS = 100;

/** @type {Map<string, Map<string, unknown>>} */
const stores = new Map();

/** @param {string} origin */
function storeOf(origin) {
  const store = stores.get(origin) ?? new Map();
  stores.set(origin, store);
  return store;
}

/** @param {Message} message @param {Map<string, unknown>} store */
function answer(message, store) {
  const reply = { subject: `${message.subject}.response`, message_id: message.message_id };
  if (message.subject === "lti.capabilities") {
    const frame = window.name ? { frame: window.name } : {};
    return { ...reply, supported_messages: SUBJECTS.map((subject) => ({ subject, ...frame })) };
  }
  if (typeof message.key !== "string" || !message.message_id) {
    return { ...reply, error: { code: "bad_request", message: "key or message_id is missing" } };
  }
  if (message.subject === "lti.put_data") {
    if (store.size >= MOST_KEYS && !store.has(message.key)) {
      return { ...reply, error: { code: "storage_exhaustion", message: "too many keys" } };
    }
    store.set(message.key, message.value);
  }
  return { ...reply, key: message.key, value: store.get(message.key) };
}

window.addEventListener("message", (event) => {
  const message = /** @type {Message | null} */ (event.data);
  if (typeof message !== "object" || !message || !SUBJECTS.includes(message.subject ?? "")) {
    return;
  }
  const reply = answer(message, storeOf(event.origin));
  event.source?.postMessage(reply, { targetOrigin: event.origin });
});
