package org.examhall.web.lti;

import org.examhall.bridge.launch.HandOver;
import org.examhall.bridge.launch.KeepRefusal;
import org.examhall.bridge.launch.LaunchReason;
import org.examhall.kernel.fault.Refused;
import org.examhall.lti.oauth.Diagnosis;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/** Takes a launch that was handed over into this window. Source: PS-05. */
public final class HandoverHandler {
  private final HandOver handOver;
  private final KeepRefusal keep;

  /** Takes from {@code handOver}; has refusals kept by {@code keep}. */
  public HandoverHandler(HandOver handOver, KeepRefusal keep) {
    this.handOver = handOver;
    this.keep = keep;
  }

  /** POST of a ticket. */
  public Response open(Request request) {
    try {
      String ticket =
          request.parameter("ticket").orElseThrow(() -> new Refused(LaunchReason.TICKET_SPENT));
      return AfterLaunch.on(request, handOver.take(ticket));
    } catch (Refused refused) {
      keep.run(request.reference(), request.remoteAddress(), refused, Diagnosis.NONE);
      throw refused;
    }
  }
}
