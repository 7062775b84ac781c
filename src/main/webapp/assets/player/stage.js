// @ts-check
import { text } from "./strings.js";

const START_MILLIS = 20_000;
const LOOK_MILLIS = 1000;
const SANDBOX =
  "allow-scripts allow-same-origin allow-forms allow-modals allow-popups allow-downloads";

/**
 * The frame that holds the package, and a watch over it: an exam that never calls Initialize, that
 * is continued but never asks where the student was, or that fails, tells nobody by itself.
 */
export class Stage {
  #frame;
  #url;
  #onTrouble;
  #numbas;
  #silent;
  #resumed = false;
  #located = false;
  #scriptError = false;
  #failed = false;
  #between = false;
  /** @type {ReturnType<typeof setTimeout>|undefined} */ #watch;
  #looking;

  /**
   * @param {HTMLElement} place
   * @param {{launch: string, title: string, numbas: boolean, silent: boolean}} exam  silent: it
   *   never calls Initialize
   * @param {(trouble: "notStarted"|"cannotResume"|"failed"|null) => void} onTrouble  null: over
   */
  constructor(place, exam, onTrouble) {
    this.#url = new URL(exam.launch, location.origin).href;
    this.#numbas = exam.numbas;
    this.#silent = exam.silent;
    this.#onTrouble = onTrouble;
    this.#frame = document.createElement("iframe");
    this.#frame.id = "player";
    this.#frame.title = text("frame.title", { title: exam.title });
    this.#frame.setAttribute("sandbox", SANDBOX);
    this.#frame.allow = "fullscreen";
    this.#frame.addEventListener("load", () => this.#settled());
    place.append(this.#frame);
    this.load();
    this.#looking = setInterval(() => this.#judgeFailure(), LOOK_MILLIS);
  }

  /** Makes room for another one. The content says its last words while its frame goes. */
  remove() {
    clearTimeout(this.#watch);
    clearInterval(this.#looking);
    this.release();
    this.#onTrouble(null);
    this.#frame.remove();
  }

  /** Loads the package, from the start. */
  load() {
    this.release();
    this.#failed = false;
    this.#resumed = false;
    this.#onTrouble(null);
    this.#frame.src = this.#url;
    if (!this.#silent) {
      this.#expect(() => this.#onTrouble("notStarted"));
    }
  }

  /** The exam called Initialize. @param {boolean} resumed */
  started(resumed) {
    clearTimeout(this.#watch);
    this.#onTrouble(null);
    this.#resumed = resumed;
    this.#located = false;
    this.#scriptError = false;
    this.#listenForErrors();
    if (resumed) {
      this.#expect(() => this.#judgeResume());
    }
  }

  /** Whether one page of the package is on its way out and the next is not there yet. */
  get between() {
    return this.#between;
  }

  /** The exam asked for a value. @param {string} key */
  read(key) {
    if (key === "cmi.location" && this.#resumed && !this.#located) {
      this.#located = true;
      clearTimeout(this.#watch);
      this.#onTrouble(null);
    }
  }

  /** Tells the exam to look at its extension again; only its own origin hears it. */
  tellExtension() {
    this.#frame.contentWindow?.postMessage(
      { "numbas change": "exam duration extension" },
      location.origin,
    );
  }

  /** Out of sight and out of reach. */
  cover() {
    clearTimeout(this.#watch);
    this.release();
    this.#frame.inert = true;
    this.#frame.hidden = true;
  }

  /** Lets the page be left without the exam's own question. */
  release() {
    this.#inside((inside) => (inside.onbeforeunload = null));
  }

  #settled() {
    this.#between = false;
    this.#inside((inside) => inside.addEventListener("pagehide", () => (this.#between = true)));
  }

  #judgeResume() {
    if (!this.#located && (this.#numbas || this.#scriptError)) {
      this.#onTrouble("cannotResume");
    }
  }

  /** Numbas says that it has failed in its own page and nowhere else. */
  #judgeFailure() {
    this.#inside((inside) => {
      const shown = inside.document.getElementById("die")?.getClientRects().length;
      if (this.#numbas && shown && !this.#failed) {
        this.#failed = true;
        clearTimeout(this.#watch);
        this.#onTrouble(this.#resumed ? "cannotResume" : "failed");
      }
    });
  }

  /** @param {() => void} otherwise */
  #expect(otherwise) {
    clearTimeout(this.#watch);
    this.#watch = setTimeout(otherwise, START_MILLIS);
  }

  #listenForErrors() {
    const noted = () => (this.#scriptError = true);
    this.#inside((inside) => {
      inside.addEventListener("error", noted);
      inside.addEventListener("unhandledrejection", noted);
    });
  }

  /** An exam that followed a link to elsewhere cannot be reached. @param {(inside: Window) => void} action */
  #inside(action) {
    try {
      if (this.#frame.contentWindow) {
        action(this.#frame.contentWindow);
      }
    } catch {
      // Another origin: nothing of the exam is there any more.
    }
  }
}
