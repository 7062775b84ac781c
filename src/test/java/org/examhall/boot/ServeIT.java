package org.examhall.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The site on a port or an address that is not to be had. */
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

  @ParameterizedTest
  @CsvSource({"nohost.invalid, does not know the address", "192.0.2.77, does not have the address"})
  void anAddressThatIsNotThisMachinesIsNeverTakenForAllOfThem(String address, String problem) {
    try (World world = World.fresh()) {
      var refused =
          assertThrows(
              IllegalStateException.class,
              () -> RunningApp.start(world, Map.of("EXAMHALL_BIND", address)));

      assertTrue(refused.getCause().getMessage().contains(problem), refused.getCause().toString());
    }
  }
}
