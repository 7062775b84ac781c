package org.examhall.bridge.checkup;

/**
 * One line of a check-up.
 *
 * @param subject what was looked at, a word or two
 * @param text how it is; when it is not well, also how to mend it, in English
 */
public record Finding(Finding.Mark mark, String subject, String text) {
  /** How bad it is. */
  public enum Mark {
    /** Nothing to do. */
    OK,
    /** Works, but somebody should look. */
    WARN,
    /** Must be mended: people notice, or will. */
    WRONG
  }

  static Finding ok(String subject, String text) {
    return new Finding(Mark.OK, subject, text);
  }

  static Finding warn(String subject, String text) {
    return new Finding(Mark.WARN, subject, text);
  }

  static Finding wrong(String subject, String text) {
    return new Finding(Mark.WRONG, subject, text);
  }
}
