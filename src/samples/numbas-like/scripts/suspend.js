// @ts-check
/** The attempt as the JSON text that suspend_data holds: what a later sitting needs. */

import { isChoice, takesAnswer } from "./marking.js";

/** @typedef {import("./exam.js").Exam} Exam @typedef {import("./exam.js").Part} Part @typedef {import("./exam.js").Question} Question */

/** @param {Exam} exam @param {import("./clock.js").Clock} clock @param {string} learner */
export function suspendData(exam, clock, learner) {
  return JSON.stringify({
    // Whole seconds, so that one action of the student makes one change.
    timeRemaining: clock.durationSeconds > 0 ? Math.ceil(clock.remainingSeconds) : 0,
    timeSpent: Math.floor(clock.spentSeconds),
    duration: clock.durationSeconds,
    questionSubsets: exam.subsets,
    questionGroupOrder: exam.subsets.map((_, k) => k),
    start: exam.start,
    stop: exam.stop,
    randomSeed: exam.seed,
    student_name: learner,
    score: exam.score,
    max_score: exam.marks,
    questions: exam.questions.map(ofQuestion),
  });
}

/** @param {Question} question */
function ofQuestion(question) {
  const random = Object.values(question.source.variables ?? {}).filter((v) => v.definition.startsWith("random("));
  return {
    name: question.name,
    number_in_group: question.index,
    group: question.group,
    visited: question.visited,
    answered: question.answered,
    submitted: question.submitted,
    adviceDisplayed: false,
    revealed: false,
    score: question.score,
    max_score: question.marks,
    variables: Object.fromEntries(random.map(({ name }) => [name, String(question.values[name])])),
    interactive_state: {},
    parts: question.parts.map(ofPart),
  };
}

/** @param {Part} part @returns {object} */
function ofPart(part) {
  return {
    answered: part.answered,
    stepsShown: part.stepsShown,
    stepsOpen: part.stepsShown,
    name: part.name,
    index: part.index,
    previousPart: null,
    pre_submit_cache: [],
    alternatives: [],
    score: part.score,
    max_score: part.marks,
    ...(part.type === "gapfill" && { gaps: part.gaps.map(ofPart) }),
    ...(isChoice(part) && { shuffleAnswers: part.order }),
    ...(takesAnswer(part) && { student_answer: part.response, correct_answer: part.correct }),
    steps: part.steps.map(ofPart),
    nextParts: [],
  };
}
