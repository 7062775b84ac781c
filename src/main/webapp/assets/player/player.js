// @ts-check
import { api12 } from "./api12.js";
import { api2004 } from "./api2004.js";
import { Batcher } from "./batcher.js";
import { ServerClock } from "./clock.js";
import { Connection } from "./connection.js";
import { Contents } from "./contents.js";
import { Countdown } from "./countdown.js";
import { Course } from "./course.js";
import { Journal } from "./journal.js";
import { Model } from "./model.js";
import {
  byId,
  hideCover,
  notify,
  showBack,
  showBackInHistory,
  showCover,
  showReceipt,
  showTrouble,
  writeTexts,
} from "./page.js";
import { Stage } from "./stage.js";
import { StatusLine } from "./status.js";
import { text } from "./strings.js";
import { Refusal, takeTicket, trade, wayBack } from "./ticket.js";

const TICK_MILLIS = 500;
const LEAVE_MILLIS = 3000;
const OFFLINE_MILLIS = 1000;
/** Content may end its session on one page and begin another on the next. */
const NEXT_PAGE_MILLIS = 3000;
/** An exam that opens is given this long before the student is told that it does not. */
const UNREACHABLE_MILLIS = 8000;

/** One window on one attempt, from the ticket to "Everything received". */
class Player {
  /** @type {import("./status.js").Facts["phase"]} */ #phase = "opening";
  /** @type {Model[]} */ #models = [];
  /** @type {Course|null} */ #course = null;
  /** @type {Contents|null} */ #contents = null;
  /** @type {Batcher|null} */ #batcher = null;
  /** @type {Stage|null} */ #stage = null;
  #late = false;
  #elsewhere = false;
  #leaving = false;
  /** Whether the server's clock ended the attempt; more time may reopen it. */
  #outOfTime = false;
  #reopened = false;
  /** When content ended a session that nothing has followed yet. */
  /** @type {number|null} */ #leftAt = null;
  /** @type {string|null} */ #refused = null;
  /** @type {number|null} */ #savedAt = null;
  #reachedAt = performance.now();
  #clock = new ServerClock();
  #status = new StatusLine(byId("save-status"), byId("save-spoken"));
  #countdown = new Countdown(byId("time-left"), this.#clock, (words) =>
    notify(words, "time"),
  );
  #session;
  #journal;
  #connection;

  /**
   * @param {import("./ticket.js").Session} session
   * @param {Journal} journal
   */
  constructor(session, journal) {
    this.#session = session;
    this.#journal = journal;
    this.#connection = new Connection(
      {
        socketUrl: socketUrl(session.socket),
        httpUrl: new URL(session.http, location.origin),
        token: session.token,
        review: session.mode === "review",
        journal,
        clock: this.#clock,
      },
      this.#handlers(),
    );
  }

  run() {
    byId("title").textContent = this.#session.title;
    document.title = this.#session.title;
    showBack(this.#session.back);
    if (this.#session.trial) {
      notify(text("notice.trial"), "trial");
    }
    byId("trouble-again").onclick = () => this.#stage?.load();
    this.#listen();
    setInterval(() => this.#tick(), TICK_MILLIS);
    this.#connection.run();
  }

  /** @returns {import("./conversation.js").Handlers} */
  #handlers() {
    return {
      opened: (hello) => this.#open(hello),
      times: (times) => this.#takeTimes(times),
      message: (words) => notify(text("notice.invigilator", { text: words })),
      taken: () => this.#close("taken", text("cover.taken.title"), text("cover.taken.text")),
      ended: (reason) => this.#end(reason),
      complete: (receipt) => this.#complete(receipt),
      elsewhere: () => this.#missElsewhere(),
      late: () => (this.#late = true),
      refused: (key, why) => this.#refuse(key, why),
      stopped: (why) => this.#stop(why),
    };
  }

  /** @param {import("./conversation.js").Hello} hello */
  #open(hello) {
    if (this.#models.length > 0) {
      return;
    }
    if (this.#session.launch === undefined) {
      location.assign(this.#session.back); // reopened this moment: it can be continued from there
      return;
    }
    const batcher = new Batcher(
      this.#connection.limits,
      (elements, terminated) => this.#connection.add(elements, terminated),
      (key) => this.#refuse(key, "size"),
    );
    this.#batcher = batcher;
    this.#phase = hello.mode === "review" ? "review" : "running";
    this.#countdown.set(
      this.#phase === "review" ? null : hello.times,
      this.#session.durationSeconds,
    );
    hideCover();
    this.#begin(hello, (key, value) => this.#take(batcher, key, value));
    if (this.#phase === "review") {
      this.#connection.stop();
    }
  }

  /**
   * The content set an element: from now on the status no longer says that everything is saved.
   *
   * @param {Batcher} batcher
   * @param {string} key
   * @param {string} value
   */
  #take(batcher, key, value) {
    const first = batcher.isEmpty;
    batcher.add(key, value);
    if (first) {
      this.#tick();
    }
  }

  /**
   * @param {import("./conversation.js").Hello} hello
   * @param {(key: string, value: string) => void} add
   */
  #begin(hello, add) {
    const { learner, durationSeconds, activities } = this.#session;
    const start = { ...hello, learner, durationSeconds };
    if (activities) {
      this.#course = new Course(activities, start, add);
      this.#models = this.#course.models;
      const finish = this.#phase === "review" ? null : () => this.#finish();
      const choose = (/** @type {import("./course.js").Activity} */ one) => this.#go(one);
      this.#contents = new Contents(byId("contents"), this.#course, { choose, finish });
      this.#show(this.#course);
    } else {
      const model = new Model(start, add);
      this.#models = [model];
      this.#publish(model);
      this.#stage = new Stage(byId("stage"), this.#exam(), showTrouble);
    }
  }

  #exam() {
    const { launch = "", title, durationSeconds } = this.#session;
    return { launch, title, numbas: durationSeconds !== null, silent: false };
  }

  /** To another activity; the one that is left has its last words first. @param {import("./course.js").Activity} activity */
  #go(activity) {
    if (this.#course && this.#phase !== "taken" && this.#phase !== "stopped") {
      this.#stage?.remove();
      this.#course.go(activity);
      this.#show(this.#course);
    }
  }

  /** @param {Course} course */
  #show(course) {
    const { launch = "", title, kind } = course.current;
    this.#publish(course.model);
    course.shown();
    const exam = { launch, title, numbas: false, silent: kind === "asset" };
    this.#stage = new Stage(byId("stage"), exam, showTrouble);
    this.#contents?.refresh();
  }

  /** The student hands in a package of several activities. */
  #finish() {
    this.#stage?.remove();
    this.#course?.finish();
    this.#close("finishing", text("cover.ended.finished"), text("cover.finished.text"));
    this.#connection.finish();
  }

  /** Puts both APIs where content looks for them. @param {Model} model */
  #publish(model) {
    const listener = {
      initialized: () => this.#initialized(model),
      read: (/** @type {string} */ key) => this.#stage?.read(key),
      committed: () => this.#send(),
      terminated: () => (this.#course ? this.#activityLeft(model) : this.#terminated()),
    };
    Object.assign(window, {
      API_1484_11: api2004(model, listener),
      API: api12(model, listener),
    });
  }

  /** @param {Model} model */
  #initialized(model) {
    this.#leftAt = null;
    if (this.#phase === "finishing" || this.#phase === "received") {
      this.#phase = "running";
      this.#connection.goOn();
      this.#elsewhere = false;
      showReceipt(null);
    }
    const normal = model.get("cmi.mode") === "normal";
    this.#stage?.started(normal && model.get("cmi.entry") === "resume");
  }

  /** One of several activities ended its session; SCORM 2004 content may say where to go next. @param {Model} model */
  #activityLeft(model) {
    this.#send();
    this.#contents?.refresh();
    const request = model.get("adl.nav.request");
    const step = request === "continue" ? 1 : request === "previous" ? -1 : null;
    const next = step && model === this.#course?.model ? this.#course.beside(step) : null;
    if (next) {
      setTimeout(() => model === this.#course?.model && this.#go(next)); // after the content's own call
    }
  }

  /** A Numbas exam is over then; other content may only have turned a page. */
  #terminated() {
    if (this.#phase === "running") {
      this.#phase = "finishing";
    }
    this.#leftAt = performance.now();
    if (this.#exam().numbas || this.#leaving) {
      this.#endSession();
    } else {
      this.#send();
    }
  }

  /** The server hears that the content's session has ended, once it is known to have. */
  #endSession() {
    if (this.#leftAt !== null) {
      this.#leftAt = null;
      this.#send(true);
      if (this.#phase === "finishing") {
        this.#connection.finish();
      }
    }
  }

  /** What was set goes now; from a page that is being left, in a way that outlives it. */
  #send(terminated = false) {
    this.#batcher?.flush(terminated);
    if (this.#leaving) {
      this.#connection.leave();
    }
  }

  /** @param {import("./model.js").Times} times */
  #takeTimes(times) {
    this.#countdown.set(times, this.#session.durationSeconds);
    this.#reopened = this.#outOfTime && this.#countdown.open;
    if (this.#reopened) {
      showCover(text("cover.reopened.title"), text("cover.reopened.text"));
      showReceipt(null); // there is one when it has ended for good
    }
    const changed = this.#models.map((model) => model.setTimes(times));
    if (changed.includes(true) && this.#session.examMessages) {
      this.#stage?.tellExtension();
    }
  }

  /**
   * The attempt is over. An exam that handed itself in still shows its results: it stays in sight.
   *
   * @param {string} reason
   */
  #end(reason) {
    if (reason === "finished" && this.#phase !== "opening") {
      return;
    }
    const known = ["finished", "due", "closed", "time", "instructor"].includes(reason);
    const key = known ? reason : "closed";
    this.#outOfTime = ["due", "closed", "time"].includes(key);
    this.#reopened = false;
    this.#close(
      "finishing",
      text(/** @type {import("./strings.js").TextKey} */ (`cover.ended.${key}`)),
      text("cover.ended.text"),
    );
  }

  /** @param {import("./conversation.js").Receipt|null} receipt */
  #complete(receipt) {
    if (this.#phase === "finishing") {
      this.#phase = "received";
      this.#elsewhere = false;
      this.#savedAt = this.#clock.now();
      showReceipt(typeof receipt?.endedAt === "number" ? this.#session.receipt : null);
      this.#tellOnCover(text("cover.received.text"));
    }
  }

  #missElsewhere() {
    if (this.#phase === "finishing") {
      this.#elsewhere = true;
      this.#tellOnCover(text("cover.elsewhere.text"));
    }
  }

  /** @param {string} words */
  #tellOnCover(words) {
    if (!byId("cover").hidden && !this.#reopened) {
      byId("cover-text").textContent = words;
    }
  }

  /**
   * @param {string} key
   * @param {string} why
   */
  #refuse(key, why) {
    console.warn("not stored:", key, why);
    if (why === "size" || why === "value" || why === "key" || key === "*") {
      this.#refused = why;
    }
  }

  /** @param {"token"|"protocol"|"taken"} why */
  #stop(why) {
    if (why === "taken") {
      this.#close("taken", text("cover.taken.title"), text("cover.taken.text"));
    } else {
      this.#close("stopped", text(`cover.${why}.title`), text(`cover.${why}.text`));
    }
  }

  /**
   * The exam takes no more answers here.
   *
   * @param {import("./status.js").Facts["phase"]} phase
   * @param {string} title
   * @param {string} words
   */
  #close(phase, title, words) {
    this.#batcher?.flush();
    this.#models.forEach((model) => model.close());
    this.#contents?.close();
    this.#leftAt = null;
    this.#phase = phase;
    this.#stage?.cover();
    showTrouble(null);
    showCover(title, words);
  }

  #listen() {
    // A page hears of its end before the frame in it does: an exam's last words come after this.
    addEventListener("pagehide", () => {
      this.#endSession();
      this.#leave(true);
    });
    addEventListener("pageshow", (event) => event.persisted && this.#leave(false));
    addEventListener("online", () => this.#connection.wakeSoon());
    addEventListener("offline", () => this.#tick());
    addEventListener("beforeunload", (event) => this.#mayAsk(event));
    document.addEventListener("visibilitychange", () => this.#leave(document.hidden));
    for (const link of document.querySelectorAll("a[data-back], a[data-receipt]")) {
      link.addEventListener("click", (event) => this.#goTo(event, /** @type {HTMLAnchorElement} */ (link)));
    }
  }

  /** @param {boolean} leaving */
  #leave(leaving) {
    this.#leaving = leaving;
    this.#models.forEach((model) => (model.leaving = leaving));
    if (leaving) {
      this.#send();
    } else {
      this.#connection.wake();
    }
  }

  /** Only what nothing but this window holds is worth a question. @param {Event} event */
  #mayAsk(event) {
    this.#batcher?.flush();
    const safe = this.#journal.durable && this.#connection.reachable;
    if (this.#connection.waiting > 0 && !safe) {
      event.preventDefault();
    }
  }

  /**
   * Leaves the player by a link of ours, once what it holds is sent.
   *
   * @param {Event} event
   * @param {HTMLAnchorElement} link
   */
  async #goTo(event, link) {
    event.preventDefault();
    const address = link.hasAttribute("data-receipt") ? this.#session.receipt : null;
    this.#endSession();
    this.#batcher?.flush();
    if (this.#course) {
      this.#stage?.remove();
    }
    this.#stage?.release();
    const until = performance.now() + LEAVE_MILLIS;
    while (this.#connection.waiting > 0 && this.#connection.reachable && performance.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    location.assign(address ?? this.#session.back);
  }

  #tick() {
    const waiting = this.#connection.waiting + (this.#batcher?.isEmpty === false ? 1 : 0);
    const now = performance.now();
    if (this.#connection.reachable) {
      this.#reachedAt = now;
    }
    if (this.#leftAt !== null && now - this.#leftAt > NEXT_PAGE_MILLIS && !this.#stage?.between) {
      this.#endSession();
    }
    if (waiting === 0 && this.#phase === "running") {
      this.#savedAt ??= this.#clock.now();
    } else if (waiting > 0) {
      this.#savedAt = null;
    }
    if (this.#phase === "opening" && now - this.#reachedAt > UNREACHABLE_MILLIS) {
      showCover(text("cover.unreachable.title"), text("cover.unreachable.text"));
    }
    this.#contents?.refresh();
    this.#countdown.tick(this.#phase === "opening" || this.#phase === "running");
    this.#status.show(
      {
        phase: this.#phase,
        waiting,
        waitingMillis: this.#connection.waitingMillis,
        reachable: now - this.#reachedAt < OFFLINE_MILLIS,
        durable: this.#journal.durable,
        late: this.#late,
        elsewhere: this.#elsewhere,
        refused: this.#refused,
      },
      this.#savedAt,
    );
  }
}

/** @param {string} path */
function socketUrl(path) {
  const url = new URL(path, location.origin);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return url;
}

/** A reload loses the token: the front page has Continue. */
async function goToFrontPage() {
  const back = await wayBack();
  if (back === null) {
    showCover(text("cover.fragment.title"), text("cover.fragment.text"));
  } else {
    showCover(text("cover.reloaded.title"), text("cover.reloaded.text"));
    showBack(back);
    location.replace(back);
  }
}

/** @param {unknown} error */
function showFailure(error) {
  byId("save-status").hidden = true; // nothing runs here that could be saved
  if (error instanceof Refusal) {
    showCover(text("cover.refused.title"), error.message);
    if (error.back) {
      showBack(error.back);
    }
  } else {
    showCover(text("cover.network.title"), text("cover.network.text"));
    showBackInHistory();
  }
}

async function main() {
  writeTexts();
  // Another ticket in the address of the page that is open already.
  addEventListener("hashchange", () => location.reload());
  const ticket = takeTicket();
  if (ticket === null) {
    await goToFrontPage();
    return;
  }
  try {
    const session = await trade(ticket);
    new Player(session, await Journal.open(session.journal)).run();
  } catch (error) {
    showFailure(error);
  }
}

main();
