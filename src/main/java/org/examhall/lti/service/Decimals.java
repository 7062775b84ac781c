package org.examhall.lti.service;

import java.math.BigDecimal;

/** Numbers as every platform reads them: no exponent, no zeros at the end. */
final class Decimals {
  private Decimals() {}

  static BigDecimal plain(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
