package org.examhall;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.examhall.LtiLevels.Entry;
import org.examhall.LtiLevels.Level;
import org.examhall.LtiLevels.State;
import org.examhall.Requirements.Line;
import org.examhall.Requirements.Section;
import org.junit.jupiter.api.Test;

/**
 * Prints {@code docs/reference/lti.md}, what of LTI is there, from the tests, and holds it to them.
 * To write it anew: {@code scripts/test unit -Dtest=LtiPageTest -Dwrite.docs=true}.
 */
class LtiPageTest {
  private static final Path PAGE = Path.of("docs", "reference", "lti.md");

  @Test
  void thePageIsWhatTheTestsClaim() throws IOException {
    String page = page(sections());

    if (Boolean.getBoolean("write.docs")) {
      Files.writeString(PAGE, page);
    }

    assertEquals(page, Files.readString(PAGE));
  }

  @Test
  void everyRequirementOfASectionAboutLtiHasItsLevel() throws IOException {
    Set<String> levelled = LtiLevels.byId().keySet();

    Set<String> listed = sections().stream().flatMap(s -> ids(s).stream()).collect(toSet());

    assertEquals(listed, levelled);
  }

  /** Those in which any requirement has a level. */
  private static List<Section> sections() throws IOException {
    Set<String> levelled = LtiLevels.byId().keySet();
    return Requirements.sections().stream()
        .filter(section -> ids(section).stream().anyMatch(levelled::contains))
        .toList();
  }

  private static List<String> ids(Section section) {
    return section.lines().stream().map(Line::id).toList();
  }

  private static String page(List<Section> sections) throws IOException {
    Map<String, Entry> levels = LtiLevels.byId();
    List<String> all = sections.stream().flatMap(section -> ids(section).stream()).toList();
    StringBuilder page = new StringBuilder(HEAD);
    page.append("\n**In all:** ").append(sum(levels, all)).append("\n\n");
    List<String> musts = all.stream().filter(id -> levels.get(id).level() == Level.M).toList();
    List<String> others = all.stream().filter(id -> levels.get(id).level() != Level.M).toList();
    of(page, "Musts that are **not shown yet**", in(levels, musts, State.NOT_SHOWN_YET));
    of(page, "Musts shown in part", in(levels, musts, State.IN_PART));
    of(page, "Others not done", in(levels, others, State.NOT_DONE));
    of(page, "Others shown in part", in(levels, others, State.IN_PART));
    of(page, "Others that are **not shown yet**", in(levels, others, State.NOT_SHOWN_YET));
    for (Section section : sections) {
      page.append("\n## ").append(section.title()).append("\n\n");
      page.append(sum(levels, ids(section))).append("\n\n").append(COLUMNS);
      section.lines().forEach(line -> row(page, section, line, levels));
    }
    return page.toString();
  }

  private static String sum(Map<String, Entry> levels, List<String> ids) {
    return ids.size()
        + (ids.size() == 1 ? " requirement: " : " requirements: ")
        + List.of(State.values()).stream()
            .map(state -> Map.entry(state, count(levels, ids, state)))
            .filter(entry -> entry.getValue() > 0)
            .map(entry -> entry.getValue() + " " + words(entry.getKey()))
            .collect(joining(", "))
        + ".";
  }

  private static int count(Map<String, Entry> levels, List<String> ids, State state) {
    return in(levels, ids, state).size();
  }

  private static List<String> in(Map<String, Entry> levels, List<String> ids, State state) {
    return ids.stream().filter(id -> levels.get(id).state(tests(id)) == state).toList();
  }

  private static void of(StringBuilder page, String title, List<String> ids) {
    String listed =
        ids.isEmpty() ? "none" : "%d (%s)".formatted(ids.size(), String.join(", ", ids));
    page.append("- ").append(title).append(": ").append(listed).append("\n");
  }

  private static void row(
      StringBuilder page, Section section, Line line, Map<String, Entry> levels) {
    Entry entry = levels.get(line.id());
    page.append("| ").append(line.id()).append(" | ").append(entry.level());
    page.append(" | ").append(line.cell()).append(" | ");
    page.append(stateOf(section, line, entry)).append(" |\n");
  }

  private static String stateOf(Section section, Line line, Entry entry) {
    Set<String> tests = tests(line.id());
    String link =
        "[%d %s](requirements.md#%s)"
            .formatted(tests.size(), tests.size() == 1 ? "test" : "tests", section.anchor());
    return switch (entry.state(tests)) {
      case SHOWN -> "shown by " + link;
      case IN_PART -> "in part, by " + link + "; not done: " + entry.left();
      case NOT_DONE -> "not done: " + entry.left();
      case NOT_SHOWN_YET -> "**not shown yet**";
    };
  }

  private static Set<String> tests(String id) {
    return Requirements.claims().getOrDefault(id, Set.of());
  }

  private static String words(State state) {
    return switch (state) {
      case SHOWN -> "shown";
      case IN_PART -> "in part";
      case NOT_DONE -> "not done";
      case NOT_SHOWN_YET -> "**not shown yet**";
    };
  }

  private static final String HEAD =
      """
      # LTI: what is there, and what is not

      For whoever chooses a tool or connects an LMS, and for developers. Printed from the tests; `LtiPageTest` fails when
      it is out of date. *Shown* means that tests carry the requirement's id; the link leads to their names. Hostile
      messages have tests of their own: [bad input](requirements.md#bad-input).

      Nobody has certified this; 1EdTech's own test suite was not run. What Moodle does is known from recorded traffic of
      Moodle 4.4, what other LMSs do from their documentation and sources alone.

      | Level | |
      |---|---|
      | M | must: the standard demands it, or it would be unsafe otherwise |
      | S | should: the standard or an LMS asks for it |
      | T | tolerance: LMSs depart from the standard, and a tool has to allow for it |
      """;

  private static final String COLUMNS =
      """
      | id | level | requirement | state |
      |---|---|---|---|
      """;
}
