// @ts-check

/** @typedef {import("./model.js").Model} Model */

/** A status that says nothing. */
const UNSAID = new Set(["", "unknown", "not attempted"]);

/**
 * What a SCORM 1.2 host decides at LMSFinish: a lesson without a status is completed unless it will
 * go on, and a completed one with a score is passed or failed where the manifest has a mastery
 * score.
 *
 * Source: SCORM 1.2 RTE 3.4.4 (cmi.core.lesson_status); docs/reference/packages.md, "Result".
 *
 * @param {Model} model
 */
export function settle12(model) {
  const status = model.get("cmi.core.lesson_status");
  if (saysNothing(model, status, "cmi.core.exit") || status === "completed") {
    const mastery = numberOf(model.get("cmi.student_data.mastery_score"));
    const raw = numberOf(model.get("cmi.core.score.raw"));
    const known = mastery !== null && raw !== null;
    model.imply("cmi.core.lesson_status", known ? passedIf(raw >= mastery) : "completed");
  }
}

/**
 * What a SCORM 2004 host decides at Terminate: an activity that says nothing of its completion is
 * completed unless it will go on.
 *
 * Source: SCORM 2004 4th ed. SN 3.13.3 (completion set by content); docs/reference/packages.md.
 *
 * @param {Model} model
 */
export function settle2004(model) {
  if (saysNothing(model, model.get("cmi.completion_status"), "cmi.exit")) {
    model.imply("cmi.completion_status", "completed");
  }
}

/**
 * SCORM 2004: what the manifest's passing score makes of the scaled score; else as the content says.
 *
 * Source: SCORM 2004 4th ed. RTE 4.2.22 (cmi.success_status).
 *
 * @param {Model} model
 */
export function success2004(model) {
  const passing = numberOf(model.get("cmi.scaled_passing_score"));
  const scaled = numberOf(model.get("cmi.score.scaled"));
  return passing !== null && scaled !== null
    ? passedIf(scaled >= passing)
    : model.get("cmi.success_status");
}

/** @typedef {"fresh"|"begun"|"completed"|"passed"|"failed"} Status */

/**
 * How an activity stands, in either standard's words.
 *
 * @param {Model} model
 * @returns {Status}
 */
export function statusOf(model) {
  const modern = model.get("cmi.completion_status");
  const lesson = model.get("cmi.core.lesson_status");
  const ended = lesson === "passed" || lesson === "failed";
  const completed = UNSAID.has(modern) ? ended || lesson === "completed" : modern === "completed";
  if (completed) {
    const success = ended ? lesson : success2004(model);
    return success === "passed" || success === "failed" ? success : "completed";
  }
  return model.begun ? "begun" : "fresh";
}

/**
 * Whether a session that ends leaves its status to the host. A student who closes the window has not
 * handed in what says nothing.
 *
 * @param {Model} model
 * @param {string} status
 * @param {string} exit
 */
function saysNothing(model, status, exit) {
  return UNSAID.has(status) && model.get(exit) !== "suspend" && !model.leaving;
}

/** @param {boolean} enough */
function passedIf(enough) {
  return enough ? "passed" : "failed";
}

/** @param {string} text */
function numberOf(text) {
  const number = text.trim() === "" ? NaN : Number(text);
  return Number.isFinite(number) ? number : null;
}
