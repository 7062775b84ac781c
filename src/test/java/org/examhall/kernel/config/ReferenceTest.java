package org.examhall.kernel.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReferenceTest {
  private static final Path PAGE = Path.of("docs/reference/configuration.md");

  /** {@code -Dwrite.docs=true} writes the page anew. */
  @Test
  void thePageIsPrintedFromTheTable() throws IOException {
    String page = new Reference().markdown();

    if (Boolean.getBoolean("write.docs")) {
      Files.writeString(PAGE, page);
    }

    assertEquals(page, Files.readString(PAGE));
  }
}
