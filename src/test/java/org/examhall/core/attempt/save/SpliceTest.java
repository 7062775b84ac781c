package org.examhall.core.attempt.save;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpliceTest {
  private static final String BASE =
      "{\"timeSpent\":12,\"questions\":[{\"answered\":false,\"student_answer\":\"π\"}]}";
  private static final String RESULT =
      "{\"timeSpent\":31,\"questions\":[{\"answered\":true,\"student_answer\":\"π²/6\"}]}";

  @Test
  void theProtocolsWorkedExampleApplies() {
    var splice =
        Splice.of(
            "49390deb713907cd",
            new Edit(13, 53, "31,\"questions\":[{\"answered\":true,\"student_answer\":\"π²/6"),
            72,
            "6acc7b51d28e63cb");

    assertEquals(Optional.of(RESULT), splice.applyTo(BASE));
  }

  @Test
  void theProtocolsExampleWithAPairApplies() {
    var splice = Splice.of("f6ea0a655f5693a1", new Edit(18, 0, "😃"), 24, "3f293fde7812625e");

    assertEquals(
        Optional.of("{\"seen\":1,\"mark\":\"😃😀\"}"),
        splice.applyTo("{\"seen\":1,\"mark\":\"😀\"}"));
  }

  @Test
  void theEmptyValueHasTheProtocolsHash() {
    assertEquals("e3b0c44298fc1c14", ValueHash.of(""));
  }

  @ParameterizedTest
  @CsvSource({
    // base, from, drop, add, length
    "wrong, 0, 0, x, 3",
    "ok, -1, 0, x, 3",
    "ok, 3, 0, x, 3",
    "ok, 1, 2, x, 1",
    "ok, 1, -1, x, 4",
    "ok, 2147483647, 2147483647, x, 3",
    "ok, 0, 0, x, 4",
    "ok, 0, 0, y, 3"
  })
  void whatDoesNotFitIsNotApplied(String base, int from, int drop, String add, int length) {
    String hash = base.equals("ok") ? ValueHash.of("ab") : "0000000000000000";

    var splice = Splice.of(hash, new Edit(from, drop, add), length, ValueHash.of("xab"));

    assertEquals(Optional.empty(), splice.applyTo("ab"));
  }

  @Test
  void theProtocolsExampleOfSeveralStretchesApplies() {
    var edits = List.of(new Edit(13, 2, "31"), new Edit(41, 5, "true"), new Edit(65, 1, "π²/6"));

    var splice = new Splice("49390deb713907cd", edits, 72, "6acc7b51d28e63cb");

    assertEquals(Optional.of(RESULT), splice.applyTo(BASE));
  }

  @ParameterizedTest
  @CsvSource({
    // two stretches that overlap, lie in the wrong order, or past the end
    "0, 2, 1, 1",
    "1, 1, 0, 1",
    "0, 1, 3, 1",
    "0, 1, 1, 2"
  })
  void stretchesThatAreNotApartAreNotApplied(int from, int drop, int next, int nextDrop) {
    var edits = List.of(new Edit(from, drop, "x"), new Edit(next, nextDrop, "y"));

    var splice = new Splice(ValueHash.of("ab"), edits, 2, ValueHash.of("xy"));

    assertEquals(Optional.empty(), splice.applyTo("ab"));
  }

  @Test
  void aPairIsNotCutApart() {
    String hash = ValueHash.of("😀");

    for (int from : List.of(0, 1)) {
      var splice = Splice.of(hash, new Edit(from, 1, ""), 1, ValueHash.of("?"));
      assertEquals(Optional.empty(), splice.applyTo("😀"));
    }
  }
}
