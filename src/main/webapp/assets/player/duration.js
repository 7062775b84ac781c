// @ts-check

/** SCORM 2004: ISO 8601, such as P1DT2H3M4.5S. Years and months have no fixed length; 365 and 30 days serve. */
const ISO =
  /^P(?=\d|T\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const ISO_SECONDS = [31_536_000, 2_592_000, 86_400, 3600, 60, 1];
/** SCORM 1.2: HHHH:MM:SS.SS. */
const TIMESPAN = /^(\d{1,4}):(\d{1,2}):(\d{1,2}(?:\.\d+)?)$/;
const TIMESPAN_SECONDS = [3600, 60, 1];

/**
 * Seconds in what either standard writes; anything else is no time at all.
 *
 * @param {string} duration
 */
export function secondsOf(duration) {
  return add(ISO.exec(duration), ISO_SECONDS) + add(TIMESPAN.exec(duration), TIMESPAN_SECONDS);
}

/** As SCORM 2004 writes it. @param {number} seconds */
export function isoDuration(seconds) {
  const [hours, minutes, rest] = parts(seconds);
  return `PT${hours ? `${hours}H` : ""}${minutes ? `${minutes}M` : ""}${rest}S`;
}

/** As SCORM 1.2 writes it. @param {number} seconds */
export function timespan(seconds) {
  const [hours, minutes, rest] = parts(seconds);
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  return `${String(hours).padStart(4, "0")}:${two(minutes)}:${rest.toFixed(2).padStart(5, "0")}`;
}

/**
 * @param {RegExpExecArray|null} match
 * @param {number[]} worth
 */
function add(match, worth) {
  return worth.reduce((sum, seconds, i) => sum + seconds * Number(match?.[i + 1] ?? 0), 0);
}

/** @param {number} seconds */
function parts(seconds) {
  const hundredths = Math.round(seconds * 100);
  const whole = Math.floor(hundredths / 6000);
  return [Math.floor(whole / 60), whole % 60, (hundredths % 6000) / 100];
}
