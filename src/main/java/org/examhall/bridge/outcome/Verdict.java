package org.examhall.bridge.outcome;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.examhall.core.scoring.ScoreDelivery;
import org.examhall.core.scoring.Undelivered;
import org.examhall.kernel.net.OutboundAnswer;
import org.examhall.lti.outcome.OutcomeAnswer;

/**
 * What an LMS's answer means for the grade: taken, to be tried again, or refused.
 *
 * <p>The envelope decides what was said, the HTTP status only who should act on a no. Source: LTI
 * 1.1 Basic Outcomes; what LMSs really send (Moodle and edX fail with 200, Canvas with 422, and it
 * throttles with 403).
 */
final class Verdict {
  private final Clock clock;

  Verdict(Clock clock) {
    this.clock = clock;
  }

  ScoreDelivery of(OutboundAnswer http, OutcomeAnswer said) {
    Optional<Undelivered> failure =
        said instanceof OutcomeAnswer.Success
            ? Optional.empty()
            : Optional.of(byStatus(http).orElseGet(() -> byWords(said)));
    Optional<Duration> waitAsked = http.waitAsked(clock);
    return new ScoreDelivery(failure, Optional.of(http.status()), words(said), waitAsked);
  }

  private static Optional<Undelivered> byStatus(OutboundAnswer http) {
    return switch (http.status()) {
      case 401 -> Optional.of(Undelivered.UNAUTHORISED);
      case 403 -> Optional.of(throttled(http) ? Undelivered.TOO_MANY : Undelivered.UNAUTHORISED);
      case 404, 410 -> Optional.of(Undelivered.GONE);
      case 429 -> Optional.of(Undelivered.TOO_MANY);
      case 408, 425 -> Optional.of(Undelivered.LMS_TROUBLE);
      default -> http.status() >= 500 ? Optional.of(Undelivered.LMS_TROUBLE) : Optional.empty();
    };
  }

  private static Undelivered byWords(OutcomeAnswer said) {
    if (said instanceof OutcomeAnswer.Processing) {
      return Undelivered.PROCESSING;
    }
    if (said instanceof OutcomeAnswer.Failure) {
      return saysSignature(said) ? Undelivered.UNAUTHORISED : Undelivered.DECLINED;
    }
    return said instanceof OutcomeAnswer.Unsupported
        ? Undelivered.UNSUPPORTED
        : Undelivered.NOT_AN_ANSWER;
  }

  /** As Moodle and Open edX say it, whether the key, the secret or the clock is wrong. */
  private static boolean saysSignature(OutcomeAnswer said) {
    return said.words().toLowerCase(Locale.ROOT).contains("signature");
  }

  private static boolean throttled(OutboundAnswer http) {
    return new String(http.body(), StandardCharsets.UTF_8)
        .toLowerCase(Locale.ROOT)
        .contains("rate limit");
  }

  private static String words(OutcomeAnswer said) {
    if (said instanceof OutcomeAnswer.Success) {
      return "";
    }
    Optional<String> code =
        said instanceof OutcomeAnswer.Failure failure
            ? failure.canvasErrorCode()
            : Optional.empty();
    return said.words() + code.map(c -> " (" + c + ")").orElse("");
  }
}
