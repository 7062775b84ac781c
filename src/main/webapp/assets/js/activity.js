// @ts-check
/** Has the charts drawn in hours and days of the reader's zone, which the server does not know. */
import "./page.js";
import { showTimes } from "./times.js";

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const section = document.querySelector("section[data-zone]");

if (section instanceof HTMLElement && zone && zone !== section.dataset.zone) {
  try {
    const answer = await fetch(`${section.dataset.address}&zone=${encodeURIComponent(zone)}`);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("section[data-zone]");
    if (fresh && !section.contains(document.activeElement)) {
      showTimes(fresh);
      section.replaceWith(document.adoptNode(fresh));
    }
  } catch {
    // The server or the network is away for a moment; the page says that its times are of UTC.
  }
}
