package org.examhall.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page about the benches knows every figure. */
class BenchPageTest {
  @Test
  void everyIdIsOnThePage() throws IOException {
    String page = Files.readString(Path.of("docs", "reference", "bench.md"));

    List<String> untold =
        Bench.ALL.stream()
            .flatMap(measurement -> measurement.meanings().keySet().stream())
            .filter(
                id -> !page.matches("(?s).*\\n\\|[^|]*\\b" + id.replace(".", "\\.") + "[ ,|].*"))
            .toList();

    assertEquals(List.of(), untold);
  }
}
