package org.examhall.bench;

import java.util.SplittableRandom;

/** Text that does not compress: one letter repeated would flatter every figure. */
final class RandomText {
  private static final String ALPHABET =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,:;{}[]";

  private final SplittableRandom random;

  RandomText(long seed) {
    this.random = new SplittableRandom(seed);
  }

  String of(int chars) {
    StringBuilder text = new StringBuilder(chars);
    for (int i = 0; i < chars; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }
}
