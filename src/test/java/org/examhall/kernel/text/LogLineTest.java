package org.examhall.kernel.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.LoggingEvent;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class LogLineTest {
  private final LogLine layout = new LogLine();

  @ParameterizedTest
  @Requirement("I32")
  @ValueSource(
      strings = {
        "a\r\n2026-01-01 ERROR forged",
        "a\u001b[31mred",
        "a\u2028b\u2029c",
        "a\u202etxt.exe",
        "a\u0000b\u0007c\u0085d"
      })
  void aHostileTextStaysOnItsLineAndIsVisible(String text) {
    String line = line("{} refused", text, null);

    assertEquals(1, line.lines().count());
    assertTrue(line.codePoints().limit(line.length() - 1).noneMatch(Character::isISOControl), line);
    assertTrue(line.contains("\\u"), line);
  }

  @Test
  @Requirement("I32")
  void aMegabyteIsCut() {
    String line = line("{}", "x".repeat(1 << 20), new IllegalStateException("y".repeat(1 << 20)));

    assertTrue(line.length() < 9_000, "length " + line.length());
  }

  @Test
  @Requirement("I32")
  void aCauseIsOnTheSameLine() {
    var failure = new IllegalStateException("outer\nline", new RuntimeException("inner\nline"));

    String line = line("failed", "", failure);

    assertEquals(1, line.lines().count());
    assertTrue(line.contains("IllegalStateException: outer\\u000aline at LogLineTest."), line);
    assertTrue(line.contains("RuntimeException: inner\\u000aline"), line);
  }

  private String line(String message, String argument, Throwable thrown) {
    var logger = (Logger) LoggerFactory.getLogger("org.examhall.Some");
    return layout.doLayout(
        new LoggingEvent("", logger, Level.WARN, message, thrown, new Object[] {argument}));
  }
}
