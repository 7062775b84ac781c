package org.examhall.kernel.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

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

  /** The area whose translations decide which languages there are. */
  private static final String REFERENCE_AREA = "http";

  /** The text of {@code key}, its placeholders filled with {@code values}. */
  public String text(Locale language, String key, Object... values) {
    ResourceBundle bundle = bundle(key.split("\\.", 2)[0], language);
    String pattern = bundle.getString(key);
    return isPlain(pattern) ? pattern : new MessageFormat(pattern, language).format(values);
  }

  /** Most texts stand as they are written, and a format is dear to make. */
  private static boolean isPlain(String pattern) {
    return pattern.indexOf('{') < 0 && pattern.indexOf('\'') < 0;
  }

  /** The language that a reader who wants {@code language} gets. */
  public Locale nearest(Locale language) {
    Locale found = bundle(REFERENCE_AREA, language).getLocale();
    return found.getLanguage().isEmpty() ? Locale.ENGLISH : found;
  }

  private static ResourceBundle bundle(String area, Locale language) {
    return ResourceBundle.getBundle(
        "messages." + area, language, Messages.class.getClassLoader(), FILES);
  }
}
