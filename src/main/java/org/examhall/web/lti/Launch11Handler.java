package org.examhall.web.lti;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import org.examhall.bridge.launch.AcceptLaunch11;
import org.examhall.bridge.launch.KeepRefusal;
import org.examhall.bridge.launch.OpenedLaunch;
import org.examhall.bridge.launch.VerifyLaunch11;
import org.examhall.core.consumer.Lti11Key;
import org.examhall.core.consumer.Lti11Keys;
import org.examhall.core.context.Browser;
import org.examhall.kernel.fault.Kind;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;
import org.examhall.kernel.text.Messages;
import org.examhall.lti.contentitem.OlderReturn;
import org.examhall.lti.contentitem.SelectionRequest;
import org.examhall.lti.launch.Launch11;
import org.examhall.lti.launch.LaunchTerms;
import org.examhall.lti.launch.Relaunch11;
import org.examhall.lti.launch.ReturnUrl;
import org.examhall.lti.oauth.Diagnosis;
import org.examhall.lti.oauth.FormParser;
import org.examhall.lti.oauth.PublicUrl;
import org.examhall.lti.oauth.SignedRequest;
import org.examhall.lti.oauth.Verified;
import org.examhall.lti.role.LaunchRole;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/**
 * The LTI 1.1 launch endpoint, for selections too: verifies, stores, sets the launch's cookie and
 * goes to its pages.
 *
 * <p>What fails before the signature is right is refused here; what fails after it goes back to the
 * LMS, if that gave a return URL. Either way the admin finds it under its number. Source: L11-*,
 * RT-*.
 */
public final class Launch11Handler {
  private static final int MOST_BYTES = 256 * 1024;

  private final Db db;
  private final KeepRefusal keep;
  private final VerifyLaunch11 verify;
  private final AcceptLaunch11 accept;
  private final Relaunching relaunching;
  private final Lti11Keys keys;
  private final PublicUrl site;
  private final AfterLaunch after;
  private final FormParser forms = FormParser.ofLaunches();

  /** Launches are signed for addresses of {@code site}, whatever a header says (ADR 0012). */
  public Launch11Handler(
      Db db,
      KeepRefusal keep,
      VerifyLaunch11 verify,
      AcceptLaunch11 accept,
      Relaunching relaunching,
      Lti11Keys keys,
      PublicUrl site,
      Messages messages) {
    this.db = db;
    this.keep = keep;
    this.verify = verify;
    this.accept = accept;
    this.relaunching = relaunching;
    this.keys = keys;
    this.site = site;
    this.after = new AfterLaunch(messages);
  }

  /** POST of a launch. */
  public Response launch(Request request) throws IOException {
    Verified message = verify.run(readable(request), request.reference(), request.remoteAddress());
    try {
      Optional<Relaunch11> relaunch = Relaunch11.asked(message);
      return relaunch.isPresent()
          ? db.tx(tx -> relaunching.page(tx, keyOf(tx, message), relaunch.get()))
          : open(request, message, accepted(request, message));
    } catch (Refused refused) {
      keep(request, refused, message.diagnosis());
      if (refused.reason().kind() == Kind.UNAUTHENTICATED) {
        throw refused;
      }
      return after.back(request, ReturnUrl.of(message).orElseThrow(() -> refused), refused);
    }
  }

  private Lti11Key keyOf(Tx tx, Verified message) {
    return keys.find(tx, message.consumerKey()).orElseThrow();
  }

  private OpenedLaunch accepted(Request request, Verified message) {
    return db.tx(
        tx -> {
          Lti11Key key = keyOf(tx, message);
          relaunching.check(tx, request, key, message);
          LaunchTerms terms = new LaunchTerms(key.laterVersions(), key.adminsAreStaff());
          return SelectionRequest.is(message)
              ? accept.run(tx, key, SelectionRequest.read(message, terms), request.browser())
              : accepted(
                  tx,
                  key,
                  Launch11.read(message, terms),
                  OlderReturn.of(message),
                  request.browser());
        });
  }

  /** Whoever does not teach, or is to hand in something else, follows the link as always. */
  private OpenedLaunch accepted(
      Tx tx, Lti11Key key, Launch11 said, Optional<OlderReturn> returnTo, Browser browser) {
    return returnTo
        .filter(back -> back.takes(OlderReturn.Type.LTI_LAUNCH_URL))
        .filter(back -> said.role() == LaunchRole.INSTRUCTOR)
        .map(back -> accept.run(tx, key, said, back, browser))
        .orElseGet(() -> accept.run(tx, key, said, browser));
  }

  private static Response open(Request request, Verified message, OpenedLaunch launch) {
    Response response = AfterLaunch.on(request, launch);
    Relaunching.tidy(response, message);
    return response;
  }

  private void keep(Request request, Refused refused, Diagnosis diagnosis) {
    keep.run(request.reference(), request.remoteAddress(), refused, diagnosis);
  }

  private SignedRequest readable(Request request) throws IOException {
    try {
      return read(request);
    } catch (Refused refused) {
      keep(request, refused, Diagnosis.NONE);
      throw refused;
    }
  }

  private SignedRequest read(Request request) throws IOException {
    HttpServletRequest servlet = request.servlet();
    byte[] body = servlet.getInputStream().readNBytes(MOST_BYTES + 1);
    return SignedRequest.post(
        site.arrivedAt(servlet.getRequestURI(), Optional.ofNullable(servlet.getQueryString())),
        Optional.ofNullable(servlet.getContentType()),
        request.header("Authorization"),
        body,
        forms);
  }
}
