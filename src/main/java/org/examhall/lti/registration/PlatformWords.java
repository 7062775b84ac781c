package org.examhall.lti.registration;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a platform said when it refused, short enough for a page; the page escapes it. */
public final class PlatformWords {
  private static final int MOST_CHARS = 500;
  private static final Pattern TITLE =
      Pattern.compile("(?is)<title[^>]{0,200}>\\s*([^<]{1,500})</title>");

  private PlatformWords() {}

  /** The text, or the title where it is a web page; empty when nothing was said. */
  public static String of(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8).strip();
    if (text.startsWith("<")) {
      Matcher title = TITLE.matcher(text);
      return title.find() ? plain(title.group(1)) : "";
    }
    return plain(text);
  }

  private static String plain(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.substring(0, Math.min(line.length(), MOST_CHARS));
  }
}
