package org.examhall.player;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.examhall.core.attempt.Mode;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Sitting;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two web processes on one database and one Redis. */
class NewsIT {
  private static World world;
  private static RunningApp one;
  private static RunningApp other;

  @BeforeAll
  static void open() {
    world = World.fresh();
    one = RunningApp.start(world);
    other = RunningApp.start(world);
  }

  @AfterAll
  static void close() {
    one.close();
    other.close();
    world.close();
  }

  @Test
  @Requirement("F17")
  void aWindowHearsThatAnotherProcessGaveTheTurnAway() {
    var sitting = Sitting.in(world);
    var old = socket(one, sitting);
    old.hello();

    socket(other, sitting).hello();

    assertEquals(2, old.next("taken").path("epoch").asInt());
  }

  @Test
  void aProcessThatStopsSendsItsWindowsElsewhere() {
    RunningApp leaving = RunningApp.start(world);
    var sitting = Sitting.in(world);
    var socket = socket(leaving, sitting);
    socket.hello();
    socket.save(1, 1, "cmi.location", "1");

    leaving.close();

    assertEquals(1012, socket.closeCode());
  }

  private static Wire.Socket socket(RunningApp app, Sitting sitting) {
    Wire wire = new Wire(app);
    return wire.socket(wire.session(sitting, Mode.NORMAL).path("token").asText());
  }
}
