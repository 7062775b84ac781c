package org.examhall.core.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreTest {
  @ParameterizedTest
  @CsvSource({"0, 0", "1, 100", "0.125, 12.5", "0.5, 50", "0.49999, 49.9", "0.99999, 99.9"})
  void percentHasOnePlaceAndIsNeverMoreThanTheScore(BigDecimal scaled, String percent) {
    assertEquals(percent, Score.percent(scaled).toPlainString());
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "20, 20", "1.5, 1.5", "0.333333, 0.33"})
  void marksHaveTwoPlacesAtMost(BigDecimal marks, String shown) {
    Optional<BigDecimal> raw = Optional.of(marks);
    assertEquals(
        Optional.of(shown),
        Score.of(Optional.of(BigDecimal.ONE), raw, raw)
            .flatMap(Score::raw)
            .map(BigDecimal::toPlainString));
  }
}
