// @ts-check
/** The SCORM 2004 run-time as this exam uses it: one call a line, the way exams call it. */

/** @typedef {{Initialize: Function, Terminate: Function, GetValue: Function, SetValue: Function, Commit: Function, GetLastError: Function}} Api */

const MAX_PARENTS = 50;

/** Finds the host's API in the frames above, then above the window that opened this one. */
function findApi() {
  for (let start of [window.parent, window.opener]) {
    for (let frame = start, n = 0; frame && n < MAX_PARENTS; frame = frame.parent, n += 1) {
      try {
        if (frame.API_1484_11) {
          return frame.API_1484_11;
        }
      } catch {
        break; // A frame of another origin: nothing above it is ours to see.
      }
      if (frame === frame.parent) {
        break;
      }
    }
  }
  return null;
}

/** Stands in when there is no host: the exam runs, and nothing is kept. */
function memory() {
  const values = new Map([["cmi.entry", "ab-initio"], ["cmi.mode", "normal"], ["cmi.completion_status", "unknown"]]);
  const count = (/** @type {string} */ list) =>
    new Set([...values.keys()].filter((k) => k.startsWith(`${list}.`)).map((k) => k.split(".")[2])).size;
  return {
    Initialize: () => "true",
    Terminate: () => "true",
    Commit: () => "true",
    GetLastError: () => "0",
    SetValue: (/** @type {string} */ k, /** @type {unknown} */ v) => String(Boolean(values.set(k, String(v)))),
    GetValue: (/** @type {string} */ k) =>
      k.endsWith("._count") ? String(count(k.slice(0, -7))) : (values.get(k) ?? ""),
  };
}

export class Scorm {
  constructor() {
    const api = findApi();
    /** Whether somebody keeps what is set. */
    this.hosted = api !== null;
    /** @type {Api} */
    this.api = api ?? memory();
    this.over = false;
  }

  /** @returns {boolean} whether the exam may run */
  initialise() {
    const accepted = String(this.api.Initialize("")) === "true";
    return accepted && Number.parseInt(this.api.GetLastError(), 10) === 0;
  }

  /** @param {string} key */
  get(key) {
    const value = this.api.GetValue(key);
    this.api.GetLastError();
    return String(value ?? "");
  }

  /** Sets as it is: numbers as numbers, "nothing" as undefined. @param {string} key @param {unknown} value */
  set(key, value) {
    if (!this.over) {
      this.api.SetValue(key, value);
    }
  }

  commit() {
    if (!this.over) {
      this.api.Commit("");
    }
  }

  terminate() {
    if (!this.over) {
      this.over = true;
      this.api.Terminate("");
    }
  }
}
