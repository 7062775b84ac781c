// @ts-check
/** Runs the exam: loads it, listens, and lets recorder and screens know what happened. */

import { Clock } from "./clock.js";
import { number } from "./dom.js";
import { Exam } from "./exam.js";
import { isChoice } from "./marking.js";
import { say } from "./parts.js";
import { Random } from "./random.js";
import { Recorder } from "./recorder.js";
import { Scorm } from "./scorm.js";
import * as screens from "./screens.js";

const WARN_SECONDS = [300, 60];

class Sitting {
  /** @param {any} source @param {Scorm} scorm */
  constructor(source, scorm) {
    this.scorm = scorm;
    this.recorder = new Recorder(scorm);
    this.clock = new Clock(source.duration ?? 0, source.timing?.allowPause ?? true);
    const { entry, role, seed } = this.recorder.open();
    this.recorder.readDuration(this.clock);
    this.recorder.readLearner();
    this.recorder.time(this.clock);
    this.review = this.recorder.mode === "review";
    this.resumed = this.review || entry === "resume";
    this.instructor = role === "instructor";
    this.current = 0;
    this.ended = this.review;
    this.location = "";
    this.exam = this.resumed ? this.#recall(source) : this.#deal(source, seed);
    this.reveal = this.instructor || (this.review && this.recorder.mayReview());
    this.warned = new Set(WARN_SECONDS.filter((seconds) => this.clock.remainingSeconds <= seconds));
  }

  /** @param {any} source @param {string} given */
  #deal(source, given) {
    const seed = given || String(crypto.getRandomValues(new Uint32Array(1))[0]);
    const exam = Exam.deal(source, new Random(seed), seed);
    this.recorder.recordNew(exam);
    return exam;
  }

  /** @param {any} source */
  #recall(source) {
    const data = JSON.parse(this.scorm.get("cmi.suspend_data"));
    const exam = Exam.restore(source, data);
    this.clock.resume(exam.spentSeconds, exam.start);
    this.location = this.recorder.recall(exam);
    this.current = Number(this.location) || 0;
    return exam;
  }

  start() {
    text("exam-title", this.exam.source.name);
    document.title = this.exam.source.name;
    document.addEventListener("click", (event) => this.#click(event));
    document.addEventListener("input", (event) => this.#input(event));
    window.addEventListener("message", (event) => this.#message(event));
    window.setInterval(() => this.#tick(), 250);
    if (this.review) {
      this.#show("results", screens.results(this.exam, { timeUp: false, review: true }));
    } else {
      // Without a place to go back to the exam had not begun, whatever else is kept.
      const resumed = this.resumed && this.location !== "";
      this.#show("front", screens.front(this.exam, { resumed, durationSeconds: this.clock.durationSeconds }));
    }
  }

  /** @param {Event} event */
  #click(event) {
    const target = event.target instanceof Element ? event.target.closest("button[data-action]") : null;
    if (target) {
      this.#act(target.getAttribute("data-action") ?? "", /** @type {HTMLElement} */ (target).dataset);
    }
  }

  /** @param {string} action @param {DOMStringMap} data */
  #act(action, data) {
    const actions = {
      begin: () => this.#begin(),
      resume: () => this.#go(this.current),
      go: () => this.#go(Number(data.question)),
      next: () => this.#go(this.current + 1),
      previous: () => this.#go(this.current - 1),
      submit: () => this.#submit(data.part ?? ""),
      steps: () => this.#steps(data.part ?? ""),
      pause: () => this.#pause(),
      unpause: () => this.#go(this.current, false),
      end: () => this.#askEnd(),
      "cancel-end": () => document.querySelector("dialog")?.remove(),
      "confirm-end": () => this.#end(false),
      results: () => this.#show("results", screens.results(this.exam, { timeUp: false, review: true })),
    };
    actions[action]?.();
  }

  #begin() {
    this.exam.start = Date.now();
    this.recorder.begin();
    this.#go(0);
  }

  /** @param {number} n @param {boolean} [visit] */
  #go(n, visit = true) {
    const question = this.exam.questions[n];
    this.current = n;
    if (!this.ended) {
      this.clock.run();
      question.visited = true;
      if (visit) {
        this.recorder.visit(question);
      }
    }
    this.#draw();
    this.#focus();
  }

  /** @param {string} id */
  #submit(id) {
    const part = this.exam.part(id);
    const feedback = document.querySelector(`[data-feedback="${id}"]`);
    if (part.isEmpty) {
      if (feedback) {
        feedback.textContent = "There is no answer yet.";
      }
      return;
    }
    part.submit();
    part.question.submitted += 1;
    this.recorder.submit(part);
    for (const shown of part.question.family()) {
      const place = document.querySelector(`[data-feedback="${shown.id}"]`);
      if (place) {
        say(place, shown);
      }
    }
    this.#drawMenu();
    this.#drawFacts();
  }

  /** @param {string} id */
  #steps(id) {
    const part = this.exam.part(id);
    part.stepsShown = true;
    this.recorder.showSteps(part);
    this.#draw();
    /** @type {HTMLElement | null} */ (document.querySelector(`[data-steps="${id}"] [data-answer]`))?.focus();
  }

  #pause() {
    this.clock.pause();
    this.recorder.pause();
    this.#show("paused", screens.paused());
  }

  #askEnd() {
    document.querySelector("dialog")?.remove();
    const dialog = /** @type {HTMLDialogElement} */ (screens.confirmEnd(this.exam));
    document.body.append(dialog);
    dialog.addEventListener("close", () => dialog.remove());
    dialog.showModal();
  }

  /** @param {boolean} timeUp */
  #end(timeUp) {
    document.querySelector("dialog")?.remove();
    this.clock.pause();
    this.ended = true;
    this.exam.stop = Date.now();
    this.recorder.end();
    this.#show("results", screens.results(this.exam, { timeUp, review: false }));
  }

  /** @param {Event} event */
  #input(event) {
    const target = /** @type {HTMLInputElement} */ (event.target);
    const id = target.dataset?.answer;
    if (!id || this.ended) {
      return;
    }
    const part = this.exam.part(id);
    if (!isChoice(part)) {
      part.staged = target.value;
    } else if (target.type === "checkbox") {
      part.staged[Number(target.value)] = [target.checked];
    } else {
      part.staged = part.staged.map((_, i) => [target.value !== "" && i === Number(target.value)]);
    }
    this.recorder.stage(part);
  }

  /** The host says that the allowed time changed. @param {MessageEvent} event */
  #message(event) {
    const fromHost = event.source === window.parent || event.source === window.opener;
    if (fromHost && event.data?.["numbas change"] === "exam duration extension") {
      this.recorder.readDuration(this.clock);
      this.#drawFacts();
      announce("Your time for this exam has changed.");
    }
  }

  #tick() {
    this.#drawFacts();
    const left = this.clock.remainingSeconds;
    const due = WARN_SECONDS.find((seconds) => left <= seconds && left > seconds - 5 && !this.warned.has(seconds));
    if (due && this.clock.durationSeconds > 0 && this.clock.since !== null) {
      this.warned.add(due);
      announce(due === 60 ? "One minute is left." : `${due / 60} minutes are left.`);
    }
    if (!this.ended && this.clock.isOver) {
      this.#end(true);
    }
  }

  #draw() {
    const view = { closed: this.ended, reveal: this.reveal };
    const mayPause = this.clock.allowPause && this.clock.durationSeconds > 0;
    this.#show("question", screens.question(this.exam, this.exam.questions[this.current], view, mayPause), false);
    this.#drawMenu();
    this.#drawFacts();
  }

  #drawMenu() {
    const nav = byId("menu");
    nav.hidden = byId("screen").dataset.screen !== "question";
    nav.replaceChildren(screens.menu(this.exam, this.current));
  }

  #drawFacts() {
    const timer = byId("timer");
    const left = Math.ceil(this.clock.remainingSeconds);
    timer.hidden = this.ended || this.clock.durationSeconds === 0;
    timer.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")} left`;
    timer.dataset.seconds = String(left);
    timer.toggleAttribute("data-low", left <= 60);
    const score = byId("score");
    score.hidden = this.exam.start === null;
    score.textContent = `Score ${number(this.exam.score)} of ${number(this.exam.marks)}`;
    score.dataset.value = String(this.exam.score);
  }

  /** @param {string} name @param {Node} content @param {boolean} [focus] */
  #show(name, content, focus = true) {
    const main = byId("screen");
    main.dataset.screen = name;
    main.replaceChildren(content);
    this.#drawMenu();
    this.#drawFacts();
    if (focus) {
      this.#focus();
    }
  }

  #focus() {
    byId("screen").querySelector("h2")?.focus();
    window.scrollTo(0, 0);
  }
}

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @param {string} id @param {string} words */
function text(id, words) {
  byId(id).textContent = words;
}

/** For everybody to see and for screen readers to say. @param {string} words */
function announce(words) {
  text("announcement", words);
  text("notice", words);
  byId("notice").hidden = false;
}

async function load() {
  const answer = await fetch("source.exam");
  const source = JSON.parse((await answer.text()).replace(/^\/\/.*\n/, ""));
  const scorm = new Scorm();
  if (!scorm.initialise()) {
    throw new Error("the host did not accept the exam");
  }
  if (!scorm.hosted) {
    announce("This is a preview: nothing is saved.");
  }
  new Sitting(source, scorm).start();
}

load().catch((error) => {
  byId("screen").dataset.screen = "failed";
  text("screen", "The exam could not be started. Close it and start it again.");
  throw error;
});
