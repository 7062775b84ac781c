package org.examhall.scorm.zip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.examhall.kernel.fault.Refused;
import org.examhall.scorm.serve.PackageFolder;
import org.examhall.scorm.serve.PackagePath;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Properties that hold for any zip file, tried on thousands of random ones. */
class RandomZipTest {
  private static final List<String> PIECES =
      List.of(
          "..",
          ".",
          "/",
          "\\",
          "//",
          "a",
          "b.js",
          "C:",
          "~",
          "%2e%2e",
          "%2F",
          "\0",
          "\u202e",
          "é",
          "con",
          " ",
          "*",
          "\uD83D\uDE00",
          "…",
          "\n",
          "-rf",
          "$HOME",
          "/etc/passwd",
          "\\\\host");

  @TempDir private Path outside;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  @Requirement("I13")
  void aRandomNameIsRefusedOrStaysBelowTheFolder(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Path folder = outside.resolve("data/files");

    for (int i = 0; i < 20_000; i++) {
      PackagePath.find(randomName(random))
          .ifPresent(
              path -> {
                Path place = path.below(folder);
                assertTrue(place.startsWith(folder), () -> "escapes: " + path);
                assertEquals(place, place.normalize(), () -> "is not plain: " + path);
                assertEquals(path.depth(), folder.relativize(place).getNameCount());
              });
    }
  }

  @Test
  @Requirement("I13")
  void aZipOfRandomNamesWritesNothingElsewhere() throws IOException {
    SplittableRandom random = new SplittableRandom(4);
    try (IntakeFixture intake = new IntakeFixture(outside)) {
      for (int i = 0; i < 200; i++) {
        ZipBytes zip = new ZipBytes();
        zip.stored(randomName(random), new byte[] {(byte) i});
        storeOrRefuse(intake, zip.bytes());
      }

      assertEquals(List.of("data"), IntakeFixture.names(outside));
      assertEquals(List.of("packages"), IntakeFixture.names(outside.resolve("data")));
      assertEquals(List.of(), intake.leftovers());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6})
  @Requirement("I14")
  void aZipWithRandomDamageIsRefusedInWordsOrComesOutWhole(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    ZipBytes zip = new ZipBytes();
    zip.text("index.html", "<p>Hello".repeat(20));
    zip.stored("folder/picture.png", new byte[50]);
    zip.text("x.js", "x");
    try (IntakeFixture intake = new IntakeFixture(outside)) {
      for (int i = 0; i < 100; i++) {
        byte[] damaged = zip.bytes();
        for (int hits = 1 + random.nextInt(4); hits > 0; hits--) {
          damaged[4 + random.nextInt(damaged.length - 4)] = (byte) random.nextInt(256);
        }
        storeOrRefuse(intake, damaged);
      }

      assertEquals(List.of("data"), IntakeFixture.names(outside));
      assertEquals(List.of(), intake.leftovers());
    }
  }

  private static void storeOrRefuse(IntakeFixture intake, byte[] zip) throws IOException {
    try {
      PackageFolder folder = intake.store(zip);
      try (Stream<Path> files = Files.walk(folder.root())) {
        assertTrue(files.noneMatch(Files::isSymbolicLink));
      }
    } catch (Refused refused) {
      assertTrue(refused.reason().messageKey().startsWith("package."));
    }
  }

  private static String randomName(SplittableRandom random) {
    StringBuilder name = new StringBuilder();
    for (int pieces = 1 + random.nextInt(6); pieces > 0; pieces--) {
      name.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return name.toString();
  }
}
