// @ts-check
/** The exam as this student has it: questions dealt from the source, answers, scores. */

import { evaluate } from "./expression.js";
import { blank, credit, fromResponse, isChoice, marksOf, pattern, response, takesAnswer } from "./marking.js";

/** @typedef {import("./random.js").Random} Random */

export class Part {
  /**
   * @param {Question} question @param {any} source of this part @param {string} id such as q0p1g0
   * @param {string} name @param {number} index among its brothers
   */
  constructor(question, source, id, name, index) {
    this.question = question;
    this.source = source;
    this.id = id;
    this.name = name;
    this.index = index;
    /** @type {string} */
    this.type = source.type;
    /** @type {Part[]} */
    this.gaps = (source.gaps ?? []).map((gap, i) => new Part(question, gap, `${id}g${i}`, `${name} Gap ${i}`, i));
    /** @type {Part[]} */
    this.steps = (source.steps ?? []).map((s, i) => new Part(question, s, `${id}s${i}`, `${name} Step ${i}`, i));
    /** @type {number} */
    this.marks = marksOf(source, this.gaps);
    /** What is in the boxes now. @type {any} */
    this.staged = blank(this);
    /** What was submitted last. */
    this.response = "";
    this.credit = 0;
    this.answered = source.type === "information";
    this.stepsShown = false;
    /** Places of the choices in the source, in the order shown. @type {number[]} */
    this.order = [];
  }

  /** Marks that can still be had: seeing the steps may cost some. */
  get available() {
    return this.marks - (this.stepsShown ? (this.source.stepsPenalty ?? 0) : 0);
  }

  get score() {
    const own = this.gaps.length > 0 ? sum(this.gaps, (gap) => gap.score) : this.credit * this.available;
    const helped = this.stepsShown ? sum(this.steps, (step) => step.score) : 0;
    return Math.min(this.available, own + helped);
  }

  get correct() {
    return takesAnswer(this) ? pattern(this, this.question.values) : undefined;
  }

  /** The parts that are answered together with this one. */
  get answerable() {
    return this.gaps.length > 0 ? this.gaps : [this];
  }

  get isEmpty() {
    return this.answerable.every((part) => response(part) === "");
  }

  /** This part, its gaps, its steps: the order in which they are reported. @returns {Part[]} */
  family() {
    return [this, ...this.gaps.flatMap((gap) => gap.family()), ...this.steps.flatMap((step) => step.family())];
  }

  submit() {
    for (const part of this.answerable) {
      part.response = response(part);
      part.credit = credit(part, this.question.values);
      part.answered = true;
    }
    this.answered = true;
  }

  /** Takes back what an earlier sitting left. @param {string} answer @param {string} staged as JSON */
  recall(answer, staged) {
    if (!takesAnswer(this)) {
      return;
    }
    this.staged = fromResponse(this, answer);
    if (answer !== "") {
      this.response = answer;
      this.credit = credit(this, this.question.values);
    }
    if (staged !== "" && staged !== "undefined") {
      this.staged = JSON.parse(staged);
    }
  }
}

export class Question {
  /** @param {any} source @param {string} name @param {number} number @param {[number, number]} place group and index */
  constructor(source, name, number, place) {
    this.source = source;
    this.name = name;
    this.number = number;
    [this.group, this.index] = place;
    /** Values of its variables. @type {Record<string, number>} */
    this.values = {};
    this.visited = false;
    this.submitted = 0;
    /** @type {Part[]} */
    this.parts = [];
  }

  /** @param {(name: string, definition: string) => number} value */
  fill(value) {
    for (const variable of Object.values(this.source.variables ?? {})) {
      this.values[variable.name] = value(variable.name, variable.definition);
    }
    const many = this.source.parts.length > 1;
    this.parts = this.source.parts.map((part, i) => {
      const label = many ? `${String.fromCharCode(97 + i)})` : "";
      return new Part(this, part, `q${this.number}p${i}`, `${this.name} ${label}`, i);
    });
  }

  get score() {
    return sum(this.parts, (part) => part.score);
  }

  get marks() {
    return sum(this.parts, (part) => part.marks);
  }

  get answered() {
    return this.parts.every((part) => part.answered);
  }

  family() {
    return this.parts.flatMap((part) => part.family());
  }
}

export class Exam {
  /** @param {any} source */
  constructor(source) {
    this.source = source;
    /** @type {number[][]} */
    this.subsets = [];
    /** @type {Question[]} */
    this.questions = [];
    this.seed = "";
    /** @type {number | null} */
    this.start = null;
    /** @type {number | null} */
    this.stop = null;
    this.spentSeconds = 0;
  }

  /** A new attempt. @param {any} source @param {Random} random @param {string} seed */
  static deal(source, random, seed) {
    const exam = new Exam(source);
    exam.seed = seed;
    exam.subsets = source.question_groups.map((group) => {
      const all = group.questions.map((_, i) => i);
      const order = group.pickingStrategy === "all-ordered" ? all : random.shuffled(all.length);
      return group.pickingStrategy === "random-subset" ? order.slice(0, group.pickQuestions) : order;
    });
    exam.#lay();
    for (const question of exam.questions) {
      question.fill((_, definition) => drawn(definition, question.values, random));
      for (const part of question.family().filter(isChoice)) {
        const count = part.source.choices.length;
        part.order = part.source.shuffleChoices ? random.shuffled(count) : part.source.choices.map((_, i) => i);
      }
    }
    return exam;
  }

  /** The attempt of an earlier sitting. @param {any} source @param {any} data what suspend_data held */
  static restore(source, data) {
    const exam = new Exam(source);
    exam.seed = data.randomSeed;
    exam.subsets = data.questionSubsets;
    exam.start = data.start;
    exam.stop = data.stop;
    exam.spentSeconds = data.timeSpent;
    exam.#lay();
    exam.questions.forEach((question, n) => {
      const kept = data.questions[n];
      question.visited = kept.visited;
      question.submitted = kept.submitted;
      question.fill((name, definition) => evaluate(kept.variables[name] ?? definition, question.values));
      question.parts.forEach((part, i) => restorePart(part, kept.parts[i]));
    });
    return exam;
  }

  /** Puts the questions in the order of the subsets. */
  #lay() {
    this.questions = this.subsets.flatMap((subset, group) =>
      subset.map((index) => {
        const { questions, questionNames } = this.source.question_groups[group];
        const name = questionNames?.[index] || questions[index].name;
        return { source: questions[index], name, place: /** @type {[number, number]} */ ([group, index]) };
      }),
    ).map(({ source, name, place }, n) => new Question(source, name, n, place));
  }

  get score() {
    return sum(this.questions, (question) => question.score);
  }

  get marks() {
    return sum(this.questions, (question) => question.marks);
  }

  get passed() {
    return (100 * this.score) / this.marks >= this.source.percentPass;
  }

  /** @param {string} id */
  part(id) {
    const found = this.questions.flatMap((question) => question.family()).find((part) => part.id === id);
    if (!found) {
      throw new Error(`there is no part ${id}`);
    }
    return found;
  }
}

/** @template T @param {T[]} list @param {(item: T) => number} number */
function sum(list, number) {
  return list.reduce((total, item) => total + number(item), 0);
}

/** @param {string} definition @param {Record<string, number>} values @param {Random} random */
function drawn(definition, values, random) {
  const range = /^random\((-?\d+)\.\.(-?\d+)\)$/.exec(definition);
  return range ? random.between(Number(range[1]), Number(range[2])) : evaluate(definition, values);
}

/** @param {Part} part @param {any} kept */
function restorePart(part, kept) {
  part.answered = kept.answered;
  part.stepsShown = kept.stepsShown;
  part.order = kept.shuffleAnswers ?? [];
  part.gaps.forEach((gap, i) => restorePart(gap, kept.gaps[i]));
  part.steps.forEach((step, i) => restorePart(step, kept.steps[i]));
}
