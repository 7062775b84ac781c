package org.examhall.lti;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.examhall.bridge.launch.RefusalAdvice;
import org.examhall.kernel.fault.Reason;
import org.examhall.kernel.text.Messages;
import org.examhall.lti.contentitem.SelectionReason;
import org.examhall.lti.oauth.Hint;
import org.examhall.lti.outcome.OutcomeReason;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whoever is refused reads words; an administrator who finds a name in the log finds it in the
 * reference, too.
 */
class FaultReferenceTest {
  private static final Path PAGE = Path.of("docs", "reference", "lti11.md");
  private static final Path PAGE_13 = Path.of("docs", "reference", "lti13.md");

  @ParameterizedTest
  @EnumSource
  @Requirement("OA-16")
  void everyFaultHasItsRow(Fault fault) throws IOException {
    String page = Files.readString(PAGE).replace("`", "");

    assertTrue(page.contains(row(fault)), row(fault));
  }

  @Test
  @Requirement("OA-16")
  void everyFaultOfLti13HasItsRowInTheOrderOfTheChecks() throws IOException {
    List<String> rows =
        Files.readAllLines(PAGE_13).stream().filter(line -> line.startsWith("| `")).toList();
    List<String> expected = Stream.of(Fault13.values()).map(FaultReferenceTest::row).toList();

    assertEquals(expected, rows.stream().map(row -> row.replace("`", "")).toList());
  }

  /** Every enum of faults: one that comes anew is found here before an administrator misses it. */
  @Test
  @Requirement("OA-16")
  void everyReasonToRefuseALaunchSaysWhatToDoAboutIt() {
    List<Clause> reasons =
        new ClassFileImporter()
            .importPackages("org.examhall").stream()
                .filter(type -> type.isEnum() && type.isAssignableTo(Clause.class))
                .flatMap(type -> Stream.of(type.reflect().getEnumConstants()))
                .map(Clause.class::cast)
                .toList();

    assertTrue(reasons.size() > 100, reasons.toString());
    for (Clause reason : reasons) {
      assertNotEquals("refusal.unknown", RefusalAdvice.key(reason.toString()));
      assertTrue(advice(reason).endsWith("."), reason.toString());
    }
  }

  /** What the page of the reference and that of the administrator say. */
  private static String row(Clause fault) {
    return "| " + fault + " | " + fault.clause() + " | " + advice(fault) + " |";
  }

  private static String advice(Clause fault) {
    return new Messages().text(Locale.ENGLISH, RefusalAdvice.key(fault.toString()));
  }

  @ParameterizedTest
  @MethodSource("reasons")
  @Requirement("OA-16")
  void everyRefusalHasWords(Reason reason) {
    String words = new Messages().text(Locale.ENGLISH, reason.messageKey());

    assertTrue(words.endsWith("."), words);
  }

  static Stream<Reason> reasons() {
    return Stream.<Reason[]>of(
            Fault.values(), Fault13.values(), OutcomeReason.values(), SelectionReason.values())
        .flatMap(Stream::of);
  }

  @ParameterizedTest
  @EnumSource
  @Requirement("OA-16")
  void everyHintIsExplained(Hint.Kind kind) throws IOException {
    String page = Files.readString(PAGE);

    assertTrue(page.contains("`" + kind + "`"), kind.name());
  }
}
