// @ts-check
import { settle2004, success2004 } from "./outcome.js";
import { ContentSession } from "./session.js";

const SCORE = "scaled,raw,min,max";
const COMMENT = "comment,location,timestamp";

/** @type {import("./session.js").Standard} */
const SCORM_2004 = {
  version: "1.0",
  children: new Map([
    ["adl.data", "id,store"],
    [
      "cmi",
      "_version,comments_from_learner,comments_from_lms,completion_status,completion_threshold,credit,entry,exit,interactions,launch_data,learner_id,learner_name,learner_preference,location,max_time_allowed,mode,objectives,progress_measure,scaled_passing_score,score,session_time,success_status,suspend_data,time_limit_action,total_time",
    ],
    ["cmi.comments_from_learner", COMMENT],
    ["cmi.comments_from_lms", COMMENT],
    [
      "cmi.interactions",
      "id,type,objectives,timestamp,correct_responses,weighting,learner_response,result,latency,description",
    ],
    ["cmi.interactions.n.correct_responses", "pattern"],
    ["cmi.interactions.n.objectives", "id"],
    ["cmi.learner_preference", "audio_level,language,delivery_speed,audio_captioning"],
    ["cmi.objectives", "id,score,success_status,completion_status,progress_measure,description"],
    ["cmi.objectives.n.score", SCORE],
    ["cmi.score", SCORE],
  ]),
  collections: new Set([
    "adl.data",
    "cmi.comments_from_learner",
    "cmi.comments_from_lms",
    "cmi.interactions",
    "cmi.interactions.n.correct_responses",
    "cmi.interactions.n.objectives",
    "cmi.objectives",
  ]),
  writeOnly: new Set(["adl.nav.request", "cmi.exit", "cmi.session_time"]),
  derived: new Map([["cmi.success_status", success2004]]),
  leave: settle2004,
  codes: {
    before: { get: "122", set: "132", commit: "142", terminate: "112" },
    after: { get: "123", set: "133", commit: "143", terminate: "113" },
    noKey: { get: "301", set: "351" },
    noChildren: "301",
    noCount: "301",
    unknown: "401",
    keyword: "404",
    readOnly: "404",
    writeOnly: "405",
  },
  errors: new Map([
    ["0", "No error"],
    ["101", "General exception"],
    ["102", "General initialization failure"],
    ["103", "Already initialized"],
    ["104", "Content instance terminated"],
    ["111", "General termination failure"],
    ["112", "Termination before initialization"],
    ["113", "Termination after termination"],
    ["122", "Retrieve data before initialization"],
    ["123", "Retrieve data after termination"],
    ["132", "Store data before initialization"],
    ["133", "Store data after termination"],
    ["142", "Commit before initialization"],
    ["143", "Commit after termination"],
    ["201", "General argument error"],
    ["301", "General get failure"],
    ["351", "General set failure"],
    ["391", "General commit failure"],
    ["401", "Undefined data model element"],
    ["402", "Unimplemented data model element"],
    ["403", "Data model element value not initialized"],
    ["404", "Data model element is read only"],
    ["405", "Data model element is write only"],
    ["406", "Data model element type mismatch"],
    ["407", "Data model element value out of range"],
    ["408", "Data model dependency not established"],
  ]),
};

/**
 * The object that SCORM 2004 content looks for as `API_1484_11`.
 *
 * Source: SCORM 2004 4th edition, Run-Time Environment, sections 3 and 4.
 *
 * @param {import("./model.js").Model} model
 * @param {import("./session.js").Listener} listener
 */
export function api2004(model, listener) {
  const session = new ContentSession(model, SCORM_2004, listener);
  return {
    version: "1.0",
    Initialize: () => session.initialize(),
    Terminate: () => session.terminate(),
    GetValue: (/** @type {unknown} */ key) => session.get(String(key)),
    SetValue: (/** @type {unknown} */ key, /** @type {unknown} */ value) =>
      session.set(String(key), value),
    Commit: () => session.commit(),
    GetLastError: () => session.lastError(),
    GetErrorString: (/** @type {unknown} */ code) => session.errorText(code),
    GetDiagnostic: (/** @type {unknown} */ code) => session.diagnostic(code),
  };
}
