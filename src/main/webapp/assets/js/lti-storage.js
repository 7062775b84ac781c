// @ts-check
/**
 * The platform's storage for where cookies are blocked: puts a text there, or asks for it.
 *
 * Source: LTI Client Side postMessages 0.1. Speaks with one origin only, the one that the
 * platform's registration names, and waits a moment at most: the platform may know nothing of this.
 * Until then it says the same again and again: the platform's page may not listen yet.
 */

const WAIT_MILLIS = 2_000;
const AGAIN_MILLIS = 200;

/**
 * What the platform keeps: of which frame, of which origin, under which key.
 * @typedef {{ frame: string, origin: string, key: string }} Place
 */

/**
 * The window that the platform keeps things in; null when there is none.
 * @param {string} frame
 */
function keeper(frame) {
  const platform = window.parent === window ? window.opener : window.parent;
  if (!platform || frame === "_parent") {
    return platform;
  }
  try {
    return platform.frames[/** @type {any} */ (frame)] ?? platform;
  } catch {
    return platform; // no frame of that name, says the browser
  }
}

/**
 * Has one message answered: resolves with its answer, or with null after a moment without one.
 * @param {Place} place
 * @param {string} subject
 * @param {Record<string, string>} content
 * @returns {Promise<Record<string, unknown> | null>}
 */
function ask(place, subject, content) {
  const id = crypto.randomUUID?.() ?? String(Math.random()).slice(2);
  return new Promise((resolve) => {
    const send = () =>
      keeper(place.frame)?.postMessage(
        { subject, message_id: id, key: place.key, ...content },
        place.origin,
      );
    const timer = setTimeout(() => finish(null), WAIT_MILLIS);
    const again = setInterval(send, AGAIN_MILLIS);
    /** @param {Record<string, unknown> | null} answer */
    function finish(answer) {
      clearTimeout(timer);
      clearInterval(again);
      window.removeEventListener("message", hear);
      resolve(answer);
    }
    /** @param {MessageEvent} event */
    function hear(event) {
      const answer = event.data;
      const ours =
        event.origin === place.origin &&
        answer?.subject === `${subject}.response` &&
        answer.message_id === id;
      if (ours) {
        finish(answer.error ? null : answer);
      }
    }
    window.addEventListener("message", hear);
    send();
  });
}

/**
 * Has the platform keep a text; whether it did.
 * @param {Place} place
 * @param {string} value
 */
export async function put(place, value) {
  return (await ask(place, "lti.put_data", { value })) !== null;
}

/**
 * What the platform kept; null when it has nothing or gives no sign.
 * @param {Place} place
 * @returns {Promise<string | null>}
 */
export async function get(place) {
  const answer = await ask(place, "lti.get_data", {});
  return answer && answer.key === place.key && typeof answer.value === "string"
    ? answer.value
    : null;
}

/**
 * The place that an element's data attributes name.
 * @param {HTMLElement} element
 * @returns {Place}
 */
export function placeOf(element) {
  const { frame = "", origin = "", key = "" } = element.dataset;
  return { frame, origin, key };
}
