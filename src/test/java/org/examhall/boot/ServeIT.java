package org.examhall.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.examhall.testkit.World;
import org.junit.jupiter.api.Test;

/** The site on a port that somebody else has. */
class ServeIT {
  @Test
  void aPortThatIsTakenIsNamed() throws IOException {
    try (World world = World.fresh();
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      var refused =
          assertThrows(IllegalStateException.class, () -> RunningSite.start(world.config(), port));

      assertEquals("port " + port + " is not free", refused.getMessage());
    }
  }
}
