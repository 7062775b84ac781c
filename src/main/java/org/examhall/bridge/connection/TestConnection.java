package org.examhall.bridge.connection;

import static org.examhall.bridge.connection.StepResult.Verdict.BAD;
import static org.examhall.bridge.connection.StepResult.Verdict.GOOD;
import static org.examhall.bridge.connection.StepResult.Verdict.UNTRIED;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.examhall.bridge.connection.StepResult.Step;
import org.examhall.bridge.launch.FetchedKeys;
import org.examhall.bridge.service.ServiceCalls;
import org.examhall.bridge.service.ServiceCalls.Trial;
import org.examhall.bridge.service.ServiceFailed;
import org.examhall.core.consumer.KeySetOverview;
import org.examhall.core.consumer.KeySetOverviews;
import org.examhall.core.consumer.Lti13Registration;
import org.examhall.core.context.ServiceSample;
import org.examhall.core.context.ServiceSamples;
import org.examhall.core.scoring.Undelivered;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.net.OutboundAnswer;
import org.examhall.kernel.sql.Db;
import org.examhall.lti.service.LineItemCalls;
import org.examhall.lti.service.MemberCalls;
import org.examhall.lti.service.ServiceScope;

/**
 * Tries what an LMS is needed for: its keys, a token, the gradebook and the members of the course
 * that launched last. Writes nothing there.
 *
 * <p>Times: no step begins after ten seconds, so that whoever waits has an answer in fifteen.
 * Errors: none; what fails is a result. Source: TK-04; Security Framework 1.1 section 4.1; AGS 2.0
 * section 3.2; NRPS 2.0 section 2.
 */
public final class TestConnection {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final List<String> USUAL_SCOPES =
      List.of(
          ServiceScope.LINE_ITEM.uri(),
          ServiceScope.SCORE.uri(),
          ServiceScope.MEMBERSHIP_READONLY.uri());

  private final Db db;
  private final Tables tables;
  private final FetchedKeys keys;
  private final Services services;
  private final Clock clock;

  /** What is known of the platform. */
  public record Tables(KeySetOverviews keySets, ServiceSamples samples) {}

  /** What calls it. */
  public record Services(ServiceCalls calls, LineItemCalls lineItems, MemberCalls members) {}

  /** Tests with these. */
  public TestConnection(Db db, Tables tables, FetchedKeys keys, Services services, Clock clock) {
    this.db = db;
    this.tables = tables;
    this.keys = keys;
    this.services = services;
    this.clock = clock;
  }

  /** All steps, in order. */
  public List<StepResult> run(Lti13Registration registration) {
    long endNanos = System.nanoTime() + PATIENCE.toNanos();
    List<StepResult> results = new ArrayList<>();
    results.add(keySet(registration));
    ServiceSample sample = db.tx(tx -> tables.samples().of(tx, registration.id()));
    try {
      Trial trial = token(registration, sample);
      results.add(new StepResult(Step.TOKEN, GOOD, "connection.token.good", ""));
      results.add(clock(registration, trial.platformTime()));
      results.add(inTime(Step.LINE_ITEMS, endNanos, () -> lineItems(trial, sample)));
      results.add(inTime(Step.ROSTER, endNanos, () -> roster(trial, sample)));
    } catch (ServiceFailed e) {
      results.add(noToken(e));
      results.add(clock(registration, e.platformTime()));
      results.add(untried(Step.LINE_ITEMS, "connection.no_token"));
      results.add(untried(Step.ROSTER, "connection.no_token"));
    }
    return results;
  }

  private StepResult keySet(Lti13Registration registration) {
    keys.refresh(registration);
    KeySetOverview seen = db.tx(tx -> tables.keySets().of(tx, registration.id()));
    if (seen.problem().isEmpty() && seen.fetchedAt().isPresent()) {
      return new StepResult(
          Step.KEYS, GOOD, "connection.keys.good", String.join(", ", seen.kids()));
    }
    return new StepResult(Step.KEYS, BAD, seen.problemKey(), seen.problemDetail());
  }

  private Trial token(Lti13Registration registration, ServiceSample sample) throws ServiceFailed {
    return services
        .calls()
        .tryOut(
            sample.client(),
            scopes(registration, sample),
            ServiceScope.LINE_ITEM,
            ServiceScope.LINE_ITEM_READONLY,
            ServiceScope.SCORE,
            ServiceScope.MEMBERSHIP_READONLY);
  }

  /** Exactly what was granted, as far as that is known: one scope too many fails the lot. */
  private static List<String> scopes(Lti13Registration registration, ServiceSample sample) {
    if (!registration.scopes().isEmpty()) {
      return registration.scopes();
    }
    List<String> said = new ArrayList<>(sample.scopes());
    if (!sample.membershipsUrl().isEmpty()) {
      said.add(ServiceScope.MEMBERSHIP_READONLY.uri());
    }
    return said.isEmpty() ? USUAL_SCOPES : said;
  }

  private StepResult clock(Lti13Registration registration, Optional<Instant> theirs) {
    if (theirs.isEmpty()) {
      return untried(Step.CLOCK, "connection.clock.untold");
    }
    long ahead = Duration.between(clock.instant(), theirs.get()).toSeconds();
    boolean near = Math.abs(ahead) <= registration.rules().leewaySeconds();
    return new StepResult(
        Step.CLOCK,
        near ? GOOD : BAD,
        near ? "connection.clock.good" : "connection.clock.bad",
        List.of(ahead, Math.abs(ahead)));
  }

  private StepResult lineItems(Trial trial, ServiceSample sample) throws ServiceFailed {
    if (sample.lineItemsUrl().isEmpty()) {
      return untried(Step.LINE_ITEMS, "connection.line_items.none");
    }
    if (!trial.may(ServiceScope.LINE_ITEM) && !trial.may(ServiceScope.LINE_ITEM_READONLY)) {
      return new StepResult(Step.LINE_ITEMS, BAD, "connection.not_granted", "");
    }
    LineItemCalls lineItems = services.lineItems();
    OutboundAnswer answer = trial.send(lineItems.page(URI.create(sample.lineItemsUrl())));
    return read(
        Step.LINE_ITEMS,
        "connection.line_items.good",
        lineItems.readPage(answer.body()).isPresent(),
        sample.gradebookCourse());
  }

  private StepResult roster(Trial trial, ServiceSample sample) throws ServiceFailed {
    if (sample.membershipsUrl().isEmpty()) {
      return untried(Step.ROSTER, "connection.roster.none");
    }
    if (!trial.may(ServiceScope.MEMBERSHIP_READONLY)) {
      return new StepResult(Step.ROSTER, BAD, "connection.not_granted", "");
    }
    MemberCalls members = services.members();
    OutboundAnswer answer = trial.send(members.list(sample.membershipsUrl()));
    return read(
        Step.ROSTER,
        "connection.roster.good",
        members.read(answer.body()).isPresent(),
        sample.rosterCourse());
  }

  private static StepResult read(Step step, String good, boolean readable, String course) {
    return readable
        ? new StepResult(step, GOOD, good, course)
        : new StepResult(step, BAD, "connection.failed.not_an_answer", "");
  }

  /** A call to a service, which may fail. */
  private interface Call {
    StepResult make() throws ServiceFailed;
  }

  private static StepResult inTime(Step step, long endNanos, Call call) {
    if (System.nanoTime() - endNanos > 0) {
      return untried(step, "connection.late");
    }
    try {
      return call.make();
    } catch (ServiceFailed e) {
      return failed(step, e);
    } catch (Refused | IllegalArgumentException e) {
      return new StepResult(step, BAD, "connection.failed.bad_address", "");
    }
  }

  private static StepResult noToken(ServiceFailed failed) {
    return failed.why() == Undelivered.TOKEN_REFUSED
        ? new StepResult(Step.TOKEN, BAD, "connection.token.bad", said(failed))
        : failed(Step.TOKEN, failed);
  }

  private static StepResult failed(Step step, ServiceFailed failed) {
    return new StepResult(step, BAD, "connection.failed." + failed.why().code(), said(failed));
  }

  /** The platform's words, or at least its number. */
  private static String said(ServiceFailed failed) {
    String words = failed.delivery().detail();
    return words.isEmpty()
        ? failed.delivery().httpStatus().map(status -> "HTTP " + status).orElse("")
        : words;
  }

  private static StepResult untried(Step step, String words) {
    return new StepResult(step, UNTRIED, words, "");
  }
}
