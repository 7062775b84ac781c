package org.examhall.kernel.text;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.Set;

/**
 * All words the product shows, by key and language.
 *
 * <p>The first part of a key is its area and names the file: {@code exam.upload} stands in {@code
 * messages/exam.properties} (English) and its translations in {@code messages/exam_de.properties}
 * and so on, all UTF-8. Texts are {@link MessageFormat} patterns, also those without placeholders,
 * so a plain apostrophe is written twice (better: the typographic one, once).
 *
 * <p>Absent: a missing key is a bug and throws {@link java.util.MissingResourceException}; a text
 * missing in a language comes in English. Threads: any.
 */
public final class Messages {
  private static final Control FILES = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

  /** The languages that every text is in. */
  public static final Set<String> LANGUAGES = Set.of("en", "de");

  private final Locale usual;

  /** In English for readers whose language is not spoken here. */
  public Messages() {
    this(Locale.ENGLISH);
  }

  /** In {@code usual}, one of {@link #LANGUAGES}, for readers whose language is not spoken here. */
  public Messages(Locale usual) {
    this.usual = usual;
  }

  /** The text of {@code key}, its placeholders filled with {@code values}. */
  public String text(Locale language, String key, Object... values) {
    ResourceBundle bundle = bundle(key.split("\\.", 2)[0], language.getLanguage());
    String pattern = bundle.getString(key);
    return isPlain(pattern) ? pattern : new MessageFormat(pattern, language).format(values);
  }

  /** Most texts stand as they are written, and a format is dear to make. */
  private static boolean isPlain(String pattern) {
    return pattern.indexOf('{') < 0 && pattern.indexOf('\'') < 0;
  }

  /** What a reader gets who wants one of these, the first most; with its region, if it has one. */
  public Locale nearest(List<Locale> wanted) {
    return wanted.stream()
        .filter(locale -> LANGUAGES.contains(locale.getLanguage()))
        .findFirst()
        .orElse(usual);
  }

  /** What readers get of whom nothing is known. */
  public Locale usual() {
    return usual;
  }

  /** By language alone: regions are a stranger's to invent, and each bundle is kept. */
  private static ResourceBundle bundle(String area, String language) {
    return ResourceBundle.getBundle(
        "messages." + area, new Locale(language), Messages.class.getClassLoader(), FILES);
  }
}
