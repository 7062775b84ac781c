package org.examhall.scorm.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.text.Messages;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every refusal has its words. */
class PackageReasonTest {
  private final Messages messages = new Messages();

  @ParameterizedTest
  @EnumSource(PackageReason.class)
  @Requirement("I15")
  void everyReasonIsASentenceThatNamesWhatWasFound(PackageReason reason) {
    Refused refused = reason.refuse("FIRST", "SECOND");

    String sentence =
        messages.text(Locale.ENGLISH, reason.messageKey(), refused.details().toArray());

    assertTrue(sentence.endsWith("."), sentence);
    assertFalse(sentence.contains("{"), sentence);
    assertEquals(reason != PackageReason.EMPTY, sentence.contains("FIRST"), sentence);
  }

  @Test
  @Requirement("I32")
  void detailsFromAnUploadAreMadeFitToBeShown() {
    Refused refused =
        PackageReason.UNSAFE_NAME.refuse("a\r\n\u001b[31m\u202eb\0", "x".repeat(1_000));

    assertEquals(
        List.of("a\uFFFD\uFFFD\uFFFD[31m\uFFFDb\uFFFD", "x".repeat(120) + "…"), refused.details());
  }
}
