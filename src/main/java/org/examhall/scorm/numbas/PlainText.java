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
  private static final int MAX_CHARS = 500;
  private static final PolicyFactory NO_MARKUP = new HtmlPolicyBuilder().toFactory();

  private PlainText() {}

  /** The words of it, white space collapsed, at most 500 characters. */
  public static String of(String html) {
    String spaced = html.replaceAll("(?i)<(/p|/div|/h[1-6]|/li|br\\s*/?)>", "$0 ");
    String text = Encoding.decodeHtml(NO_MARKUP.sanitize(spaced), false);
    String collapsed = text.replaceAll("[\\s\\u00a0]+", " ").strip();
    int end = Math.min(collapsed.length(), MAX_CHARS);
    boolean splitsPair =
        end < collapsed.length() && Character.isHighSurrogate(collapsed.charAt(end - 1));
    return collapsed.substring(0, splitsPair ? end - 1 : end);
  }
}
