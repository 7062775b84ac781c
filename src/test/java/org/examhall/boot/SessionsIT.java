package org.examhall.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.examhall.cli.Examhall;
import org.examhall.kernel.config.Option;
import org.examhall.testkit.GradedExam;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Staff;
import org.examhall.testkit.Visitor;
import org.examhall.testkit.World;
import org.junit.jupiter.api.Test;

/** Signing everybody out by the command line. */
class SessionsIT {
  @Test
  @Requirement({"AD1", "AD25"})
  void whoIsSignedOutByTheCommandLooksAtNoClassEither() {
    try (World world = World.fresh();
        RunningApp site = RunningApp.start(world, Map.of("EXAMHALL_WORKER", "separate"))) {
      GradedExam exam = GradedExam.in(world);
      Visitor admin = Staff.admin(world, site);
      admin.get("/admin/account");
      String open = "/admin/resources/" + exam.resourceId() + "/open";
      String base = admin.post(open, Map.of()).location();

      String tidied = run(site, "sessions", "clear");
      List<Integer> before = statuses(admin, base);
      String signedOut = run(site, "sessions", "clear", "--sign-out");

      assertEquals(List.of(200, 200), before, tidied);
      assertTrue(signedOut.contains("1 administrators signed out"), signedOut);
      assertEquals(List.of(403, 403), statuses(admin, base));
    }
  }

  private static List<Integer> statuses(Visitor visitor, String base) {
    return List.of(visitor.get(base).status(), visitor.get("/admin/consumers").status());
  }

  private static String run(RunningApp site, String... command) {
    Map<String, String> environment = new HashMap<>();
    for (Option option : Option.values()) {
      environment.put(option.variable(), site.config().text(option));
    }
    StringWriter out = new StringWriter();
    int status =
        Examhall.commandLine(environment, new PrintWriter(out, true), new Starter())
            .execute(command);
    assertEquals(0, status, out.toString());
    return out.toString();
  }
}
