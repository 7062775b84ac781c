package org.examhall;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.examhall.testkit.Requirement;
import org.junit.platform.commons.support.ReflectionSupport;

/** The requirements of {@code requirements.txt}, and the tests that say they show them. */
final class Requirements {
  private static final Path LIST = Path.of("src", "test", "resources", "requirements.txt");

  private static final String OURS = Requirements.class.getPackageName();
  private static final Predicate<String> TEST = Pattern.compile("(Test|IT|E2E)$").asPredicate();

  /** Read once for all pages: it means looking into every test. */
  private static final Map<String, Set<String>> CLAIMS = read();

  private Requirements() {}

  /** A heading of the list with what stands below it. */
  record Section(String title, List<Line> lines) {
    /** Where its heading is on a page, as GitHub makes the anchor. */
    String anchor() {
      return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
    }
  }

  /** One requirement. */
  record Line(String id, String words) {
    /** The words as they stand in a cell of a table. */
    String cell() {
      return words.replace("|", "\\|");
    }
  }

  /** The sections, in the order of the list. */
  static List<Section> sections() throws IOException {
    List<Section> sections = new ArrayList<>();
    for (String line : Files.readAllLines(LIST)) {
      if (line.startsWith("# ")) {
        sections.add(new Section(line.substring(2), new ArrayList<>()));
      } else {
        String[] cells = line.split("\t", 2);
        sections.get(sections.size() - 1).lines().add(new Line(cells[0], cells[1]));
      }
    }
    return sections;
  }

  /** The names of the tests that carry an id, by id. */
  static Map<String, Set<String>> claims() {
    return CLAIMS;
  }

  private static Map<String, Set<String>> read() {
    Map<String, Set<String>> tests = new TreeMap<>();
    for (Class<?> type : ReflectionSupport.findAllClassesInPackage(OURS, any -> true, TEST)) {
      for (Method method : type.getDeclaredMethods()) {
        Optional.ofNullable(method.getAnnotation(Requirement.class))
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
}
