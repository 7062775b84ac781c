package org.examhall.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import freemarker.template.Configuration;
import freemarker.template.TemplateHashModel;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.examhall.kernel.text.Messages;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TemplatesTest {
  private static final Path FOLDER = Path.of("src/main/resources/templates");
  private static final Pattern MODEL = Pattern.compile("\\A<#-- model: ([\\w.]+) -->\n");
  private static final Pattern KEY = Pattern.compile("msg\\(\"([\\w.]+)\"[,)]");
  private static final int MOST_LINES = 120;

  static List<Path> templates() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files.filter(f -> f.toString().endsWith(".ftlh")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("templates")
  void theFirstCommentNamesAPublicRecord(Path template) throws IOException {
    String text = Files.readString(template);
    Matcher model = MODEL.matcher(text);

    if (text.contains("model.") && !text.contains("<#macro")) {
      assertTrue(model.find(), "no model in " + template);
      assertTrue(isPublicRecord(model.group(1)), model.group(1));
    } else {
      assertTrue(text.startsWith("<#-- "), "no first comment in " + template);
    }
  }

  @ParameterizedTest
  @MethodSource("templates")
  void everyMessageExists(Path template) throws IOException {
    Matcher key = KEY.matcher(Files.readString(template));
    Messages messages = new Messages();

    while (key.find()) {
      String name = key.group(1);
      if (!name.endsWith(".")) {
        assertFalse(messages.text(Locale.ENGLISH, name).isEmpty(), name);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("templates")
  @Requirement({"I30", "I41"})
  void nothingIsInlineOrUnescapedOrLong(Path template) throws IOException {
    String text = Files.readString(template);

    for (String forbidden :
        List.of(
            "<script>",
            "<style",
            " style=",
            " onclick",
            " onload",
            "javascript:",
            "?no_esc",
            "<#noautoesc",
            "<#outputformat",
            "?interpret",
            "?eval",
            "?new")) {
      assertFalse(text.contains(forbidden), template + " has " + forbidden);
    }
    assertTrue(text.lines().count() <= MOST_LINES, template + " is too long");
  }

  /** A page with a value that is hostile, absent or both. */
  public record Hostile(String text, Optional<String> absent) {}

  @Test
  @Requirement("I30")
  void valuesAreEscaped() {
    String html =
        render(new ErrorPage("http.not_found", "<script>alert(1)</script>", "R", "", false));

    assertTrue(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assertFalse(html.contains("<script>alert"));
  }

  @Test
  void everyPageNamesTheSiteAndWhomToAsk() {
    String html = render(new ErrorPage("http.heading_missing", "", "", "", false));

    assertTrue(html.contains(" – Exams</title>"), html);
    assertTrue(html.contains("Help and support: Help &lt;desk&gt;"), html);
  }

  @Test
  void aMissingKeyFailsThePage() {
    var page = new ErrorPage("http.no_such_key", "", "", "", false);

    var failure = assertThrows(RuntimeException.class, () -> render(page));

    assertTrue(hasCause(failure, MissingResourceException.class), failure.toString());
  }

  @Test
  void anEmptyOptionalIsAMissingValue() throws Exception {
    var wrapper = new ModelWrapper(Configuration.VERSION_2_3_34);
    var model = (TemplateHashModel) wrapper.wrap(new Hostile("x", Optional.empty()));

    assertEquals(null, model.get("absent"));
    assertEquals("x", model.get("text").toString());
  }

  private static String render(Object model) {
    var surroundings = new Surroundings(Locale.ENGLISH, "", false, true, () -> "code");
    return new Templates(
            new Messages(), name -> "/assets/" + name, new Branding("Exams", "Help <desk>"))
        .render("error", model, surroundings);
  }

  private static boolean hasCause(Throwable failure, Class<?> type) {
    return Stream.iterate(failure, t -> t != null, Throwable::getCause).anyMatch(type::isInstance);
  }

  private static boolean isPublicRecord(String name) {
    String candidate = name;
    while (true) {
      try {
        Class<?> type = Class.forName(candidate);
        return type.isRecord() && Modifier.isPublic(type.getModifiers());
      } catch (ClassNotFoundException e) {
        int dot = candidate.lastIndexOf('.');
        if (dot < 0) {
          return false;
        }
        candidate = candidate.substring(0, dot) + "$" + candidate.substring(dot + 1);
      }
    }
  }
}
