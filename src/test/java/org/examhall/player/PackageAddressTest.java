package org.examhall.player;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.examhall.kernel.crypto.Signer;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackageAddressTest {
  private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

  private final PackageAddress addresses = new PackageAddress(new Signer("k".repeat(40)));

  @Test
  @Requirement("I18")
  void anAddressOpensItsVersionUntilAfterTheTokensEnd() {
    String segment = segment(addresses.folder(7, NOON));

    assertTrue(addresses.opens(7, segment, NOON.minusSeconds(3_600)));
    assertTrue(addresses.opens(7, segment, NOON));
    assertFalse(addresses.opens(7, segment, Instant.parse("2026-05-06T00:00:00Z")));
    assertFalse(addresses.opens(8, segment, NOON));
  }

  @Test
  void oneDaysAddressesAreTheSameSoThatBrowsersKeepThePackage() {
    assertEquals(addresses.folder(7, NOON), addresses.folder(7, NOON.plusSeconds(3_600)));
    assertNotEquals(addresses.folder(7, NOON), addresses.folder(7, NOON.plusSeconds(86_400)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "20000.", "20000.AAAA", "-1.x", "99999999999.x", "x.y"})
  @Requirement("I18")
  void aGuessedAddressOpensNothing(String segment) {
    assertFalse(addresses.opens(7, segment, NOON));
  }

  @Test
  @Requirement("I18")
  void aLaterDayUnderAnOldSignatureOpensNothing() {
    String segment = segment(addresses.folder(7, NOON));
    String later = "99999" + segment.substring(segment.indexOf('.'));

    assertFalse(addresses.opens(7, later, NOON));
  }

  @Test
  @Requirement("I18")
  void anotherInstallationsSignatureOpensNothing() {
    PackageAddress foreign = new PackageAddress(new Signer("f".repeat(40)));

    assertFalse(addresses.opens(7, segment(foreign.folder(7, NOON)), NOON));
  }

  private static String segment(String folder) {
    return folder.split("/")[3];
  }
}
