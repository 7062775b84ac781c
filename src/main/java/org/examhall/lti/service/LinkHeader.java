package org.examhall.lti.service;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The links of an answer.
 *
 * <p>Also as Moodle writes them for line items: with curly quotes (which arrive as what their UTF-8
 * looks like in Latin-1) and {@code &amp;} for {@code &}. A link that can't be read is none.
 * Source: RFC 8288 section 3.
 */
public final class LinkHeader {
  private static final int MAX_CHARS = 16 * 1024;
  private static final Pattern LINK =
      Pattern.compile("<([^>]*)>((?:[^,\"<]|\"[^\"]*+\")*+)", Pattern.DOTALL);
  private static final Pattern PARAMETER =
      Pattern.compile(";\\s*([^\\s=;\"]+)\\s*(?:=\\s*(\"[^\"]*\"|[^;]*))?");

  private LinkHeader() {}

  /**
   * Where the first link of this relation leads; empty when there is none.
   *
   * @param values of the header {@code Link}
   * @param base the address that answered
   */
  public static Optional<URI> find(List<String> values, String relation, URI base) {
    return values.stream()
        .filter(value -> value.length() <= MAX_CHARS)
        .flatMap(value -> LINK.matcher(value).results())
        .filter(link -> isOf(link.group(2), relation))
        .flatMap(link -> target(link.group(1), base).stream())
        .findFirst();
  }

  private static boolean isOf(String parameters, String relation) {
    return PARAMETER
        .matcher(parameters)
        .results()
        .filter(parameter -> parameter.group(1).equalsIgnoreCase("rel"))
        .limit(1)
        .flatMap(rel -> Stream.of(String.valueOf(rel.group(2)).split("[^!-~]+|\"", -1)))
        .anyMatch(relation::equalsIgnoreCase);
  }

  private static Optional<URI> target(String written, URI base) {
    String text = written.strip().replace("&amp;", "&");
    try {
      return Optional.of(
          text.startsWith("?") // java.net.URI would drop the last step of the path
              ? URI.create(base.toString().replaceFirst("[?#].*", "") + text)
              : base.resolve(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // as if it were not there
    }
  }
}
