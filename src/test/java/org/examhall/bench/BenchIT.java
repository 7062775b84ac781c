package org.examhall.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The short form of {@code scripts/bench}, as far as it is short enough for a test. */
class BenchIT {
  @TempDir private Path folder;

  @Test
  void idleSocketsAreMeasuredAndWrittenDown() throws IOException {
    Path json = folder.resolve("figures.json");

    int code = bench("--quick", "--json", json.toString(), "B9");

    assertEquals(0, code);
    JsonNode figures = new ObjectMapper().readTree(json.toFile());
    assertEquals(2, figures.size());
    for (String id : List.of("B9.socketkb", "B9.jvmmb")) {
      assertTrue(figures.path(id).asDouble() > 0, figures::toString);
    }
  }

  @Test
  void anUnknownIdIsRefused() {
    assertEquals(2, bench("B1.x"));
  }

  private static int bench(String... arguments) {
    return new CommandLine(new Bench()).execute(arguments);
  }
}
