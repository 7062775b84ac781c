// @ts-check
/** What fills the page: front, question, pause, results. Each returns nodes; none changes the exam. */

import { button, element, marksText, number, prompt } from "./dom.js";
import { showPart } from "./parts.js";

/** @typedef {import("./exam.js").Exam} Exam @typedef {import("./exam.js").Question} Question */

/** @param {Exam} exam @param {{resumed: boolean, durationSeconds: number}} facts */
export function front(exam, { resumed, durationSeconds }) {
  const facts = [
    ["Questions", String(exam.questions.length)],
    ["Marks", number(exam.marks)],
    ["Time", durationSeconds > 0 ? `${number(durationSeconds / 60)} minutes` : "no limit"],
    ["To pass", `${exam.source.percentPass} %`],
  ];
  return element("section", { class: "card" },
    element("h2", { tabindex: -1 }, resumed ? "Welcome back" : exam.source.name),
    element("p", {}, resumed
      ? "Your answers are as you left them."
      : "Submit each part as you answer it; you can change it and submit again until you end the exam."),
    element("dl", { class: "overview" }, ...facts.flatMap(([term, fact]) => [element("dt", {}, term), element("dd", {}, fact)])),
    resumed ? button("resume", "Continue the exam", { class: "main" }) : button("begin", "Start", { class: "main" }));
}

/** @param {Exam} exam @param {Question} question @param {{closed: boolean, reveal: boolean}} view @param {boolean} mayPause */
export function question(exam, question, view, mayPause) {
  const many = question.parts.length > 1;
  const parts = question.parts.map((part, i) => showPart(part, many ? `${String.fromCharCode(97 + i)})` : "Your answer", view));
  const last = question.number === exam.questions.length - 1;
  const row = element("div", { class: "row" },
    button("previous", "Previous", { disabled: question.number === 0 }),
    button("next", "Next", { disabled: last, class: "main" }));
  if (view.closed) {
    row.append(button("results", "Back to the results", { class: "push" }));
  } else {
    row.append(...(mayPause ? [button("pause", "Pause")] : []), button("end", "End exam", { class: "push" }));
  }
  const card = element("section", {
    class: "card", "data-question": question.number, "data-source": `${question.group}.${question.index}`,
  },
    element("h2", { tabindex: -1 }, `Question ${question.number + 1}: ${question.name}`),
    prompt(question.source.statement, question.values), ...parts);
  if (view.reveal) {
    card.append(element("h3", {}, "Advice"), prompt(question.source.advice, question.values));
  }
  card.append(row);
  return card;
}

/** @param {Exam} exam @param {number} current */
export function menu(exam, current) {
  return element("ol", {}, ...exam.questions.map(({ number: n, answered, name }) =>
    element("li", {}, button("go", answered ? `${n + 1} ✓` : String(n + 1), {
      "data-question": n,
      "aria-label": `Question ${n + 1}: ${name}${answered ? ", answered" : ""}`,
      "aria-current": n === current && "step",
    }))));
}

export function paused() {
  return element("section", { class: "card" },
    element("h2", { tabindex: -1 }, "Paused"),
    element("p", {}, "The time stands still and your answers are kept."),
    button("unpause", "Continue the exam", { class: "main" }));
}

/** @param {Exam} exam @param {{timeUp: boolean, review: boolean}} how */
export function results(exam, { timeUp, review }) {
  const rows = exam.questions.map((question) =>
    element("tr", { "data-result": `q${question.number}` },
      element("td", {}, `${question.number + 1}. ${question.name}`),
      element("td", { class: "number" }, `${number(question.score)} of ${number(question.marks)}`)));
  const percent = Math.round((100 * exam.score) / exam.marks);
  return element("section", { class: "card", "data-passed": exam.passed },
    element("h2", { tabindex: -1 }, review ? "Your results" : "The exam has ended"),
    element("p", {}, timeUp ? "The time was up. Your answers were handed in." : review ? "" : "Your answers were handed in."),
    element("p", { "data-result": "exam", "data-score": exam.score },
      element("strong", {}, `${number(exam.score)} of ${marksText(exam.marks)}, ${percent} %: ${exam.passed ? "passed" : "not passed"}`)),
    element("table", {}, element("caption", {}, "Question by question"),
      element("thead", {}, element("tr", {}, element("th", {}, "Question"), element("th", { class: "number" }, "Score"))),
      element("tbody", {}, ...rows)),
    review ? button("go", "Look at the questions", { "data-question": 0, class: "main" }) : "");
}

/** @param {Exam} exam */
export function confirmEnd(exam) {
  const open = exam.questions.flatMap(({ parts }) => parts).filter(({ answered }) => !answered).length;
  const words = open === 0 ? "Every part is answered." : `${open} ${open === 1 ? "part is" : "parts are"} not submitted yet.`;
  return element("dialog", { "aria-labelledby": "end-title", "data-dialog": "end" },
    element("h2", { id: "end-title" }, "End the exam?"),
    element("p", {}, `${words} You cannot come back to change anything.`),
    element("div", { class: "row" },
      button("cancel-end", "Go on working"), button("confirm-end", "End the exam", { class: "main" })));
}
