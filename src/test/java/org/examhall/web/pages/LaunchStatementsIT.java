package org.examhall.web.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.examhall.demo.lms.Launch13;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Visitor;
import org.examhall.testkit.World;
import org.examhall.web.lti.Platform13;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What a launch costs the database. */
class LaunchStatementsIT {
  /** Each is a way to the database and back: whoever adds one must mean it. */
  private static final int STATEMENTS = 12;

  private static final World WORLD = World.fresh();
  private static final RunningApp APP = RunningApp.start(WORLD);

  @AfterAll
  static void close() {
    APP.close();
    WORLD.close();
  }

  @Test
  @Requirement({"AG-01", "BO-16"})
  void aLaunchThatTellsNothingNewMakesAsManyStatementsAsEver() {
    try (Platform13 platform = Platform13.known(WORLD, APP)) {
      platform.launch(platform.student());
      platform.launch(platform.student());

      int statements = StatementCount.of(() -> launch(platform, platform.student()));

      assertEquals(STATEMENTS, statements);
    }
  }

  private static Visitor.Answer launch(Platform13 platform, Launch13 launch) {
    return platform.launch(platform.browser(), launch);
  }
}
