// @ts-check
/** The SCORM 2004 run-time as a content page uses it. */

const MAX_PARENTS = 50;

/** The host's API in the frames above. */
function findApi() {
  for (let frame = window.parent, n = 0; n < MAX_PARENTS; n += 1) {
    try {
      const api = /** @type {any} */ (frame).API_1484_11;
      if (api || frame === frame.parent) {
        return api ?? null;
      }
    } catch {
      return null; // Another origin: nothing above it is ours to see.
    }
    frame = frame.parent;
  }
  return null;
}

const api = findApi();
const startedAt = performance.now();
let running = api !== null && String(api.Initialize("")) === "true";

/** @param {string} key */
export const get = (key) => (running ? String(api.GetValue(key)) : "");

/** @param {string} key @param {string|number} value */
export function set(key, value) {
  if (running) {
    api.SetValue(key, String(value));
  }
}

export function commit() {
  if (running) {
    api.Commit("");
  }
}

/** The last words. @param {"suspend"|"normal"} exit */
export function leave(exit) {
  set("cmi.session_time", `PT${((performance.now() - startedAt) / 1000).toFixed(2)}S`);
  set("cmi.exit", exit);
  if (running) {
    running = false;
    api.Terminate("");
  }
}

/** Whoever leaves the page, by whatever way, finds it again as it was. */
window.addEventListener("pagehide", () => leave("suspend"));
