// @ts-check
/** A part of a question on the screen: its prompt, its boxes, what became of it. */

import { button, element, marksText, number, prompt } from "./dom.js";
import { isChoice, rightAnswer, takesAnswer } from "./marking.js";

/** @typedef {import("./exam.js").Part} Part @typedef {{closed: boolean, reveal: boolean}} View */

/** @param {Part} part @param {string} label @param {View} view */
export function showPart(part, label, view) {
  const body = prompt(part.source.prompt, part.question.values);
  for (const place of body.querySelectorAll("[data-gap]")) {
    const gap = part.gaps[Number(place.getAttribute("data-gap"))];
    place.replaceWith(input(gap, gap.source.hint ?? gap.name, view));
  }
  body.classList.toggle("gapped", part.gaps.length > 0);
  const legend = element("legend", {}, `${label} `);
  if (part.marks > 0) {
    legend.append(element("span", { class: "marks" }, `(${marksText(part.available)})`));
  }
  const fieldset = element("fieldset", { class: "part", "data-part": part.id, "data-type": part.type }, legend, body);
  if (takesAnswer(part)) {
    fieldset.append(isChoice(part) ? choices(part, view) : element("p", {}, input(part, "Your answer", view)));
  }
  if (part.type !== "information") {
    fieldset.append(...outcome(part, view));
  }
  fieldset.append(steps(part, view));
  return fieldset;
}

/** @param {Part} part @param {string} label @param {View} view */
function input(part, label, view) {
  const common = { "data-answer": part.id, "aria-label": label, disabled: view.closed };
  if (isChoice(part)) {
    const options = part.order.map((i) => element("option", { value: i, selected: part.staged[i][0] }, part.source.choices[i]));
    return element("select", common, element("option", { value: "" }, "choose …"), ...options);
  }
  const mode = part.type === "numberentry" ? "decimal" : "text";
  return element("input", {
    ...common, type: "text", inputmode: mode, autocomplete: "off", autocapitalize: "off", spellcheck: "false", value: part.staged,
  });
}

/** @param {Part} part @param {View} view */
function choices(part, view) {
  const type = part.type === "1_n_2" ? "radio" : "checkbox";
  return element("div", {}, ...part.order.map((i) =>
    element("label", { class: "choice" },
      element("input", {
        type, name: part.id, value: i, "data-answer": part.id, checked: part.staged[i][0], disabled: view.closed,
      }),
      element("span", {}, part.source.choices[i]))));
}

/** @param {Part} part @param {View} view */
function outcome(part, view) {
  const feedback = element("p", { class: "feedback", role: "status", "data-feedback": part.id });
  say(feedback, part);
  const nodes = [feedback];
  if (view.reveal) {
    const answers = part.answerable.map((one) => rightAnswer(one, part.question.values)).join("; ");
    nodes.push(element("p", { "data-correct": part.id }, `Correct answer: ${answers}`));
  }
  if (!view.closed) {
    nodes.unshift(element("p", {}, button("submit", "Submit part", { "data-part": part.id })));
  }
  return nodes;
}

/** Says what the part has earned so far. @param {Element} feedback @param {Part} part */
export function say(feedback, part) {
  const state = !part.answered ? "unanswered"
    : part.score >= part.available ? "correct" : part.score > 0 ? "partly" : "wrong";
  const words = { unanswered: "", correct: "Correct.", partly: "Partly correct.", wrong: "Not correct." }[state];
  feedback.setAttribute("data-state", state);
  feedback.setAttribute("data-score", String(part.score));
  feedback.textContent = part.answered ? `${words} ${number(part.score)} of ${marksText(part.marks)}.` : "";
}

/** @param {Part} part @param {View} view */
function steps(part, view) {
  if (part.steps.length === 0) {
    return "";
  }
  if (!part.stepsShown) {
    const cost = part.source.stepsPenalty ? ` (costs ${marksText(part.source.stepsPenalty)})` : "";
    return view.closed ? "" : element("p", {}, button("steps", `Show steps${cost}`, { "data-part": part.id }));
  }
  const shown = part.steps.map((step, i) => showPart(step, `Step ${i + 1}`, view));
  return element("div", { class: "steps", "data-steps": part.id }, ...shown);
}
