package org.examhall.player;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.examhall.core.attempt.Mode;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Sitting;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every window of a process that ends is told to go elsewhere, however unhandy the moment. */
class LeavingIT {
  /** A close frame: 12 bytes, code 1012 and why. */
  private static final String TOLD_TO_MOVE = "\u0088\u000c\u0003\u00f4restarting";

  private static World world;

  @BeforeAll
  static void open() {
    world = World.fresh();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  @Requirement("F02")
  void thoseThatComeOverOpenConnectionsInTheDrain() throws Exception {
    List<RawWindow> windows = new ArrayList<>();
    List<String> tokens = new ArrayList<>(); // before the drain, which lasts two seconds
    try (RunningApp app = RunningApp.start(world)) {
      for (int i = 0; i < 16; i++) {
        windows.add(new RawWindow(app.content()));
        tokens.add(Sitting.in(world).window().token());
      }
      Thread drain = new Thread(app.site()::drain);
      drain.start();
      Awaitility.await()
          .pollInSameThread()
          .untilAsserted(
              () -> assertThrows(ConnectException.class, () -> new RawWindow(app.content())));
      for (int i = 0; i < windows.size(); i++) {
        windows.get(i).upgrade(tokens.get(i));
      }
      for (RawWindow window : windows) {
        assertDoesNotThrow(() -> window.readTo(TOLD_TO_MOVE));
        window.close();
      }
      drain.join();
    }
  }

  @Test
  @Requirement("F02")
  void onesThatAreSlowToReadALongMessage() throws Exception {
    RunningApp app = RunningApp.start(world);
    Sitting sitting = Sitting.in(world);
    Wire wire = new Wire(app);
    String token = sitting.window().token();
    wire.message(token, "{\"t\":\"hello\",\"v\":1,\"epoch\":0}");
    for (int i = 1; i <= 9; i++) {
      String key =
          i == 1 ? "cmi.suspend_data" : "cmi.comments_from_learner.%d.comment".formatted(i);
      wire.message(token, Wire.save(1, i, key, "x".repeat(900_000)));
    }
    try (RawWindow window = new RawWindow(app.content())) {
      window.upgrade(wire.session(sitting, Mode.NORMAL).path("token").asText());
      window.say("{\"t\":\"hello\",\"v\":1,\"epoch\":0}");
      window.readTo("xxx");
      TimeUnit.SECONDS.sleep(1); // until no buffer on the way takes any more
      Thread stop = new Thread(app::close);

      stop.start();
      TimeUnit.MILLISECONDS.sleep(300); // the time that the reader takes

      assertDoesNotThrow(() -> window.readTo(TOLD_TO_MOVE));
      window.close();
      stop.join();
    }
  }
}
