// @ts-check
/** Two questions; a SCORM 2004 host decides by the score whether it is passed. */

import { commit, get, leave, set } from "./scorm.js";

const QUESTIONS = [
  { id: "number", text: "Which number do you call?", choices: ["110", "112", "911"], right: 1 },
  { id: "first", text: "Whom do you look out for first?", choices: ["Yourself", "The injured"], right: 0 },
];

const screen = /** @type {HTMLElement} */ (document.getElementById("screen"));
/** Choices so far. @type {number[]} */
const answers = JSON.parse(get("cmi.suspend_data") || "[]");

function show() {
  const n = answers.length;
  if (n === QUESTIONS.length) {
    return results();
  }
  const { id, text, choices } = QUESTIONS[n];
  screen.dataset.screen = "question";
  screen.innerHTML = `<form data-question="${id}"><fieldset><legend>${text}</legend>${choices
    .map((choice, i) => `<label><input type="radio" name="answer" value="${i}" required> ${choice}</label>`)
    .join("")}</fieldset><button type="submit" data-action="answer">Answer</button></form>`;
}

/** @param {number} answer */
function take(answer) {
  const n = answers.length;
  const { id, right } = QUESTIONS[n];
  answers.push(answer);
  set(`cmi.interactions.${n}.id`, id);
  set(`cmi.interactions.${n}.type`, "choice");
  set(`cmi.interactions.${n}.learner_response`, answer);
  set(`cmi.interactions.${n}.result`, answer === right ? "correct" : "incorrect");
  set("cmi.suspend_data", JSON.stringify(answers));
  set("cmi.score.scaled", share());
  set("cmi.completion_status", answers.length === QUESTIONS.length ? "completed" : "incomplete");
  commit();
  show();
}

function results() {
  screen.dataset.screen = "results";
  screen.innerHTML = `<p data-result="quiz" data-score="${share()}">${Math.round(100 * share())} %</p>`;
  leave("normal");
}

const share = () => answers.filter((answer, n) => answer === QUESTIONS[n].right).length / QUESTIONS.length;

screen.addEventListener("submit", (event) => {
  event.preventDefault();
  take(Number(new FormData(/** @type {HTMLFormElement} */ (event.target)).get("answer")));
});

show();
