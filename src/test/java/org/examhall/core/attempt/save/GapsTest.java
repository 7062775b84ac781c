package org.examhall.core.attempt.save;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class GapsTest {
  @Test
  void theLastNumberWithoutAGapBeforeIt() {
    assertEquals(0, Gaps.lastWithout(List.of()));
    assertEquals(0, Gaps.lastWithout(List.of(2, 3)));
    assertEquals(3, Gaps.lastWithout(List.of(1, 2, 3)));
    assertEquals(2, Gaps.lastWithout(List.of(1, 2, 4, 5)));
  }

  @Test
  void whatIsMissingUpToANumber() {
    assertEquals(List.of(), Gaps.missing(List.of(1, 2, 3), 3, 100));
    assertEquals(List.of(), Gaps.missing(List.of(1, 2, 3, 7), 3, 100));
    assertEquals(List.of(), Gaps.missing(List.of(), 0, 100));
    assertEquals(List.of(1, 3, 5, 6), Gaps.missing(List.of(2, 4), 6, 100));
    assertEquals(List.of(3), Gaps.missing(List.of(1, 2, 9), 3, 100));
  }

  @Test
  void anAbsurdNumberNamesTheFirstOnly() {
    var missing = Gaps.missing(List.of(2), Integer.MAX_VALUE, 100);

    assertEquals(100, missing.size());
    assertEquals(List.of(1, 3, 4), missing.subList(0, 3));
  }
}
