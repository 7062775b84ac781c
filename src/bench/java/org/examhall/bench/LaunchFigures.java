package org.examhall.bench;

import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.examhall.bench.Seats.Seat;
import org.examhall.demo.lms.lti.LaunchSigner;
import org.examhall.demo.lms.lti.OAuth;
import org.examhall.demo.lms.lti.SignedLaunch;
import org.examhall.demo.lms.lti.Tool;

/**
 * B7: what a student's way from the LMS into the running exam costs: the signed launch, the front
 * page, Start, the ticket's trade and hello.
 */
final class LaunchFigures {
  private static final String LINK = "bench-link";

  private final Rig rig;
  private final Process web;
  private final Tool tool;
  private final Entry entry;

  LaunchFigures(Rig rig, Process web) {
    this.rig = rig;
    this.web = web;
    this.entry = new Entry(rig);
    this.tool = new Tool(URI.create(rig.app() + "/lti11/launch"), "bench", "bench secret");
    rig.addConsumer(tool);
    entry.launch(signed(0)); // makes the course and the link
    new Seats(rig.databaseUrl(), rig.postgres()).openBy(LINK);
  }

  Map<String, Double> run(int launches) {
    for (int i = 1; i <= launches; i++) {
      complete(i);
    }
    rig.settle(); // what earlier benches left to be tidied is none of ours
    long webBefore = ProcessUse.cpuMillis(web.toHandle());
    long databaseBefore = ProcessUse.cpuMillis(rig.postmaster());
    for (int i = 1; i <= launches; i++) {
      complete(launches + i);
    }
    double webMillis = (double) (ProcessUse.cpuMillis(web.toHandle()) - webBefore) / launches;
    double databaseMillis =
        (double) (ProcessUse.cpuMillis(rig.postmaster()) - databaseBefore) / launches;
    System.err.printf(
        "  a launch: web %.2f CPU-ms, PostgreSQL %.2f CPU-ms%n", webMillis, databaseMillis);
    return Map.of("B7.lti11", webMillis + databaseMillis);
  }

  private void complete(int user) {
    Seat seat = entry.start(signed(user));
    entry.post("/play/message", "{\"t\":\"hello\",\"v\":1,\"epoch\":0}", seat.token());
  }

  private SignedLaunch signed(int user) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("lti_message_type", "basic-lti-launch-request");
    fields.put("lti_version", "LTI-1p0");
    fields.put("resource_link_id", LINK);
    fields.put("context_id", "bench-course");
    fields.put("user_id", "bench-user-" + user);
    fields.put("lis_person_name_full", "Student " + user);
    fields.put("roles", "Learner");
    return LaunchSigner.sign(tool, OAuth.Method.HMAC_SHA1, Instant.now(), fields);
  }
}
