package org.examhall.web.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import org.examhall.kernel.text.Messages;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockDifferenceTest {
  @ParameterizedTest
  @CsvSource({
    "0, The clock of the sender and ours agree.",
    "-2, The clock of the sender and ours agree.",
    "41, The clock of the sender is 41 s ahead of ours.",
    "312, The clock of the sender is 5 min 12 s ahead of ours.",
    "7260, The clock of the sender is 2 h 1 min ahead of ours.",
    "-100000, 'The clock of the sender is 1 d 3 h behind ours, or the message was that long on its way.'",
  })
  @Requirement("OA-16")
  void theDifferenceIsSaidInWords(long ahead, String words) {
    var said = ClockDifference.of(ahead);

    assertEquals(words, new Messages().text(Locale.ENGLISH, said.key(), said.details().toArray()));
  }

  @ParameterizedTest
  @CsvSource({
    "-75, is 75 seconds behind ours",
    "-2, is 2 seconds behind ours",
    "-1, is 1 second behind ours",
    "0, agrees with ours",
    "1, is 1 second ahead of ours",
    "2, is 2 seconds ahead of ours"
  })
  void theTestOfAConnectionCountsSecondsInWords(long ahead, String words) {
    for (String key : List.of("connection.clock.good", "connection.clock.bad")) {
      String said = new Messages().text(Locale.ENGLISH, key, ahead, Math.abs(ahead));

      assertTrue(said.startsWith("The clock of the LMS " + words + ". "), said);
    }
  }
}
