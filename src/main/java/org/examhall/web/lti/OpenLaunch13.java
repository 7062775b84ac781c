package org.examhall.web.lti;

import org.examhall.bridge.launch.AcceptLaunch13;
import org.examhall.bridge.launch.Arrival13;
import org.examhall.bridge.launch.HandOver;
import org.examhall.bridge.launch.KeepRefusal;
import org.examhall.bridge.launch.OpenedLaunch;
import org.examhall.bridge.launch.ToolAddresses;
import org.examhall.kernel.fault.Refused;
import org.examhall.lti.jose.VerifiedToken;
import org.examhall.lti.launch.Launch13;
import org.examhall.lti.launch.Launch13Terms;
import org.examhall.lti.launch.ReturnUrl;
import org.examhall.lti.oauth.Diagnosis;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/**
 * Opens a launch of LTI 1.3 that is genuine and this browser's: reads what it asks for, stores it,
 * and goes to its pages.
 *
 * <p>What fails here goes back to the platform, if that gave a return URL. Either way the admin
 * finds it under its number. Source: LA-12 to LA-19.
 */
final class OpenLaunch13 {
  private final AcceptLaunch13 accept;
  private final HandOver handOver;
  private final KeepRefusal keep;
  private final ToolAddresses addresses;
  private final AfterLaunch after;

  /** Stores with {@code accept}; has refusals kept by {@code keep}. */
  OpenLaunch13(
      AcceptLaunch13 accept,
      HandOver handOver,
      KeepRefusal keep,
      ToolAddresses addresses,
      AfterLaunch after) {
    this.accept = accept;
    this.handOver = handOver;
    this.keep = keep;
    this.addresses = addresses;
    this.after = after;
  }

  /** What the page reads that opens the launch in a window of its own. */
  public record HandOverModel(String ticket) {}

  /** Goes on in this frame or window. */
  Response here(Request request, Arrival13 arrival, Diagnosis seen) {
    try {
      return AfterLaunch.on(request, accepted(arrival));
    } catch (Refused refused) {
      return back(request, arrival.token(), refused, seen);
    }
  }

  /** Goes on in a window of its own, since this frame holds no cookies. */
  Response inWindow(Request request, Arrival13 arrival, Diagnosis seen) {
    try {
      return Response.page("lti/handover", new HandOverModel(handOver.give(accepted(arrival))));
    } catch (Refused refused) {
      return back(request, arrival.token(), refused, seen);
    }
  }

  /** Keeps for the admin why a launch was refused. */
  void keep(Request request, Refused refused, Diagnosis seen) {
    keep.run(request.reference(), request.remoteAddress(), refused, seen);
  }

  private OpenedLaunch accepted(Arrival13 arrival) {
    Launch13 said =
        Launch13.read(
            arrival.token(),
            new Launch13Terms(
                addresses.launchSpace(),
                arrival.login().targetLinkUri(),
                false,
                arrival.registration().rules().adminsAreStaff()));
    return accept.run(arrival.registration(), said);
  }

  private Response back(Request request, VerifiedToken token, Refused refused, Diagnosis seen) {
    ReturnUrl back = ReturnUrl.of(token).orElseThrow(() -> refused);
    keep(request, refused, seen);
    return after.back(request, back, refused);
  }
}
