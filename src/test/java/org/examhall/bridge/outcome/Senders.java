package org.examhall.bridge.outcome;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.examhall.core.consumer.ConsumerTallies;
import org.examhall.core.scoring.Backoff;
import org.examhall.core.scoring.ScoreDeliveries;
import org.examhall.core.scoring.ScoreOutbox;
import org.examhall.kernel.crypto.SecretBox;
import org.examhall.kernel.net.Outbound;
import org.examhall.kernel.net.OutboundLimits;
import org.examhall.kernel.sql.OpenTransactions;
import org.examhall.testkit.Callers;
import org.examhall.testkit.World;

/** Senders of grades for tests: less patient than in production. */
final class Senders {
  private static final OutboundLimits LIMITS =
      new OutboundLimits(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(2));

  private Senders() {}

  static Outbound outbound(String privateHost) {
    return new Outbound("test", List.of(privateHost), LIMITS, new OpenTransactions());
  }

  /** For calls that a busy machine must not make look like trouble. */
  static Outbound patient(String privateHost) {
    return new Outbound(
        "test", List.of(privateHost), OutboundLimits.PATIENT, new OpenTransactions());
  }

  static SendGrade sender(World world, Outbound outbound, SecretBox box, Duration lease) {
    return sender(world, Callers.gradeCalls(world, outbound), box, lease);
  }

  static SendGrade sender(World world, GradeCalls calls, SecretBox box, Duration lease) {
    return new SendGrade(
        world.db(),
        new ScoreOutbox(),
        new ScoreDeliveries(),
        new ConsumerTallies(),
        Callers.gradePlaces(box),
        calls,
        new SendGrade.Rhythm(lease, Duration.ofMinutes(1), Backoff.usual(new Random(1))));
  }
}
