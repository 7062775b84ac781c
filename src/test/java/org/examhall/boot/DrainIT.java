package org.examhall.boot;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.Socket;
import org.awaitility.Awaitility;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.World;
import org.junit.jupiter.api.Test;

/** A web process that is about to end, on a real Tomcat. */
class DrainIT {
  @Test
  @Requirement("F02")
  void whoIsHalfwayThroughARequestIsWaitedForWhileNobodyElseIsLetIn() throws Exception {
    try (World world = World.fresh();
        RunningApp app = RunningApp.start(world);
        Socket early = connection(app)) {
      say(early, "GET /health/live HTTP/1.1\r\n");
      Thread drain = new Thread(app.site()::drain);

      drain.start();

      Awaitility.await()
          .pollInSameThread()
          .untilAsserted(() -> assertThrows(ConnectException.class, () -> connection(app)));
      assertTrue(drain.isAlive());
      say(early, "Host: localhost\r\n\r\n");
      String answer = new String(early.getInputStream().readAllBytes(), US_ASCII);
      assertEquals("HTTP/1.1 200", answer.substring(0, 12));
      drain.join();
    }
  }

  private static Socket connection(RunningApp app) throws IOException {
    return new Socket("127.0.0.1", app.app().getPort());
  }

  private static void say(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(US_ASCII));
    out.flush();
  }
}
