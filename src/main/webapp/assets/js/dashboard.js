// @ts-check
/**
 * Keeps the class page up to date: fetches it again now and then and replaces the pieces marked
 * data-live that have changed, unless the reader is in the middle of one. Can be paused, and rests
 * while the page is not seen.
 */
import "./page.js";
import { showTimes, words } from "./times.js";

const EVERY_MILLIS = 5_000;

const status = /** @type {HTMLElement | null} */ (document.querySelector("[data-live-status]"));
const text = status?.querySelector("[data-live-text]");
const button = status?.querySelector("[data-live-pause]");
let paused = false;

if (status && text && button) {
  status.hidden = false;
  say(new Date());
  button.addEventListener("click", () => {
    paused = !paused;
    button.setAttribute("aria-pressed", String(paused));
  });
  setInterval(refresh, EVERY_MILLIS);
}

async function refresh() {
  if (paused || document.hidden) {
    return;
  }
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (answer.ok && !answer.redirected) {
      update(new DOMParser().parseFromString(await answer.text(), "text/html"));
    }
  } catch {
    // The server or the network is away for a moment; the time shown tells how old the page is.
  }
}

/** @param {Document} fresh */
function update(fresh) {
  if (fresh.querySelectorAll("[data-live]").length !== document.querySelectorAll("[data-live]").length) {
    location.reload(); // the first attempt has come, or a search finds somebody now
    return;
  }
  for (const old of document.querySelectorAll("[data-live]")) {
    const name = old.getAttribute("data-live");
    const now = fresh.querySelector(`[data-live="${name}"]`);
    if (now) {
      showTimes(now);
      if (!old.contains(document.activeElement) && old.innerHTML !== now.innerHTML) {
        keepOpen(old, now);
        old.replaceWith(document.adoptNode(now));
      }
    }
  }
  say(new Date());
}

/**
 * What the reader has unfolded stays so.
 *
 * @param {Element} old
 * @param {Element} now
 */
function keepOpen(old, now) {
  for (const unfolded of old.querySelectorAll("details[open]")) {
    const key = unfolded.getAttribute("data-key");
    now.querySelector(`details[data-key="${key}"]`)?.setAttribute("open", "");
  }
}

/** @param {Date} when */
function say(when) {
  if (text && status) {
    text.textContent = (status.dataset.updated ?? "{0}").replace("{0}", words(when, when));
  }
}
