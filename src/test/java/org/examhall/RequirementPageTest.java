package org.examhall;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.examhall.Requirements.Line;
import org.examhall.Requirements.Section;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;

/**
 * Prints {@code docs/reference/requirements.md} from the tests' {@link Requirement} annotations and
 * holds it to them. To write it anew: {@code scripts/test unit -Dtest=RequirementPageTest
 * -Dwrite.docs=true}.
 */
class RequirementPageTest {
  private static final Path PAGE = Path.of("docs", "reference", "requirements.md");

  @Test
  void thePageIsWhatTheTestsClaim() throws IOException {
    String page = page(Requirements.sections(), Requirements.claims());

    if (Boolean.getBoolean("write.docs")) {
      Files.writeString(PAGE, page);
    }

    assertEquals(page, Files.readString(PAGE));
  }

  private static String page(List<Section> sections, Map<String, Set<String>> claims) {
    StringBuilder page = new StringBuilder(HEAD);
    Map<String, Set<String>> others = new LinkedHashMap<>(claims);
    for (Section section : sections) {
      page.append("\n## ").append(section.title()).append("\n\n").append(COLUMNS);
      for (Line line : section.lines()) {
        row(page, line, claims.getOrDefault(line.id(), Set.of()));
        others.remove(line.id());
      }
    }
    if (!others.isEmpty()) {
      page.append("\n## Shown besides\n\n").append(COLUMNS);
      others.forEach((id, tests) -> row(page, new Line(id, ""), tests));
    }
    return page.toString();
  }

  private static void row(StringBuilder page, Line line, Set<String> tests) {
    String shownBy =
        tests.isEmpty() ? "**not shown yet**" : "`" + String.join("`<br>`", tests) + "`";
    page.append("| ").append(line.id()).append(" | ").append(line.cell());
    page.append(" | ").append(shownBy).append(" |\n");
  }

  private static final String HEAD =
      """
      # Requirements and the tests that show them

      Printed from the tests; `RequirementPageTest` fails when it is out of date. A test run writes
      the ids whose tests passed to `target/requirements.json`.
      """;

  private static final String COLUMNS =
      """
      | id | requirement | shown by |
      |---|---|---|
      """;
}
