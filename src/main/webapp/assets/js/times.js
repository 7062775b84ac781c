// @ts-check
/** Shows every <time datetime> in the reader's own zone, in the page's language as their region writes it. */

const page = document.documentElement.lang;
const language = navigator.languages.find((tag) => tag.split("-")[0] === page.split("-")[0]) ?? page;

const full = new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "long" });

const long = new Intl.DateTimeFormat(language, {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  timeZoneName: "short",
});

/**
 * Short where it can be: today's moments without the day, this year's without the year.
 *
 * @param {Date} moment
 * @param {Date} now
 */
export function words(moment, now) {
  const today = moment.toDateString() === now.toDateString();
  const thisYear = moment.getFullYear() === now.getFullYear();
  /** @type {Intl.DateTimeFormatOptions} */
  const day = today ? {} : { day: "numeric", month: "short", ...(thisYear ? {} : { year: "numeric" }) };
  return new Intl.DateTimeFormat(language, { ...day, hour: "2-digit", minute: "2-digit" }).format(moment);
}

/** @param {ParentNode} root */
export function showTimes(root) {
  const now = new Date();
  for (const element of root.querySelectorAll("time[datetime]")) {
    const moment = new Date(element.getAttribute("datetime") ?? "");
    if (!Number.isNaN(moment.getTime())) {
      element.textContent = element.hasAttribute("data-long") ? long.format(moment) : words(moment, now);
      element.setAttribute("title", full.format(moment));
    }
  }
}
