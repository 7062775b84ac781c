// @ts-check
/** A short quiz, one question at a time; each answer is final. */

import { Scorm, clock, interval } from "./scorm.js";

/** @typedef {{id: string, type: "choice" | "true-false" | "fill-in", text: string, choices?: string[], right: string}} Question */

/** @type {Question[]} */
const QUESTIONS = [
  { id: "danube", type: "choice", text: "Through which of these capitals does the Danube flow?", choices: ["Prague", "Vienna", "Warsaw"], right: "b" },
  { id: "lisbon", type: "choice", text: "On which river does Lisbon lie?", choices: ["Douro", "Ebro", "Tagus", "Guadiana"], right: "c" },
  { id: "volga", type: "true-false", text: "The Volga is the longest river in Europe.", right: "t" },
  { id: "iceland", type: "fill-in", text: "What is the capital of Iceland?", right: "reykjavik" },
  { id: "rhine", type: "true-false", text: "The Rhine flows into the Black Sea.", right: "f" },
];
const PASS_PERCENT = 60;

const scorm = new Scorm();
const screen = /** @type {HTMLElement} */ (document.getElementById("screen"));
/** Answers so far, by question. @type {string[]} */
let answers = [];
let shownAt = performance.now();

function open() {
  if (!scorm.running) {
    const notice = /** @type {HTMLElement} */ (document.getElementById("notice"));
    notice.textContent = "This is a preview: nothing is saved.";
    notice.hidden = false;
  }
  const kept = scorm.get("cmi.suspend_data");
  answers = kept === "" ? [] : JSON.parse(kept);
  if (scorm.get("cmi.core.lesson_mode") === "review") {
    return results();
  }
  if (scorm.get("cmi.core.lesson_status") === "not attempted") {
    scorm.set("cmi.core.lesson_status", "incomplete");
  }
  scorm.set("cmi.core.score.min", 0);
  scorm.set("cmi.core.score.max", 100);
  scorm.commit();
  return ask();
}

function ask() {
  const n = answers.length;
  if (n === QUESTIONS.length) {
    return end();
  }
  const question = QUESTIONS[n];
  shownAt = performance.now();
  scorm.set("cmi.core.lesson_location", question.id);
  show("question", `
    <form data-question="${question.id}">
      <fieldset><legend><h2 tabindex="-1">${question.text}</h2></legend>${inputs(question)}</fieldset>
      <button type="submit" data-action="answer">Answer</button>
    </form>`);
  progress(`Question ${n + 1} of ${QUESTIONS.length}`);
}

/** @param {Question} question */
function inputs(question) {
  if (question.type === "fill-in") {
    return `<input type="text" name="answer" required autocomplete="off" aria-label="Your answer">`;
  }
  const choices = question.type === "true-false" ? [["t", "True"], ["f", "False"]]
    : (question.choices ?? []).map((choice, i) => [letter(i), choice]);
  return choices.map(([value, label]) =>
    `<label class="choice"><input type="radio" name="answer" value="${value}" required><span>${label}</span></label>`).join("");
}

/** @param {string} answer */
function take(answer) {
  const n = answers.length;
  const question = QUESTIONS[n];
  answers.push(answer);
  const key = `cmi.interactions.${n}`;
  scorm.set(`${key}.id`, question.id);
  scorm.set(`${key}.time`, clock());
  scorm.set(`${key}.type`, question.type);
  scorm.set(`${key}.correct_responses.0.pattern`, question.right);
  scorm.set(`${key}.weighting`, 1);
  scorm.set(`${key}.student_response`, answer);
  scorm.set(`${key}.result`, isRight(question, answer) ? "correct" : "wrong");
  scorm.set(`${key}.latency`, interval((performance.now() - shownAt) / 1000));
  scorm.set("cmi.core.score.raw", percent());
  scorm.set("cmi.suspend_data", JSON.stringify(answers));
  scorm.commit();
  ask();
}

function end() {
  const mastery = Number(scorm.get("cmi.student_data.mastery_score")) || PASS_PERCENT;
  scorm.set("cmi.core.lesson_status", percent() >= mastery ? "passed" : "failed");
  scorm.finish("");
  results();
}

function results() {
  const lines = QUESTIONS.map((question, n) => {
    const right = isRight(question, answers[n] ?? "");
    return `<li data-result="${question.id}" data-state="${right ? "correct" : "wrong"}">${question.text} <em>${right ? "Your answer is right." : "Your answer is wrong."}</em></li>`;
  });
  show("results", `<h2 tabindex="-1">Your result</h2>
    <p data-result="quiz" data-score="${percent()}"><strong>${percent()} %</strong></p><ol>${lines.join("")}</ol>`);
  progress("The quiz has ended");
}

/** @param {Question} question @param {string} answer */
const isRight = ({ right, type }, answer) =>
  type === "fill-in" ? answer.normalize("NFD").replace(/\p{M}/gu, "").trim().toLowerCase() === right : answer === right;

const percent = () => {
  const right = QUESTIONS.filter((question, n) => isRight(question, answers[n] ?? "")).length;
  return Math.round((100 * right) / QUESTIONS.length);
};

/** @param {number} i */
const letter = (i) => String.fromCharCode(97 + i);

/** @param {string} name @param {string} html only from the texts of this file */
function show(name, html) {
  screen.dataset.screen = name;
  screen.innerHTML = html;
  screen.querySelector("h2")?.focus();
}

/** @param {string} words */
function progress(words) {
  /** @type {HTMLElement} */ (document.getElementById("progress")).textContent = words;
}

screen.addEventListener("submit", (event) => {
  event.preventDefault();
  take(String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get("answer")));
});

// Whoever closes the page half-way finds their answers again.
window.addEventListener("pagehide", () => scorm.finish("suspend"));

open();
