package org.examhall.lti;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.examhall.kernel.fault.Reason;
import org.examhall.kernel.text.Messages;
import org.examhall.lti.oauth.Hint;
import org.examhall.lti.outcome.OutcomeReason;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whoever is refused reads words; an administrator who finds a name in the log finds it in the
 * reference, too.
 */
class FaultReferenceTest {
  private static final Path PAGE = Path.of("docs", "reference", "lti11.md");

  @ParameterizedTest
  @EnumSource
  @Requirement("OA-16")
  void everyFaultHasItsRow(Fault fault) throws IOException {
    String page = Files.readString(PAGE);

    assertTrue(page.contains("| `" + fault + "` | " + fault.clause() + " | "), fault.clause());
  }

  @ParameterizedTest
  @MethodSource("reasons")
  @Requirement("OA-14")
  void everyRefusalHasWords(Reason reason) {
    String words = new Messages().text(Locale.ENGLISH, reason.messageKey());

    assertTrue(words.endsWith("."), words);
  }

  static Stream<Reason> reasons() {
    return Stream.concat(Stream.of(Fault.values()), Stream.of(OutcomeReason.values()));
  }

  @ParameterizedTest
  @EnumSource
  @Requirement("OA-16")
  void everyHintIsExplained(Hint.Kind kind) throws IOException {
    String page = Files.readString(PAGE);

    assertTrue(page.contains("`" + kind + "`"), kind.name());
  }
}
