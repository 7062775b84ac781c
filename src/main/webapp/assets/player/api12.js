// @ts-check
import { settle12 } from "./outcome.js";
import { ContentSession } from "./session.js";

const SCORE = "raw,min,max";

/** @type {import("./session.js").Standard} */
const SCORM_12 = {
  version: "3.4",
  children: new Map([
    [
      "cmi",
      "core,suspend_data,launch_data,comments,objectives,student_data,student_preference,interactions",
    ],
    [
      "cmi.core",
      "student_id,student_name,lesson_location,credit,lesson_status,entry,score,total_time,lesson_mode,exit,session_time",
    ],
    ["cmi.core.score", SCORE],
    [
      "cmi.interactions",
      "id,objectives,time,type,correct_responses,weighting,student_response,result,latency",
    ],
    ["cmi.interactions.n.correct_responses", "pattern"],
    ["cmi.interactions.n.objectives", "id"],
    ["cmi.objectives", "id,score,status"],
    ["cmi.objectives.n.score", SCORE],
    ["cmi.student_data", "mastery_score,max_time_allowed,time_limit_action"],
    ["cmi.student_preference", "audio,language,speed,text"],
  ]),
  collections: new Set([
    "cmi.interactions",
    "cmi.interactions.n.correct_responses",
    "cmi.interactions.n.objectives",
    "cmi.objectives",
  ]),
  writeOnly: new Set(["cmi.core.exit", "cmi.core.session_time"]),
  derived: new Map(),
  leave: (model) => {
    settle12(model);
    model.settleEntry();
  },
  codes: {
    before: { get: "301", set: "301", commit: "301", terminate: "301" },
    after: { get: "301", set: "301", commit: "301", terminate: "301" },
    noKey: { get: "201", set: "201" },
    noChildren: "202",
    noCount: "203",
    unknown: "401",
    keyword: "402",
    readOnly: "403",
    writeOnly: "404",
  },
  errors: new Map([
    ["0", "No error"],
    ["101", "General exception"],
    ["201", "Invalid argument error"],
    ["202", "Element cannot have children"],
    ["203", "Element not an array - cannot have count"],
    ["301", "Not initialized"],
    ["401", "Not implemented error"],
    ["402", "Invalid set value, element is a keyword"],
    ["403", "Element is read only"],
    ["404", "Element is write only"],
    ["405", "Incorrect data type"],
  ]),
};

/**
 * The object that SCORM 1.2 content looks for as `API`.
 *
 * Source: SCORM 1.2 Run-Time Environment, sections 3.2 and 3.4.
 *
 * @param {import("./model.js").Model} model
 * @param {import("./session.js").Listener} listener
 */
export function api12(model, listener) {
  const session = new ContentSession(model, SCORM_12, listener);
  return {
    LMSInitialize: () => session.initialize(),
    LMSFinish: () => session.terminate(),
    LMSGetValue: (/** @type {unknown} */ key) => session.get(String(key)),
    LMSSetValue: (/** @type {unknown} */ key, /** @type {unknown} */ value) =>
      session.set(String(key), value),
    LMSCommit: () => session.commit(),
    LMSGetLastError: () => session.lastError(),
    LMSGetErrorString: (/** @type {unknown} */ code) => session.errorText(code),
    LMSGetDiagnostic: (/** @type {unknown} */ code) => session.diagnostic(code),
  };
}
