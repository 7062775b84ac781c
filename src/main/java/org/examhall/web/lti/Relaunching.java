package org.examhall.web.lti;

import java.util.Optional;
import org.examhall.bridge.launch.AskRelaunch;
import org.examhall.bridge.launch.AskedRelaunch;
import org.examhall.bridge.launch.FinishRelaunch;
import org.examhall.core.consumer.Lti11Key;
import org.examhall.kernel.sql.Tx;
import org.examhall.lti.WebAddress;
import org.examhall.lti.launch.Relaunch11;
import org.examhall.lti.oauth.SignedForm;
import org.examhall.lti.oauth.Verified;
import org.examhall.web.http.RelaunchCookie;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/** The two steps of LTI 1.1.2: a page that posts itself back to the LMS, and what comes after. */
public final class Relaunching {
  private final AskRelaunch ask;
  private final FinishRelaunch finish;

  /** What the template reads. */
  public record Model(SignedForm form) {}

  /** By these verbs. */
  public Relaunching(AskRelaunch ask, FinishRelaunch finish) {
    this.ask = ask;
    this.finish = finish;
  }

  /** The page that has the LMS launch again. */
  Response page(Tx tx, Lti11Key key, Relaunch11 asked) {
    AskedRelaunch relaunch = ask.run(tx, key, asked);
    String lms = WebAddress.parse(asked.url()).flatMap(WebAddress::origin).orElseThrow();
    return Response.page("relaunch", new Model(relaunch.form()))
        .formsTo(lms)
        .cookie(RelaunchCookie.of(relaunch.state(), relaunch.browser(), AskRelaunch.LIFETIME));
  }

  /** Refuses a second launch that is not the one that began here; a first one passes. */
  void check(Tx tx, Request request, Lti11Key key, Verified message) {
    Relaunch11.returned(message)
        .ifPresent(
            states -> finish.run(tx, key, states, RelaunchCookie.valueFor(request, states.tool())));
  }

  /** Takes the cookie back that a second launch has used up. */
  static void tidy(Response response, Verified message) {
    Optional<Relaunch11.States> states = Relaunch11.returned(message);
    states.map(s -> RelaunchCookie.gone(s.tool())).ifPresent(response::cookie);
  }
}
