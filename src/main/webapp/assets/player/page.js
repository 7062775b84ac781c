// @ts-check
import { text } from "./strings.js";

/** @typedef {import("./strings.js").TextKey} TextKey */

/** @param {string} id */
export function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/**
 * A plain notice in place of the exam.
 *
 * @param {string} title
 * @param {string} words
 */
export function showCover(title, words) {
  byId("cover-title").textContent = title;
  byId("cover-text").textContent = words;
  if (byId("cover").hidden) {
    byId("cover").hidden = false;
    byId("cover-title").focus();
  }
}

export function hideCover() {
  byId("cover").hidden = true;
}

/**
 * Something is wrong with the exam, above it, as it may still come right.
 *
 * @param {"notStarted"|"cannotResume"|"failed"|null} trouble
 */
export function showTrouble(trouble) {
  byId("trouble").hidden = trouble === null;
  byId("trouble").dataset.trouble = trouble ?? "";
  if (trouble !== null) {
    byId("trouble-title").textContent = text(`trouble.${trouble}.title`);
    byId("trouble-text").textContent = text(`trouble.${trouble}.text`);
  }
}

/**
 * A message that stays until it is closed; screen readers speak it. Of a topic only the newest
 * stays.
 *
 * @param {string} words
 * @param {string} [topic]
 */
export function notify(words, topic) {
  const notice = document.createElement("p");
  notice.textContent = words;
  if (topic) {
    document.querySelector(`#notices [data-topic="${topic}"]`)?.remove();
    notice.dataset.topic = topic;
  }
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "×";
  close.setAttribute("aria-label", text("notice.dismiss"));
  close.onclick = () => notice.remove();
  notice.append(close);
  byId("notices").append(notice);
}

/** Where the back link leads. @param {string} address */
export function showBack(address) {
  for (const link of document.querySelectorAll("a[data-back]")) {
    link.setAttribute("href", address);
    link.removeAttribute("hidden");
  }
}

/** Back to the page that this one was opened from, where no answer told its address. */
export function showBackInHistory() {
  showBack("#");
  for (const link of document.querySelectorAll("a[data-back]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      history.back();
    });
  }
}

/** Where the receipt is; null: there is none. @param {string|null} address */
export function showReceipt(address) {
  for (const link of document.querySelectorAll("a[data-receipt]")) {
    link.toggleAttribute("hidden", address === null);
    link.setAttribute("href", address ?? "");
  }
}

/** Writes the fixed texts into the page: each `data-text` names one. */
export function writeTexts() {
  for (const element of document.querySelectorAll("[data-text]")) {
    element.textContent = text(/** @type {TextKey} */ (element.getAttribute("data-text")));
  }
}
