// @ts-check
/** How long the exam has been worked on and how long is left, in seconds. */
export class Clock {
  /** @param {number} durationSeconds 0: no limit @param {boolean} allowPause whether time stops while the exam is closed */
  constructor(durationSeconds, allowPause) {
    this.originalSeconds = durationSeconds;
    this.durationSeconds = durationSeconds;
    this.allowPause = allowPause;
    this.keptSeconds = 0;
    /** When it was set going last, on the clock that nobody can set. @type {number | null} */
    this.since = null;
  }

  /** What the host allows: more time, or all of it. @param {string} amount @param {string} units @param {string} off */
  extend(amount, units, off) {
    const extra = Number(amount) || 0;
    const more = units === "percent" ? (this.originalSeconds * extra) / 100 : extra * 60;
    this.durationSeconds = off === "true" ? 0 : this.originalSeconds + more;
  }

  /** Goes on where an earlier sitting stopped. @param {number} spentSeconds @param {number | null} startedAt */
  resume(spentSeconds, startedAt) {
    this.keptSeconds = this.allowPause || startedAt === null ? spentSeconds : (Date.now() - startedAt) / 1000;
  }

  run() {
    this.since ??= performance.now();
  }

  pause() {
    this.keptSeconds = this.spentSeconds;
    this.since = null;
  }

  get spentSeconds() {
    return this.keptSeconds + (this.since === null ? 0 : (performance.now() - this.since) / 1000);
  }

  get remainingSeconds() {
    return Math.max(0, this.durationSeconds - this.spentSeconds);
  }

  get isOver() {
    return this.since !== null && this.durationSeconds > 0 && this.remainingSeconds <= 0;
  }

  /** As SCORM writes a time interval. */
  get iso() {
    const seconds = Math.floor(this.spentSeconds);
    return `PT${Math.floor(seconds / 3600)}H${Math.floor(seconds / 60) % 60}M${seconds % 60}S`;
  }
}
