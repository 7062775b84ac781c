package org.examhall.web.lti;

import java.time.Clock;
import org.examhall.bridge.launch.AcceptLaunch13;
import org.examhall.bridge.launch.BeginLogin;
import org.examhall.bridge.launch.HandOver;
import org.examhall.bridge.launch.KeepRefusal;
import org.examhall.bridge.launch.OwnKeys;
import org.examhall.bridge.launch.ToolAddresses;
import org.examhall.bridge.launch.VerifyLaunch13;
import org.examhall.bridge.selection.RefuseSelection;
import org.examhall.kernel.json.Json;
import org.examhall.kernel.text.Messages;

/** The endpoints of LTI 1.3 that platforms and their browsers call. */
public final class Lti13 {
  /** Where logins begin. */
  public final Login13Handler login;

  /** Where launches arrive. */
  public final Launch13Handler launch;

  /** Where a launch goes on in a window of its own. */
  public final HandoverHandler handover;

  /** Our public keys. */
  public final KeySetHandler keySet;

  /** What the endpoints do, apart from how they answer. */
  public record Verbs(
      BeginLogin begin,
      VerifyLaunch13 verify,
      AcceptLaunch13 accept,
      HandOver handOver,
      RefuseSelection refuse,
      OwnKeys keys,
      KeepRefusal keep) {}

  /** Endpoints that do these. */
  public Lti13(Verbs verbs, ToolAddresses addresses, Messages messages, Json json, Clock clock) {
    this.login = new Login13Handler(verbs.begin(), verbs.keep());
    this.launch =
        new Launch13Handler(
            verbs.verify(),
            new OpenLaunch13(verbs, addresses, new AfterLaunch(messages)),
            new LaunchPicture(json, clock));
    this.handover = new HandoverHandler(verbs.handOver(), verbs.keep());
    this.keySet = new KeySetHandler(verbs.keys());
  }
}
