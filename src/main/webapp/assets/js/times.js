// @ts-check
/** Shows every <time datetime> in the reader's own zone and language. */

const language = document.documentElement.lang || undefined;

const full = new Intl.DateTimeFormat(language, {
  dateStyle: "full",
  timeStyle: "long",
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
  const day = today
    ? {}
    : { day: "numeric", month: "short", weekday: "short", ...(thisYear ? {} : { year: "numeric" }) };
  return new Intl.DateTimeFormat(language, { ...day, hour: "2-digit", minute: "2-digit" }).format(moment);
}

/** @param {ParentNode} root */
export function showTimes(root) {
  const now = new Date();
  for (const element of root.querySelectorAll("time[datetime]")) {
    const moment = new Date(element.getAttribute("datetime") ?? "");
    if (!Number.isNaN(moment.getTime())) {
      element.textContent = words(moment, now);
      element.setAttribute("title", full.format(moment));
    }
  }
}
