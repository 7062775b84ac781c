package org.examhall.web.lti;

import org.examhall.bridge.launch.HandOver;
import org.examhall.bridge.launch.LaunchReason;
import org.examhall.kernel.fault.Refused;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/** Takes a launch that was handed over into this window. Source: PS-05. */
public final class HandoverHandler {
  private final HandOver handOver;

  /** Takes from {@code handOver}. */
  public HandoverHandler(HandOver handOver) {
    this.handOver = handOver;
  }

  /** POST of a ticket. */
  public Response open(Request request) {
    String ticket =
        request.parameter("ticket").orElseThrow(() -> new Refused(LaunchReason.TICKET_SPENT));
    return AfterLaunch.on(request, handOver.take(ticket));
  }
}
