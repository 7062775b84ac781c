// @ts-check
/** What an answer to each kind of part looks like, what it is worth, and how SCORM writes it. */

import { agree, evaluate } from "./expression.js";

/** @typedef {import("./exam.js").Part} Part */

const SCORM_TYPES = { "1_n_2": "choice", m_n_2: "choice", gapfill: "other", information: "other" };
const TOLERANCE = 1e-9;

/** @param {string} type */
export const scormType = (type) => SCORM_TYPES[type] ?? "fill-in";

/** @param {Part} part */
export const isChoice = (part) => part.type === "1_n_2" || part.type === "m_n_2";

/** Whether the student answers this part itself, not only its gaps. @param {Part} part */
export const takesAnswer = (part) => part.type !== "gapfill" && part.type !== "information";

/** The marks in the source. @param {any} source @param {Part[]} gaps */
export function marksOf(source, gaps) {
  const numbers = (source.matrix ?? []).map(Number);
  switch (source.type) {
    case "information":
      return 0;
    case "gapfill":
      return gaps.reduce((sum, gap) => sum + gap.marks, 0);
    case "1_n_2":
      return Math.max(...numbers);
    case "m_n_2":
      return numbers.filter((n) => n > 0).reduce((sum, n) => sum + n, 0);
    default:
      return source.marks ?? 0;
  }
}

/** Before anything is answered. @param {Part} part */
export function blank(part) {
  return isChoice(part) ? part.source.choices.map(() => [false]) : takesAnswer(part) ? "" : undefined;
}

/** Which choices are ticked, by their place in the source. @param {Part} part */
const ticked = (part) => part.staged.flatMap((row, i) => (row[0] ? [i] : []));

/** The answer as SCORM writes it. @param {Part} part @returns {string} */
export function response(part) {
  return isChoice(part) ? ticked(part).join("[,]") : (part.staged ?? "").trim();
}

/** The other way round. @param {Part} part @param {string} text */
export function fromResponse(part, text) {
  if (!isChoice(part)) {
    return takesAnswer(part) ? text : undefined;
  }
  const chosen = new Set(text === "" ? [] : text.split("[,]").map(Number));
  return part.source.choices.map((_, i) => [chosen.has(i)]);
}

/** The right answer as SCORM writes it. @param {Part} part @param {Record<string, number>} values */
export function pattern(part, values) {
  const source = part.source;
  const wanted = (source.matrix ?? []).flatMap((mark, i) => (Number(mark) > 0 ? [i] : []));
  switch (part.type) {
    case "numberentry":
      return `${evaluate(source.minValue, values)}[:]${evaluate(source.maxValue, values)}`;
    case "jme":
      return `{case_matters=false}${source.answer}`;
    case "patternmatch":
      return `{case_matters=${Boolean(source.caseSensitive)}}${source.answer}`;
    default:
      return wanted.join("[,]");
  }
}

/** The right answer as a person reads it. @param {Part} part @param {Record<string, number>} values */
export function rightAnswer(part, values) {
  const source = part.source;
  if (isChoice(part)) {
    return source.choices.filter((_, i) => Number(source.matrix[i]) > 0).join(", ");
  }
  return part.type === "numberentry"
    ? String(evaluate(source.minValue, values))
    : (source.displayAnswer ?? source.answer);
}

/** How much of the marks the answer earns, 0 to 1. @param {Part} part @param {Record<string, number>} values */
export function credit(part, values) {
  const source = part.source;
  const answer = response(part);
  if (answer === "") {
    return 0;
  }
  switch (part.type) {
    case "numberentry": {
      const number = /^[-+]?\d+([.,]\d+)?$/.test(answer) ? Number(answer.replace(",", ".")) : NaN;
      const low = evaluate(source.minValue, values) - TOLERANCE;
      const high = evaluate(source.maxValue, values) + TOLERANCE;
      return number >= low && number <= high ? 1 : 0;
    }
    case "jme":
      return agree(answer, source.answer) ? 1 : 0;
    case "patternmatch":
      return new RegExp(`^(?:${source.answer})$`, source.caseSensitive ? "u" : "iu").test(answer) ? 1 : 0;
    default: {
      const sum = ticked(part).reduce((total, i) => total + Number(source.matrix[i]), 0);
      return Math.max(0, Math.min(1, sum / part.marks));
    }
  }
}
