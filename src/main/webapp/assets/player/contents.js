// @ts-check
import { text } from "./strings.js";

/**
 * @typedef {import("./course.js").Activity} Activity
 * @typedef {import("./course.js").Course} Course
 */

/**
 * The table of contents beside the activity: where the student is, how each activity stands, the
 * way on, and the way out once all is done. It folds away; on a phone it starts folded.
 */
export class Contents {
  /** @type {Map<Activity, HTMLElement>} */ #lines = new Map();
  #area;
  #course;
  #toggle;
  #fold;
  #steps;
  #finish;

  /**
   * @param {HTMLElement} area
   * @param {Course} course
   * @param {{choose: (activity: Activity) => void, finish: (() => void)|null}} on  null: nothing to finish
   */
  constructor(area, course, on) {
    this.#area = area;
    this.#course = course;
    this.#toggle = button(() => this.#show(this.#fold.hidden));
    this.#toggle.id = "contents-toggle";
    this.#fold = document.createElement("div");
    this.#fold.id = "contents-fold";
    this.#toggle.setAttribute("aria-controls", this.#fold.id);
    area.setAttribute("aria-label", text("contents.label"));
    const back = button(() => this.#step(-1, on.choose), "contents.previous");
    const next = button(() => this.#step(1, on.choose), "contents.next");
    this.#steps = { back, next };
    this.#finish = on.finish && button(on.finish, "contents.finish");
    const ways = document.createElement("p");
    ways.append(back, next);
    this.#fold.append(this.#list(on.choose), ways);
    if (this.#finish) {
      this.#finish.dataset.action = "finish";
      const hint = document.createElement("p");
      hint.textContent = text("contents.hint");
      this.#fold.append(this.#finish, hint);
    }
    area.append(this.#toggle, this.#fold);
    area.hidden = false;
    this.#show(!matchMedia("(max-width: 48rem)").matches);
    this.refresh();
  }

  /** Called often: shows how things stand now. */
  refresh() {
    for (const [activity, line] of this.#lines) {
      const status = this.#course.statusOf(activity);
      if (line.dataset.status !== status) {
        line.dataset.status = status;
        const words = /** @type {HTMLElement} */ (line.querySelector(".status"));
        const seen = activity.kind === "asset" && status === "completed";
        words.textContent = text(seen ? "contents.seen" : `contents.${status}`);
      }
      const here = activity === this.#course.current;
      line.querySelector("button")?.setAttribute("aria-current", here ? "page" : "false");
    }
    const { done, size } = this.#course;
    const words = text("contents.toggle", { done, size });
    if (this.#toggle.textContent !== words) {
      this.#toggle.textContent = words;
    }
    this.#steps.back.disabled = this.#course.beside(-1) === null;
    this.#steps.next.disabled = this.#course.beside(1) === null;
    if (this.#finish) {
      this.#finish.disabled = !this.#course.complete;
    }
  }

  /** The exam is over: nothing can be chosen any more. */
  close() {
    this.#area.hidden = true;
  }

  /** @param {boolean} shown */
  #show(shown) {
    this.#fold.hidden = !shown;
    this.#toggle.setAttribute("aria-expanded", String(shown));
  }

  /**
   * @param {-1|1} step
   * @param {(activity: Activity) => void} choose
   */
  #step(step, choose) {
    const beside = this.#course.beside(step);
    if (beside) {
      choose(beside);
    }
  }

  /** Lists inside lists, as deep as the contents go. @param {(activity: Activity) => void} choose */
  #list(choose) {
    const top = document.createElement("ol");
    /** @type {HTMLElement[]} */ const open = [top];
    for (const activity of this.#course.activities) {
      open.length = Math.min(open.length, activity.depth + 1);
      while (open.length <= activity.depth) {
        const deeper = document.createElement("ol");
        (open.at(-1)?.lastElementChild ?? top).append(deeper);
        open.push(deeper);
      }
      open.at(-1)?.append(this.#line(activity, choose));
    }
    return top;
  }

  /**
   * @param {Activity} activity
   * @param {(activity: Activity) => void} choose
   */
  #line(activity, choose) {
    const line = document.createElement("li");
    const name = document.createElement("span");
    name.textContent = activity.title;
    if (activity.kind === "folder") {
      line.append(name);
      return line;
    }
    line.dataset.activity = String(activity.position);
    const status = document.createElement("span");
    status.className = "status";
    const opener = button(() => this.#choose(activity, choose));
    opener.append(name, " ", status);
    line.append(opener);
    this.#lines.set(activity, line);
    return line;
  }

  /**
   * @param {Activity} activity
   * @param {(activity: Activity) => void} choose
   */
  #choose(activity, choose) {
    choose(activity);
    if (matchMedia("(max-width: 48rem)").matches) {
      this.#show(false);
      this.#toggle.focus();
    }
  }
}

/**
 * @param {() => void} action
 * @param {import("./strings.js").TextKey} [key]
 */
function button(action, key) {
  const made = document.createElement("button");
  made.type = "button";
  made.onclick = action;
  made.textContent = key ? text(key) : "";
  return made;
}
