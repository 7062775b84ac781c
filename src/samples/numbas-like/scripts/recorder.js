// @ts-check
/** Tells the host what happens, element by element, in the order in which real exams do. */

import { scormType, takesAnswer } from "./marking.js";
import { suspendData } from "./suspend.js";

/** @typedef {import("./exam.js").Exam} Exam @typedef {import("./exam.js").Part} Part @typedef {import("./exam.js").Question} Question */

const STAGE_EVERY_MILLIS = 5000;

export class Recorder {
  /** @param {import("./scorm.js").Scorm} scorm */
  constructor(scorm) {
    this.scorm = scorm;
    /** Where each id stands in the host's lists. @type {Map<string, number>} */
    this.places = new Map();
    /** When a part's unsubmitted answer was last told. @type {Map<string, number>} */
    this.stagedAt = new Map();
    /** @type {Map<string, number>} */
    this.timers = new Map();
    this.learner = "";
    this.mode = "normal";
  }

  /** The first questions to the host. */
  open() {
    const { scorm } = this;
    if (["unknown", "not attempted"].includes(scorm.get("cmi.completion_status"))) {
      scorm.set("cmi.completion_status", "incomplete");
    }
    const entry = scorm.get("cmi.entry");
    for (const list of ["cmi.objectives", "cmi.interactions"]) {
      const count = Number(scorm.get(`${list}._count`));
      for (let n = 0; n < count; n += 1) {
        this.places.set(scorm.get(`${list}.${n}.id`), n);
      }
    }
    const role = scorm.get("numbas.user_role");
    const seed = scorm.get("numbas.initial_seed");
    return { entry, role, seed };
  }

  /** What the host allows beyond the exam's own time. @param {import("./clock.js").Clock} clock */
  readDuration(clock) {
    const amount = this.scorm.get("numbas.duration_extension.amount");
    const units = this.scorm.get("numbas.duration_extension.units");
    clock.extend(amount, units, this.scorm.get("numbas.disable_duration"));
  }

  readLearner() {
    this.scorm.get("cmi.entry");
    this.mode = this.scorm.get("cmi.mode");
    this.learner = this.scorm.get("cmi.learner_name");
    this.scorm.get("cmi.learner_id");
  }

  /** Only the text "false" forbids it. */
  mayReview() {
    return this.scorm.get("numbas.review_allowed") !== "false";
  }

  /** A new attempt: everything once. @param {Exam} exam */
  recordNew(exam) {
    const { scorm } = this;
    this.exam = exam;
    scorm.set("cmi.completion_status", "incomplete");
    scorm.set("cmi.exit", "suspend");
    scorm.set("cmi.progress_measure", 0);
    scorm.set("cmi.session_time", "PT0H0M0S");
    scorm.set("cmi.success_status", "unknown");
    scorm.set("cmi.score.scaled", 0);
    scorm.set("cmi.score.raw", 0);
    scorm.set("cmi.score.min", 0);
    for (const question of exam.questions) {
      this.#newObjective(question);
      question.family().forEach((part) => this.#newInteraction(part));
    }
    this.#suspend();
    scorm.set("cmi.score.max", exam.marks);
    scorm.commit();
  }

  /** @param {Question} question */
  #newObjective(question) {
    const n = this.#append("cmi.objectives", `q${question.number}`);
    const { scorm } = this;
    scorm.set(`${n}.score.min`, 0);
    scorm.set(`${n}.score.max`, question.marks);
    scorm.set(`${n}.score.raw`, 0);
    scorm.set(`${n}.success_status`, "unknown");
    scorm.set(`${n}.completion_status`, "not attempted");
    scorm.set(`${n}.progress_measure`, 0);
    scorm.set(`${n}.description`, question.name);
  }

  /** @param {Part} part */
  #newInteraction(part) {
    const n = this.#append("cmi.interactions", part.id);
    const { scorm } = this;
    scorm.set(`${n}.objectives.0.id`, `q${part.question.number}`);
    scorm.set(`${n}.weighting`, part.marks);
    scorm.set(`${n}.result`, 0);
    scorm.set(`${n}.description`, part.type);
    scorm.set(`${n}.type`, scormType(part.type));
    if (takesAnswer(part)) {
      scorm.set(`${n}.correct_responses.0.pattern`, part.correct);
    }
  }

  /** @param {string} list @param {string} id @returns {string} the new element's prefix */
  #append(list, id) {
    const n = Number(this.scorm.get(`${list}._count`));
    this.places.set(id, n);
    this.scorm.set(`${list}.${n}.id`, id);
    return `${list}.${n}`;
  }

  /** An attempt goes on: reads the answers back and says them again. @param {Exam} exam @returns {string} where it was left */
  recall(exam) {
    const { scorm } = this;
    this.exam = exam;
    scorm.set("cmi.exit", "suspend");
    const location = scorm.get("cmi.location");
    scorm.get("cmi.score.raw");
    for (const question of exam.questions) {
      scorm.get(`${this.#objective(question)}.score.raw`);
      for (const part of question.family()) {
        const n = this.#interaction(part);
        part.recall(scorm.get(`${n}.learner_response`), scorm.get(`${n}.staged_answer`));
      }
      for (const part of question.family().filter(({ answered }) => answered)) {
        this.#answer(part);
        scorm.set("cmi.session_time", this.clock.iso);
      }
    }
    if (location !== "") {
      scorm.set("cmi.location", Number(location));
    }
    scorm.set("cmi.session_time", this.clock.iso);
    this.#examScore();
    exam.questions.flatMap((question) => question.family())
      .filter((part) => takesAnswer(part) && !part.isEmpty)
      .forEach((part) => this.#stageNow(part));
    return location;
  }

  /** The time of the sitting, needed by everything that is saved. @param {import("./clock.js").Clock} clock */
  time(clock) {
    this.clock = clock;
  }

  begin() {
    this.#examScore();
  }

  /** @param {Question} question */
  visit(question) {
    this.scorm.set("cmi.location", question.number);
    this.#suspend();
  }

  /** Somebody types: at once the first time, then at most every five seconds. @param {Part} part */
  stage(part) {
    const waited = performance.now() - (this.stagedAt.get(part.id) ?? -Infinity);
    if (waited >= STAGE_EVERY_MILLIS) {
      this.#stageNow(part);
    } else if (!this.timers.has(part.id)) {
      this.timers.set(part.id, window.setTimeout(() => this.#stageNow(part), STAGE_EVERY_MILLIS - waited));
    }
  }

  /** @param {Part} part */
  #stageNow(part) {
    window.clearTimeout(this.timers.get(part.id));
    this.timers.delete(part.id);
    this.stagedAt.set(part.id, performance.now());
    this.scorm.set(`${this.#interaction(part)}.staged_answer`, JSON.stringify(part.staged));
  }

  /** A part was submitted: scores first, then the attempt, then the answers. @param {Part} part */
  submit(part) {
    for (let gap = 0; gap < Math.max(1, part.gaps.length); gap += 1) {
      this.#scores(part.question);
      this.#suspend();
    }
    for (const one of part.gaps.length > 0 ? [part, ...part.gaps] : [part]) {
      this.#answer(one);
      this.#suspend();
    }
    this.scorm.commit();
  }

  /** @param {Part} part whose steps are shown now */
  showSteps(part) {
    this.#scores(part.question);
    this.#suspend();
    if (part.answered) {
      this.#answer(part);
    }
    this.scorm.commit();
  }

  pause() {
    this.#suspend();
  }

  end() {
    const { scorm } = this;
    this.timers.forEach((timer) => window.clearTimeout(timer));
    scorm.set("cmi.session_time", this.clock.iso);
    this.#suspend();
    scorm.set("cmi.success_status", this.exam.passed ? "passed" : "failed");
    scorm.set("cmi.completion_status", "completed");
    scorm.set("cmi.exit", "normal");
    scorm.terminate();
  }

  /** @param {Part} part */
  #answer(part) {
    const n = this.#interaction(part);
    this.scorm.set(`${n}.staged_answer`, takesAnswer(part) ? JSON.stringify(part.staged) : undefined);
    this.scorm.set(`${n}.result`, part.score);
    if (takesAnswer(part)) {
      this.scorm.set(`${n}.learner_response`, part.response);
    }
  }

  #examScore() {
    this.scorm.set("cmi.score.raw", this.exam.score);
    this.scorm.set("cmi.score.scaled", this.exam.score / this.exam.marks);
  }

  /** @param {Question} question */
  #scores(question) {
    this.#examScore();
    const n = this.#objective(question);
    this.scorm.set(`${n}.score.raw`, question.score);
    this.scorm.set(`${n}.score.scaled`, question.score / question.marks);
    this.scorm.set(`${n}.success_status`, question.score >= question.marks ? "passed" : "failed");
    this.scorm.set(`${n}.completion_status`, question.answered ? "completed" : "incomplete");
  }

  #suspend() {
    const before = this.scorm.get("cmi.suspend_data");
    const now = suspendData(this.exam, this.clock, this.learner);
    if (now !== before) {
      this.scorm.set("cmi.suspend_data", now);
    }
    this.scorm.set("cmi.session_time", this.clock.iso);
  }

  /** @param {Question} question */
  #objective(question) {
    return `cmi.objectives.${this.places.get(`q${question.number}`)}`;
  }

  /** @param {Part} part */
  #interaction(part) {
    return `cmi.interactions.${this.places.get(part.id)}`;
  }
}
