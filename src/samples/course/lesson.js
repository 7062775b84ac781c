// @ts-check
/** Three pages; the last one read, the lesson is done. */

import { commit, get, leave, set } from "./scorm.js";

const PAGES = [
  "Look out for yourself before you look after anybody else.",
  "Call for help: 112.",
  "Stay until somebody takes over.",
];

const screen = /** @type {HTMLElement} */ (document.getElementById("screen"));

/** @param {number} page */
function show(page) {
  const last = page === PAGES.length - 1;
  screen.dataset.screen = "page";
  screen.dataset.page = String(page);
  screen.innerHTML = `<p>${PAGES[page]}</p>
    <button type="button" data-action="${last ? "done" : "on"}">${last ? "I have read this" : "Read on"}</button>`;
  set("cmi.location", page);
  set("cmi.completion_status", "incomplete");
  set("cmi.progress_measure", page / PAGES.length);
  commit();
  /** @type {HTMLElement} */ (screen.querySelector("button")).onclick = () => (last ? end() : show(page + 1));
}

function end() {
  set("cmi.progress_measure", 1);
  set("cmi.completion_status", "completed");
  leave("normal");
  over();
}

function over() {
  screen.dataset.screen = "over";
  screen.innerHTML = "<p>You have read this lesson.</p>";
}

if (get("cmi.completion_status") === "completed") {
  over();
} else {
  show(Number(get("cmi.location")) || 0);
}
