package org.examhall.scorm.numbas;

import org.owasp.html.Encoding;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * Turns the HTML that exam authors put into names and titles into plain text.
 *
 * <p>The result is text, to be escaped like any other. LaTeX stays as it stands.
 */
public final class PlainText {
  private static final int MAX_CODE_POINTS = 500;
  private static final int MAX_HTML_CHARS = 20_000;
  private static final PolicyFactory NO_MARKUP = new HtmlPolicyBuilder().toFactory();

  private PlainText() {}

  /** The words of the HTML: one line, printable, at most 500 characters (code points). */
  public static String of(String html) {
    String start = html.substring(0, Math.min(html.length(), MAX_HTML_CHARS));
    String spaced = start.replaceAll("(?i)<(/p|/div|/h[1-6]|/li|br\\s*/?)>", "$0 ");
    return line(Encoding.decodeHtml(NO_MARKUP.sanitize(spaced), false));
  }

  /** The same of text that is no HTML. */
  public static String line(String text) {
    StringBuilder line = new StringBuilder();
    text.replaceAll("[\\s\\u00a0]+", " ")
        .strip()
        .codePoints()
        .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
        .limit(MAX_CODE_POINTS)
        .forEach(line::appendCodePoint);
    return line.toString();
  }
}
