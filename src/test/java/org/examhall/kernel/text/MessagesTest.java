package org.examhall.kernel.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.examhall.kernel.fault.Reason;
import org.examhall.testkit.OurClasses;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessagesTest {
  private static final Pattern LANGUAGE = Pattern.compile("_(\\w+)\\.properties$");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d+)");
  private static final Locale KLINGON = Locale.forLanguageTag("tlh");

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
  @Requirement("CC1")
  void everyLanguageHasEveryTextWithTheSamePlaceholders() throws IOException {
    Map<String, Map<String, String>> byLanguage = new TreeMap<>();
    for (Path file : files()) {
      Matcher name = LANGUAGE.matcher(file.getFileName().toString());
      String language = name.find() ? name.group(1) : "en";
      Map<String, String> texts = byLanguage.computeIfAbsent(language, l -> new TreeMap<>());
      read(file).forEach((key, text) -> texts.put(key.toString(), placeholders(text.toString())));
    }

    assertEquals(Messages.LANGUAGES, byLanguage.keySet());
    byLanguage.values().forEach(texts -> assertEquals(byLanguage.get("en"), texts));
  }

  @Test
  void readersAreAnsweredInTheFirstLanguageThatTheyWantAndWeSpeak() {
    Locale austrian = Locale.forLanguageTag("de-AT");

    assertEquals(austrian, messages.nearest(List.of(KLINGON, austrian, Locale.ENGLISH)));
    assertEquals(
        messages.text(Locale.GERMAN, "http.not_found"), messages.text(austrian, "http.not_found"));
    assertNotEquals(
        messages.text(Locale.ENGLISH, "http.not_found"), messages.text(austrian, "http.not_found"));
  }

  @Test
  void whoWantsNothingThatWeSpeakIsAnsweredInTheSitesLanguage() {
    assertEquals(Locale.ENGLISH, messages.nearest(List.of(KLINGON)));
    assertEquals(Locale.GERMAN, new Messages(Locale.GERMAN).nearest(List.of(KLINGON)));
    assertEquals(Locale.GERMAN, new Messages(Locale.GERMAN).nearest(List.of()));
  }

  /** Their numbers, each once. */
  private static String placeholders(String pattern) {
    return PLACEHOLDER
        .matcher(pattern)
        .results()
        .map(found -> found.group(1))
        .distinct()
        .sorted()
        .collect(Collectors.joining(","));
  }

  private static Properties read(Path file) throws IOException {
    Properties texts = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      texts.load(reader);
    }
    return texts;
  }
}
