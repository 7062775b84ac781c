package org.examhall.kernel.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.examhall.kernel.fault.Reason;
import org.examhall.testkit.OurClasses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessagesTest {
  private final Messages messages = new Messages();

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/messages"))) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyTextIsAPatternOfItsAreaWithoutALostApostrophe(Path file) throws IOException {
    String area = file.getFileName().toString().replaceFirst("(_\\w+)?\\.properties$", "");

    Properties texts = read(file);

    texts.forEach(
        (key, text) -> {
          assertTrue(key.toString().startsWith(area + "."), key + " in " + file);
          assertFalse(text.toString().replace("''", "").contains("'"), key + ": " + text);
          assertFalse(new MessageFormat(text.toString()).toPattern().isEmpty(), key.toString());
        });
    assertFalse(texts.isEmpty());
  }

  @Test
  void everyReasonHasItsWords() {
    List<Reason> reasons =
        OurClasses.all().stream()
            .filter(c -> c.isEnum() && c.isAssignableTo(Reason.class))
            .flatMap(c -> Stream.of(c.reflect().getEnumConstants()))
            .map(Reason.class::cast)
            .toList();

    reasons.forEach(
        reason -> assertFalse(messages.text(Locale.ENGLISH, reason.messageKey()).isEmpty()));
    assertFalse(reasons.isEmpty());
  }

  @Test
  void anUnknownLanguageIsAnsweredInEnglish() {
    assertEquals(Locale.ENGLISH, messages.nearest(Locale.forLanguageTag("tlh")));
    assertEquals(
        messages.text(Locale.ENGLISH, "http.not_found"),
        messages.text(Locale.forLanguageTag("tlh"), "http.not_found"));
  }

  private static Properties read(Path file) throws IOException {
    Properties texts = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      texts.load(reader);
    }
    return texts;
  }
}
