package org.examhall.bridge.launch;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.examhall.kernel.text.Messages;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An administrator who finds one of these names finds it in the reference, too. */
class LaunchReasonTest {
  private static final Path PAGE = Path.of("docs", "reference", "lti11.md");

  @ParameterizedTest
  @EnumSource
  @Requirement("OA-16")
  void everyReasonHasItsRowAndItsWords(LaunchReason reason) throws IOException {
    String row = "| `" + reason + "` | " + reason.clause() + " | ";

    assertTrue(Files.readString(PAGE).contains(row), row);
    assertTrue(new Messages().text(Locale.ENGLISH, reason.messageKey()).endsWith("."));
  }
}
