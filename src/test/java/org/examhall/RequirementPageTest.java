package org.examhall;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;

/**
 * Prints {@code docs/reference/requirements.md} from the tests' {@link Requirement} annotations and
 * holds it to them. To write it anew: {@code scripts/test unit -Dtest=RequirementPageTest
 * -Dwrite.docs=true}.
 */
class RequirementPageTest {
  private static final Path PAGE = Path.of("docs", "reference", "requirements.md");
  private static final Path LIST = Path.of("src", "test", "resources", "requirements.txt");

  @Test
  void thePageIsWhatTheTestsClaim() throws IOException {
    String page = page(Files.readAllLines(LIST), claims());

    if (Boolean.getBoolean("write.docs")) {
      Files.writeString(PAGE, page);
    }

    assertEquals(page, Files.readString(PAGE));
  }

  private static Map<String, Set<String>> claims() {
    Map<String, Set<String>> tests = new TreeMap<>();
    JavaClasses classes = new ClassFileImporter().importPackages("org.examhall");
    for (var type : classes) {
      for (JavaMethod method : type.getMethods()) {
        method
            .tryGetAnnotationOfType(Requirement.class)
            .ifPresent(r -> claim(tests, r, type.getSimpleName() + "." + method.getName()));
      }
    }
    return tests;
  }

  private static void claim(Map<String, Set<String>> tests, Requirement requirement, String test) {
    for (String id : requirement.value()) {
      tests.computeIfAbsent(id, unused -> new TreeSet<>()).add(test);
    }
  }

  private static String page(List<String> lines, Map<String, Set<String>> claims) {
    StringBuilder page = new StringBuilder(HEAD);
    Map<String, Set<String>> others = new LinkedHashMap<>(claims);
    for (String line : lines) {
      if (line.startsWith("# ")) {
        page.append("\n## ").append(line.substring(2)).append("\n\n").append(COLUMNS);
      } else {
        String[] cells = line.split("\t", 2);
        row(page, cells[0], cells[1], claims.getOrDefault(cells[0], Set.of()));
        others.remove(cells[0]);
      }
    }
    if (!others.isEmpty()) {
      page.append("\n## Shown besides\n\n").append(COLUMNS);
      others.forEach((id, tests) -> row(page, id, "", tests));
    }
    return page.toString();
  }

  private static void row(StringBuilder page, String id, String meaning, Set<String> tests) {
    String shownBy =
        tests.isEmpty() ? "**not shown yet**" : "`" + String.join("`<br>`", tests) + "`";
    page.append("| ").append(id).append(" | ").append(meaning.replace("|", "\\|"));
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
