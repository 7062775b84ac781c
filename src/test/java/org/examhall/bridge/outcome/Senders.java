package org.examhall.bridge.outcome;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.examhall.core.consumer.ClientCertificates;
import org.examhall.core.consumer.Lti11Keys;
import org.examhall.core.consumer.OutcomeAddresses;
import org.examhall.core.context.Lti11Outcomes;
import org.examhall.core.scoring.Backoff;
import org.examhall.core.scoring.GradedAttempts;
import org.examhall.core.scoring.ScoreDeliveries;
import org.examhall.core.scoring.ScoreOutbox;
import org.examhall.kernel.crypto.SecretBox;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.kernel.net.Outbound;
import org.examhall.kernel.net.OutboundLimits;
import org.examhall.kernel.sql.OpenTransactions;
import org.examhall.kernel.text.Messages;
import org.examhall.testkit.World;

/** Senders of grades for tests: less patient than in production. */
final class Senders {
  private static final OutboundLimits LIMITS =
      new OutboundLimits(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(2));

  private Senders() {}

  static Outbound outbound(String privateHost) {
    return new Outbound("test", List.of(privateHost), LIMITS, new OpenTransactions());
  }

  static SendGrade sender(World world, Outbound outbound, SecretBox box, Duration lease) {
    return new SendGrade(
        world.db(),
        new ScoreOutbox(),
        new ScoreDeliveries(),
        new OutcomeTargets(
            new Lti11Outcomes(),
            new Lti11Keys(box),
            new OutcomeAddresses(),
            new ClientCertificates(box),
            new WorkDetails(
                new GradedAttempts(), new Messages(), "https://exams.example/lti11/launch")),
        new OutcomeCalls(outbound, Clock.systemUTC(), new Tokens()::fresh),
        new SendGrade.Rhythm(lease, Backoff.usual(new Random(1))));
  }
}
