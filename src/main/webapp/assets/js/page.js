// @ts-check
/** What every page wants: times in the reader's zone, and the focus on what was just said. */
import { showTimes } from "./times.js";

showTimes(document);

const notice = document.querySelector("[data-notice]");
if (notice instanceof HTMLElement) {
  notice.focus();
}
