// @ts-check
/** The SCORM 1.2 run-time as a content page uses it. */

const MAX_PARENTS = 50;

/** The host's API in the frames above, or in those above the window that opened this one. */
function findApi() {
  for (const start of [window.parent, window.opener]) {
    for (let frame = start, n = 0; frame && n < MAX_PARENTS; n += 1) {
      try {
        if (frame.API) {
          return frame.API;
        }
      } catch {
        break; // Another origin: nothing above it is ours to see.
      }
      if (frame === frame.parent) {
        break;
      }
      frame = frame.parent;
    }
  }
  return null;
}

export class Scorm {
  constructor() {
    this.api = findApi();
    this.startedAt = performance.now();
    this.running = this.api !== null && String(this.api.LMSInitialize("")) === "true";
  }

  /** @param {string} key */
  get(key) {
    return this.running ? String(this.api.LMSGetValue(key) ?? "") : "";
  }

  /** Values of SCORM 1.2 are text. @param {string} key @param {string | number} value */
  set(key, value) {
    if (this.running) {
      this.api.LMSSetValue(key, String(value));
    }
  }

  commit() {
    if (this.running) {
      this.api.LMSCommit("");
    }
  }

  /** The last words: how long it took and whether there is more to come. @param {"" | "suspend"} exit */
  finish(exit) {
    this.set("cmi.core.session_time", interval((performance.now() - this.startedAt) / 1000));
    this.set("cmi.core.exit", exit);
    if (this.running) {
      this.api.LMSFinish("");
      this.running = false;
    }
  }
}

/** HHHH:MM:SS.SS @param {number} seconds */
export function interval(seconds) {
  const whole = Math.floor(seconds);
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  const hundredths = two(Math.floor((seconds - whole) * 100));
  return `${String(Math.floor(whole / 3600)).padStart(4, "0")}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}.${hundredths}`;
}

/** HH:MM:SS of now, as an interaction's time is written. */
export const clock = () => new Date().toTimeString().slice(0, 8);
