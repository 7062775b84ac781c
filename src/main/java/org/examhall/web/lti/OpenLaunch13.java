package org.examhall.web.lti;

import java.util.Optional;
import java.util.function.Supplier;
import org.examhall.bridge.launch.AcceptLaunch13;
import org.examhall.bridge.launch.Arrival13;
import org.examhall.bridge.launch.HandOver;
import org.examhall.bridge.launch.KeepRefusal;
import org.examhall.bridge.launch.OpenedLaunch;
import org.examhall.bridge.launch.ToolAddresses;
import org.examhall.bridge.selection.RefuseSelection;
import org.examhall.kernel.fault.Refused;
import org.examhall.lti.jose.VerifiedToken;
import org.examhall.lti.launch.Launch13;
import org.examhall.lti.launch.Launch13Terms;
import org.examhall.lti.launch.ReturnUrl;
import org.examhall.lti.oauth.Diagnosis;
import org.examhall.lti.oauth.FormParser;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/**
 * Opens a launch of LTI 1.3 that is genuine and this browser's: reads what it asks for, stores it,
 * and goes to its pages.
 *
 * <p>What fails here goes back to the platform: a selection as its answer, anything else to the
 * return URL, if there is one. Either way the admin finds it under its number. Source: LA-12 to
 * LA-19; Deep Linking 2.0 section 4.5.
 */
final class OpenLaunch13 {
  private final AcceptLaunch13 accept;
  private final HandOver handOver;
  private final RefuseSelection refuse;
  private final KeepRefusal keep;
  private final ToolAddresses addresses;
  private final AfterLaunch after;
  private final FormParser forms = FormParser.ofLaunches();

  /** Stores, refuses and keeps refusals with these. */
  OpenLaunch13(Lti13.Verbs verbs, ToolAddresses addresses, AfterLaunch after) {
    this.accept = verbs.accept();
    this.handOver = verbs.handOver();
    this.refuse = verbs.refuse();
    this.keep = verbs.keep();
    this.addresses = addresses;
    this.after = after;
  }

  /** What the page reads that opens the launch in a window of its own. */
  public record HandOverModel(String ticket) {}

  /** Goes on in this frame or window. */
  Response here(Request request, Arrival13 arrival, Supplier<Diagnosis> seen) {
    try {
      return AfterLaunch.on(request, accepted(request, arrival));
    } catch (Refused refused) {
      return back(request, arrival.token(), refused, seen);
    }
  }

  /** Goes on in a window of its own, since this frame holds no cookies. */
  Response inWindow(Request request, Arrival13 arrival, Supplier<Diagnosis> seen) {
    try {
      return Response.page(
          "lti/handover", new HandOverModel(handOver.give(accepted(request, arrival))));
    } catch (Refused refused) {
      return back(request, arrival.token(), refused, seen);
    }
  }

  /** Keeps for the admin why a launch was refused. */
  void keep(Request request, Refused refused, Diagnosis seen) {
    keep.run(request.reference(), request.remoteAddress(), refused, seen);
  }

  private OpenedLaunch accepted(Request request, Arrival13 arrival) {
    Launch13 said =
        Launch13.read(
            arrival.token(),
            new Launch13Terms(
                addresses.launchSpace(),
                arrival.login().targetLinkUri(),
                deployment(arrival.login().loginPath()),
                arrival.registration().rules().adminsAreStaff()));
    return accept.run(arrival.registration(), said, request.browser());
  }

  private Optional<String> deployment(String loginPath) {
    return forms.parse(loginPath.substring(loginPath.indexOf('?') + 1)).text("lti_deployment_id");
  }

  private Response back(
      Request request, VerifiedToken token, Refused refused, Supplier<Diagnosis> seen) {
    Response back =
        refuse
            .run(token, after.words(request, refused), AfterLaunch.log(request, refused))
            .map(answer -> AfterLaunch.back(answer, refused))
            .or(() -> ReturnUrl.of(token).map(to -> after.back(request, to, refused)))
            .orElseThrow(() -> refused);
    keep(request, refused, seen.get());
    return back;
  }
}
