package org.examhall.scorm.manifest;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.examhall.scorm.problem.PackageReason;
import org.examhall.scorm.serve.PackageFolder;
import org.examhall.scorm.serve.PackagePath;

/**
 * The page that starts an activity.
 *
 * @param file its place in the package
 * @param address the same as a relative address, percent-encoded, with the query and fragment that
 *     the manifest asks for: what follows the package's own address
 */
public record Launch(PackagePath file, String address) {
  private static final int MAX_CHARS = 4_000;
  private static final String PLAIN_IN_PATH = "-._~!$&'()*+,;=:@/";
  private static final String PLAIN_IN_QUERY = PLAIN_IN_PATH + "?#%[]";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /**
   * Resolves what the manifest says against what the package holds.
   *
   * @param bases {@code xml:base} of the elements around the resource, outermost first
   */
  static Launch resolve(PackageFolder folder, List<String> bases, String href, String parameters) {
    String whole = String.join("", bases) + href.replace('\\', '/');
    if (whole.length() + parameters.length() > MAX_CHARS) {
      throw PackageReason.LAUNCH_MISSING.refuse(whole);
    }
    if (whole.matches("(?s)[A-Za-z][A-Za-z0-9+.-]*:.*") || whole.startsWith("/")) {
      throw PackageReason.LAUNCH_OUTSIDE.refuse(whole);
    }
    String tail = withParameters(whole, parameters);
    int end = indexOfTail(whole);
    String path = plain(whole.substring(0, end));
    PackagePath file =
        Stream.of(path, decoded(path))
            .map(PackagePath::find)
            .flatMap(Optional::stream)
            .filter(folder::holds)
            .findFirst()
            .orElseThrow(() -> PackageReason.LAUNCH_MISSING.refuse(path));
    return new Launch(
        file,
        encoded(file.toString(), PLAIN_IN_PATH) + encoded(tail.substring(end), PLAIN_IN_QUERY));
  }

  /** Source: SCORM 2004 CAM 3.4.1.6, "Parameter Attribute", the algorithm given there. */
  private static String withParameters(String href, String parameters) {
    String rest = parameters.replaceFirst("^[?&]+", "");
    if (rest.isEmpty()) {
      return href;
    }
    if (rest.startsWith("#")) {
      return href.contains("#") ? href : href + rest;
    }
    return href + (href.contains("?") ? "&" : "?") + rest;
  }

  private static int indexOfTail(String href) {
    int query = href.indexOf('?');
    int fragment = href.indexOf('#');
    int end = query < 0 ? fragment : fragment < 0 ? query : Math.min(query, fragment);
    return end < 0 ? href.length() : end;
  }

  /** The path with its dots resolved; climbing out of the package is refused. */
  private static String plain(String path) {
    Deque<String> segments = new ArrayDeque<>();
    for (String segment : path.split("/")) {
      if (segment.equals("..")) {
        if (segments.pollLast() == null) {
          throw PackageReason.LAUNCH_OUTSIDE.refuse(path);
        }
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.addLast(segment);
      }
    }
    return String.join("/", segments);
  }

  private static String decoded(String path) {
    try {
      return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return path; // A lone percent sign: the name is meant as it stands.
    }
  }

  private static String encoded(String text, String plain) {
    StringBuilder address = new StringBuilder();
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      boolean letter = octet > 0 && Character.isLetterOrDigit(octet);
      if (letter || octet > 0 && plain.indexOf(octet) >= 0) {
        address.append((char) octet);
      } else {
        address.append('%').append(HEX.toHexDigits(octet));
      }
    }
    return address.toString();
  }
}
