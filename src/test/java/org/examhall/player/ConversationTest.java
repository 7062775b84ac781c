package org.examhall.player;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.examhall.core.attempt.AttemptToken;
import org.examhall.core.attempt.EndReason;
import org.examhall.core.attempt.Mode;
import org.examhall.core.attempt.save.Look;
import org.examhall.core.attempt.save.Times;
import org.examhall.kernel.json.Json;
import org.junit.jupiter.api.Test;

/** What a window is told without asking; nobody is asked for it, so nobody has to be there. */
class ConversationTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final Players players =
      new Players(null, null, new Limits(1000), new Json(), elsewhere -> {});
  private final Conversation conversation =
      new Conversation(
          players, new AttemptToken(1, 2, 3, "l", Mode.NORMAL, Optional.of(1), Instant.MAX));
  private final List<String> said = new ArrayList<>();

  @Test
  void ofTwoLooksTheOlderOneIsNotToldAfterTheNewer() {
    hear(NOW.plusSeconds(1), Optional.empty(), NOW.plusSeconds(3600));
    hear(NOW, Optional.of(EndReason.CLOSED), NOW.minusSeconds(60));

    assertEquals(List.of("times"), said);
  }

  @Test
  void whatANewerLookSeesIsTold() {
    hear(NOW, Optional.empty(), NOW.plusSeconds(3600));
    hear(NOW.plusSeconds(1), Optional.of(EndReason.CLOSED), NOW.minusSeconds(60));

    assertEquals(List.of("times", "times", "ended"), said);
  }

  @Test
  void aClockThatWasSetBackIsBelieved() {
    hear(NOW, Optional.empty(), NOW.plusSeconds(3600));
    hear(NOW.minusSeconds(600), Optional.of(EndReason.CLOSED), NOW.minusSeconds(660));

    assertEquals(List.of("times", "times", "ended"), said);
  }

  private void hear(Instant at, Optional<EndReason> ended, Instant until) {
    Optional<Instant> never = Optional.empty();
    var times = new Times(never, Optional.of(until), never, never, Optional.empty(), false);
    conversation.pushNews(new Look.Seen(2, times, 1, ended, at), line());
  }

  private Line line() {
    return new Line() {
      @Override
      public void say(String message) {
        said.add(new Json().tree(message).orElseThrow().path("t").asText());
      }

      @Override
      public boolean isOpen() {
        return true;
      }

      @Override
      public void end(Farewell farewell) {
        said.add("end");
      }
    };
  }
}
