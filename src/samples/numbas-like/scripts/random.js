// @ts-check
/** Chance that can be repeated: the same seed deals the same exam. */
export class Random {
  /** @param {string} seed */
  constructor(seed) {
    this.state = 2166136261;
    for (const letter of seed) {
      this.state = Math.imul(this.state ^ (letter.codePointAt(0) ?? 0), 16777619);
    }
  }

  /** A number from 0 up to, not including, 1. */
  next() {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number from low to high. @param {number} low @param {number} high */
  between(low, high) {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** The numbers from 0 to count - 1 in some order. @param {number} count */
  shuffled(count) {
    const order = Array.from({ length: count }, (_, i) => i);
    for (let i = count - 1; i > 0; i -= 1) {
      const j = this.between(0, i);
      [order[i], order[j]] = [order[j], order[i]];
    }
    return order;
  }
}
