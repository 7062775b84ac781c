package org.examhall.bridge.service;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.examhall.bridge.service.ServiceCalls.Trial;
import org.examhall.core.context.Lti13Place;
import org.examhall.core.scoring.Undelivered;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.net.OutboundAnswer;
import org.examhall.lti.service.PageTrail;
import org.examhall.lti.service.Result;
import org.examhall.lti.service.ScoreCalls;
import org.examhall.lti.service.ServiceRequest;
import org.examhall.lti.service.ServiceScope;

/**
 * Reads what a gradebook column has, for somebody who waits for it.
 *
 * <p>Times: no call begins after the time that the caller gives; each has a token of its own, so
 * that nobody waits for another's. Errors: {@link ServiceFailed}. Source: AGS 2.0 section 3.4.
 */
public final class ReadResults {
  private static final int MOST_PAGES = 200;

  private final ServiceCalls calls;
  private final FindColumn columns;
  private final ScoreCalls scores;

  /** Reads with these. */
  public ReadResults(ServiceCalls calls, FindColumn columns, ScoreCalls scores) {
    this.calls = calls;
    this.columns = columns;
    this.scores = scores;
  }

  /** What the column has of everybody, page by page; where there is none yet, none is made. */
  public List<Result> run(AgsPlace from, Duration patience) throws ServiceFailed {
    return run(from, patience, scores::results);
  }

  /** The same of one person, and what else a platform tells that heeds no filter. */
  public List<Result> runForOne(AgsPlace from, Duration patience) throws ServiceFailed {
    String userId = from.place().ltiUserId();
    return run(from, patience, column -> scores.result(column, userId));
  }

  private List<Result> run(
      AgsPlace from, Duration patience, Function<String, ServiceRequest> question)
      throws ServiceFailed {
    Patience left = Patience.of(patience);
    String column = columns.known(from);
    Lti13Place place = from.place();
    if (!place.scopes().contains(ServiceScope.RESULT_READONLY.uri())) {
      throw failed(Undelivered.FORBIDDEN);
    }
    left.requireTime();
    try {
      Trial trial = calls.tryOut(place.client(), place.scopes(), ServiceScope.RESULT_READONLY);
      return pages(trial, question.apply(column), left);
    } catch (Refused unusable) {
      throw failed(Undelivered.NOT_AN_ANSWER);
    }
  }

  private List<Result> pages(Trial trial, ServiceRequest first, Patience left)
      throws ServiceFailed {
    List<Result> results = new ArrayList<>();
    PageTrail trail = new PageTrail(first.uri(), MOST_PAGES);
    Optional<URI> next = Optional.of(first.uri());
    while (next.isPresent()) {
      left.requireTime();
      OutboundAnswer answer = trial.send(scores.page(next.get()));
      results.addAll(
          scores.readResults(answer.body()).orElseThrow(() -> failed(Undelivered.NOT_AN_ANSWER)));
      next = trail.next(next.get(), answer.headers("Link"));
    }
    return results;
  }

  private static ServiceFailed failed(Undelivered why) {
    return ServiceFailed.unanswered(why, "");
  }
}
