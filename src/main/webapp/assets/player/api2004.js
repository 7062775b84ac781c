// @ts-check
import { ContentSession } from "./session.js";

const SCORE = "scaled,raw,min,max";
const COMMENT = "comment,location,timestamp";

/** @type {import("./session.js").Standard} */
const SCORM_2004 = {
  version: "1.0",
  children: new Map([
    ["cmi.comments_from_learner", COMMENT],
    ["cmi.comments_from_lms", COMMENT],
    [
      "cmi.interactions",
      "id,type,objectives,timestamp,correct_responses,weighting,learner_response,result,latency,description",
    ],
    ["cmi.learner_preference", "audio_level,language,delivery_speed,audio_captioning"],
    ["cmi.objectives", "id,score,success_status,completion_status,progress_measure,description"],
    ["cmi.objectives.n.score", SCORE],
    ["cmi.score", SCORE],
  ]),
  writeOnly: new Set(["cmi.exit", "cmi.session_time"]),
  codes: {
    before: { get: "122", set: "132", commit: "142", terminate: "112" },
    after: { get: "123", set: "133", commit: "143", terminate: "113" },
    unknown: "401",
    keyword: "404",
    readOnly: "404",
    writeOnly: "405",
  },
  errors: new Map([
    ["0", "No error"],
    ["112", "Termination before initialization"],
    ["113", "Termination after termination"],
    ["122", "Retrieve data before initialization"],
    ["123", "Retrieve data after termination"],
    ["132", "Store data before initialization"],
    ["133", "Store data after termination"],
    ["142", "Commit before initialization"],
    ["143", "Commit after termination"],
    ["401", "Undefined data model element"],
    ["404", "Data model element is read only"],
    ["405", "Data model element is write only"],
  ]),
};

/**
 * The object that SCORM 2004 content looks for as `API_1484_11`.
 *
 * Source: SCORM 2004 4th edition, Run-Time Environment, section 3.
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
    GetDiagnostic: (/** @type {unknown} */ code) => session.errorText(code || session.lastError()),
  };
}
