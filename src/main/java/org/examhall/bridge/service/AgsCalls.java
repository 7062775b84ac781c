package org.examhall.bridge.service;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.examhall.bridge.service.ServiceCalls.Session;
import org.examhall.core.context.Lti13Place;
import org.examhall.core.scoring.GradeLease;
import org.examhall.core.scoring.LineItems.Known;
import org.examhall.core.scoring.ScoreDelivery;
import org.examhall.core.scoring.Undelivered;
import org.examhall.kernel.fault.Reason;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.net.OutboundAnswer;
import org.examhall.lti.service.CanvasSubmission;
import org.examhall.lti.service.Result;
import org.examhall.lti.service.ScoreCalls;
import org.examhall.lti.service.ScoreMessage;
import org.examhall.lti.service.ServiceReason;
import org.examhall.lti.service.ServiceRequest;
import org.examhall.lti.service.ServiceScope;

/**
 * Writes one score by AGS; every ending of it is a {@link ScoreDelivery}.
 *
 * <p>Once more, at most, for each of these: a token that is no longer good, a column that is no
 * longer there, a timestamp that the platform calls too old. Times: each try tells the time of the
 * try, taken when there is a token for it, since Moodle compares it with when it got the last
 * score; where the platform's own clock is ahead, that clock. A comment that the column has is sent
 * again with a score, which would clear it else; not to Canvas, which keeps comments apart and
 * would repeat it. Source: AGS 2.0 section 3.3; AG-11.
 */
public final class AgsCalls {
  /** No call is begun later: with the last one it all fits into the lease of a grade. */
  private static final Duration PATIENCE = Duration.ofSeconds(75);

  /** Of that: a comment that takes longer is not waited for. */
  private static final Duration READING_PATIENCE = Duration.ofSeconds(10);

  private static final int PAUSES_FOR_COMMENTS = 3;

  private static final int DECIMALS = 4;
  private static final Duration MOST_AHEAD = Duration.ofMinutes(10);

  private final ServiceCalls calls;
  private final FindColumn columns;
  private final ScoreCalls scores;
  private final Clock clock;

  /** Writes with these. */
  public AgsCalls(ServiceCalls calls, FindColumn columns, ScoreCalls scores, Clock clock) {
    this.calls = calls;
    this.columns = columns;
    this.scores = scores;
    this.clock = clock;
  }

  /** Writes the grade's score. */
  public ScoreDelivery send(AgsPlace to, GradeLease grade) {
    BigDecimal given =
        grade.scaledScore().multiply(FindColumn.MAXIMUM).setScale(DECIMALS, RoundingMode.HALF_UP);
    try {
      OutboundAnswer taken = send(to, grade, at -> message(to, given, grade.finished(), at));
      return new ScoreDelivery(Optional.empty(), Optional.of(taken.status()), "", Optional.empty());
    } catch (ServiceFailed e) {
      return e.delivery();
    } catch (Refused e) {
      return ScoreDelivery.unanswered(unsendable(e.reason()), e.reason().toString());
    }
  }

  /** The score as it is sent at a moment. */
  private interface Message {
    ScoreMessage at(Instant moment);
  }

  private OutboundAnswer send(AgsPlace to, GradeLease grade, Message plain) throws ServiceFailed {
    Lti13Place place = to.place();
    Session session =
        calls.begin(
            place.client(),
            place.scopes(),
            PATIENCE,
            ServiceScope.SCORE,
            ServiceScope.LINE_ITEM,
            ServiceScope.LINE_ITEM_READONLY);
    Message message = grade.sentBefore() ? withComment(to, grade, plain) : plain;
    return place.lineItemUrl().isEmpty()
        ? postToOurs(session, to, grade, message)
        : post(session, place.lineItemUrl(), message);
  }

  /** To the column that we find or make. */
  private OutboundAnswer postToOurs(Session session, AgsPlace to, GradeLease grade, Message message)
      throws ServiceFailed {
    Known column = columns.run(session, to.column(), to.place().ltiLinkId());
    OutboundAnswer taken;
    try {
      taken = post(session, column.url(), message);
    } catch (ServiceFailed e) {
      if (e.why() != Undelivered.GONE) {
        throw e;
      }
      columns.forget(to.column(), column.url());
      column = columns.run(session, to.column(), to.place().ltiLinkId());
      taken = post(session, column.url(), message);
    }
    if (column.insteadOfLost()) {
      columns.replaced(to.column(), grade.personId());
    }
    return taken;
  }

  /** The same with the comment that the column has for the person now. */
  private Message withComment(AgsPlace to, GradeLease grade, Message plain) throws ServiceFailed {
    Optional<String> comment = to.isCanvas() ? Optional.empty() : comment(to, grade);
    return comment.<Message>map(text -> at -> plain.at(at).with(text)).orElse(plain);
  }

  /**
   * Grades matter more: what can't be read is not kept. If the platform asks for a pause, it gets
   * some; then the score goes without.
   */
  private Optional<String> comment(AgsPlace to, GradeLease grade) throws ServiceFailed {
    Lti13Place place = to.place();
    Session reading =
        calls.begin(place.client(), place.scopes(), READING_PATIENCE, ServiceScope.RESULT_READONLY);
    if (!reading.may(ServiceScope.RESULT_READONLY)) {
      return Optional.empty();
    }
    try {
      ServiceRequest request = scores.result(columns.known(to), place.ltiUserId());
      return scores.readResults(reading.send(request).body()).stream()
          .flatMap(List::stream)
          .filter(result -> result.userId().equals(place.ltiUserId()))
          .map(Result::comment)
          .filter(text -> !text.isEmpty())
          .findFirst();
    } catch (ServiceFailed e) {
      if (e.why() == Undelivered.TOO_MANY && grade.tries() <= PAUSES_FOR_COMMENTS) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private OutboundAnswer post(Session session, String column, Message message)
      throws ServiceFailed {
    try {
      return session.send(() -> scores.add(column, message.at(clock.instant())));
    } catch (ServiceFailed e) {
      if (e.why() != Undelivered.OVERTAKEN) {
        throw e;
      }
      return session.send(() -> scores.add(column, message.at(later(e))));
    }
  }

  /** After whatever the platform has seen: it remembers whole seconds of its own clock. */
  private Instant later(ServiceFailed overtaken) {
    Instant now = clock.instant();
    return overtaken
        .platformTime()
        .filter(theirs -> theirs.isAfter(now) && theirs.isBefore(now.plus(MOST_AHEAD)))
        .orElse(now)
        .plusSeconds(1);
  }

  /** Canvas counts each new submission as one of the student's attempts, and a score is none. */
  private static ScoreMessage message(AgsPlace to, BigDecimal given, boolean isFinal, Instant at) {
    ScoreMessage score =
        ScoreMessage.of(to.place().ltiUserId(), given, FindColumn.MAXIMUM, isFinal, at);
    return to.isCanvas() ? score.with(new CanvasSubmission(false, at)) : score;
  }

  private static Undelivered unsendable(Reason reason) {
    if (reason == ServiceReason.SCORE_UNUSABLE) {
      return Undelivered.BAD_GRADE;
    }
    return reason == ServiceReason.URL_UNUSABLE
        ? Undelivered.BAD_ADDRESS
        : Undelivered.NOT_AN_ANSWER;
  }
}
