package org.examhall;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.examhall.kernel.json.Json;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** npm's packages: one version each, checked by a hash, under a licence that we can live with. */
class FrontendPackagesTest {
  private static final Set<String> LICENCES =
      Set.of(
          "MIT",
          "ISC",
          "Apache-2.0",
          "BSD-3-Clause",
          "0BSD",
          "BlueOak-1.0.0",
          "(MIT OR CC0-1.0)",
          "MPL-2.0"); // axe-core: used by tests only, and unchanged

  /** Say in their README what their package.json does not; used by tests only. */
  private static final Set<String> SAID_ELSEWHERE = Set.of("os-shim", "rx-lite");

  @ParameterizedTest
  @ValueSource(strings = {"src/main/frontend", "src/test/frontend"})
  @Requirement("I42")
  void eachIsPinnedAndItsLicenceIsOnTheList(Path folder) throws IOException {
    Set<String> wrong = new TreeSet<>();

    for (String kind : List.of("dependencies", "devDependencies")) {
      json(folder.resolve("package.json"))
          .path(kind)
          .properties()
          .forEach(
              wanted -> {
                if (!wanted.getValue().asText().matches("\\d+\\.\\d+\\.\\d+")) {
                  wrong.add(wanted.getKey() + " is not pinned: " + wanted.getValue().asText());
                }
              });
    }
    json(folder.resolve("package-lock.json"))
        .path("packages")
        .properties()
        .forEach(locked -> check(locked.getKey(), locked.getValue(), wrong));

    assertEquals(Set.of(), wrong);
  }

  private static void check(String path, JsonNode locked, Set<String> wrong) {
    String name = path.replaceFirst(".*node_modules/", "");
    if (path.isEmpty()) {
      return;
    }
    if (!locked.path("integrity").asText().startsWith("sha512-")) {
      wrong.add(name + " has no hash");
    }
    String licence = locked.path("license").asText();
    if (!LICENCES.contains(licence) && !SAID_ELSEWHERE.contains(name)) {
      wrong.add(name + ": " + licence);
    }
  }

  private static JsonNode json(Path file) throws IOException {
    return new Json().tree(Files.readString(file)).orElseThrow();
  }
}
