package org.examhall.player;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Libraries that pages load are what npm ships, unchanged, with their licences. */
class VendoredFilesTest {
  private static final Path VENDOR = Path.of("src/main/webapp/assets/vendor");

  @Test
  void eachFileHasTheChecksumThatWasTakenFromThePackage() throws Exception {
    List<String> lines = Files.readAllLines(VENDOR.resolve("SHA256SUMS"));

    for (String line : lines) {
      String[] parts = line.split("  ", 2);
      assertEquals(parts[0], sha256(VENDOR.resolve(parts[1])), parts[1]);
    }
  }

  @Test
  void noFileIsWithoutAChecksumAndNoLibraryWithoutALicence() throws IOException {
    var listed = new TreeSet<String>(List.of("SHA256SUMS"));
    Files.readAllLines(VENDOR.resolve("SHA256SUMS"))
        .forEach(line -> listed.add(line.substring(66)));

    var present = new TreeSet<String>();
    try (Stream<Path> files = Files.walk(VENDOR)) {
      files.filter(Files::isRegularFile).forEach(f -> present.add(VENDOR.relativize(f).toString()));
    }

    assertEquals(listed, present);
    try (Stream<Path> libraries = Files.list(VENDOR).filter(Files::isDirectory)) {
      libraries.forEach(
          library -> assertTrue(Files.exists(library.resolve("LICENSE")), "" + library));
    }
  }

  private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    return HexFormat.of().formatHex(digest);
  }
}
