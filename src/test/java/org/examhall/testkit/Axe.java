package org.examhall.testkit;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Asks axe-core what on a page keeps people out: all its rules of WCAG 2.2 A and AA. */
public final class Axe {
  private static final Path SCRIPT = Path.of("src/test/frontend/node_modules/axe-core/axe.min.js");
  private static final String RUN =
      """
      async () => {
        const found = await axe.run(document, {
          runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
          resultTypes: ["violations"]
        });
        return found.violations.flatMap(v => v.nodes.map(n => v.id + ": " + n.target + " " + n.failureSummary));
      }
      """;

  private Axe() {}

  /** What is wrong with the page as it is shown now, a line each; nothing when all is well. */
  public static List<String> violations(Page page) {
    if (!page.evaluate("'axe' in window").equals(true)) { // bringing it takes longer than asking it
      page.evaluate(script());
    }
    return ((List<?>) page.evaluate(RUN)).stream().map(String::valueOf).toList();
  }

  private static String script() {
    try {
      return Files.readString(SCRIPT);
    } catch (IOException e) {
      throw new UncheckedIOException("run: npm --prefix src/test/frontend ci", e);
    }
  }
}
