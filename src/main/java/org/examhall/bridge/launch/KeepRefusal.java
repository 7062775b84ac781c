package org.examhall.bridge.launch;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.examhall.core.consumer.ConsumerTallies;
import org.examhall.core.consumer.LaunchRefusal;
import org.examhall.core.consumer.LaunchRefusals;
import org.examhall.core.consumer.TallyEvent;
import org.examhall.core.user.SourceAddress;
import org.examhall.kernel.fault.Reason;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Db;
import org.examhall.lti.Clause;
import org.examhall.lti.Fault;
import org.examhall.lti.oauth.Diagnosis;
import org.examhall.lti.oauth.Hint;

/**
 * Keeps for the admin why a launch was refused, whichever check said no, under the number that the
 * person sees.
 */
public final class KeepRefusal {
  private final Db db;
  private final LaunchRefusals refusals;
  private final ConsumerTallies tallies;
  private final Clock clock;
  private final MeterRegistry meters;

  /** Keeps refusals in {@code db}, timed by {@code clock}; {@code meters} hears of each. */
  public KeepRefusal(
      Db db, LaunchRefusals refusals, ConsumerTallies tallies, Clock clock, MeterRegistry meters) {
    this.db = db;
    this.refusals = refusals;
    this.tallies = tallies;
    this.clock = clock;
    this.meters = meters;
  }

  /**
   * Keeps one, and counts it for the consumer that the message named.
   *
   * @param reference what the person sees
   * @param address of the browser
   * @param diagnosis as far as the message could be read
   */
  public void run(String reference, String address, Refused refused, Diagnosis diagnosis) {
    meters.counter("examhall.launches.refused", "reason", refused.reason().toString()).increment();
    LaunchRefusal refusal =
        new LaunchRefusal(
            clock.instant(),
            reference,
            SourceAddress.group(address),
            refused.reason().toString(),
            clause(refused.reason()),
            diagnosis.consumerKey(),
            diagnosis.url(),
            diagnosis.baseString(),
            diagnosis.clockAheadSeconds().stream().boxed().findFirst(),
            hints(refused, diagnosis));
    db.run(
        tx -> {
          long named = refusals.add(tx, refusal).orElse(ConsumerTallies.NOBODY);
          tallies.count(tx, named, TallyEvent.REFUSAL, refusal.fault());
        });
  }

  private static String clause(Reason reason) {
    return reason instanceof Clause fault ? fault.clause() : "";
  }

  private static List<String> hints(Refused refused, Diagnosis diagnosis) {
    Stream<Hint> ambiguous =
        refused.reason() == Fault.FIELD_AMBIGUOUS
            ? refused.details().stream().map(field -> Hint.differentValues(field.toString()))
            : Stream.empty();
    return Stream.concat(diagnosis.hints().stream(), ambiguous).map(Hint::toString).toList();
  }
}
