package org.examhall.scorm.serve;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A file's place inside a package: one or more safe segments, such as {@code resources/pic.png}.
 *
 * <p>Whoever holds one may resolve it below any folder and stays below it: there is no segment
 * {@code ..}, no drive, no separator of any system inside a segment. Case is kept and matters.
 */
public final class PackagePath {
  private static final int MAX_CHARS = 1024;
  private static final int MAX_SEGMENT_BYTES = 255;

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /** Printable ASCII that some file system or shell reads as more than a letter. */
  private static final String ESCAPED = "%\\/:*?\"<>|";

  /** Names that Windows keeps for devices, with any extension; never files of a web page. */
  private static final Set<String> DEVICES =
      Set.of(
          "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7",
          "com8", "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9");

  private final List<String> segments;

  private PackagePath(List<String> segments) {
    this.segments = segments;
  }

  /** The path that the name means; empty when the name is not acceptable. */
  public static Optional<PackagePath> find(String name) {
    return objection(name).isPresent() ? Optional.empty() : Optional.of(split(name));
  }

  /**
   * The path that the name means.
   *
   * @throws IllegalArgumentException when there is an {@link #objection}
   */
  public static PackagePath of(String name) {
    objection(name)
        .ifPresent(
            words -> {
              throw new IllegalArgumentException(words);
            });
    return split(name);
  }

  /** Why the name is no acceptable place for a file, in words; empty when it is one. */
  public static Optional<String> objection(String name) {
    if (name.length() > MAX_CHARS) {
      return Optional.of("it is too long");
    }
    if (name.codePoints().anyMatch(PackagePath::isUnprintable)) {
      return Optional.of("it holds a control character");
    }
    if (name.indexOf('\\') >= 0) {
      return Optional.of("it holds a backslash");
    }
    if (name.startsWith("/")) {
      return Optional.of("it is an absolute path");
    }
    if (name.length() > 1 && name.charAt(1) == ':' && Character.isLetter(name.charAt(0))) {
      return Optional.of("it names a drive");
    }
    return split(name).segments.stream()
        .map(PackagePath::segmentObjection)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> segmentObjection(String segment) {
    if (segment.isEmpty()) {
      return Optional.of("part of it is empty");
    }
    if (segment.equals(".") || segment.equals("..")) {
      return Optional.of("it climbs to another folder");
    }
    String stem = segment.split("\\.", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (DEVICES.contains(stem)) {
      return Optional.of("Windows keeps that name for a device");
    }
    return diskName(segment).length() > MAX_SEGMENT_BYTES
        ? Optional.of("it is too long")
        : Optional.empty();
  }

  private static boolean isUnprintable(int codePoint) {
    return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
  }

  private static PackagePath split(String name) {
    return new PackagePath(List.of(name.split("/", -1)));
  }

  /** How many segments: 1 for a file at the top. */
  public int depth() {
    return segments.size();
  }

  /** The last segment. */
  public String fileName() {
    return segments.get(segments.size() - 1);
  }

  /**
   * Where this path lies below the folder.
   *
   * <p>Names on disk are ASCII: everything else is percent-encoded, so that neither the locale of
   * the JVM nor the file system's idea of Unicode decides which file is meant.
   */
  public Path below(Path folder) {
    Path place = folder;
    for (String segment : segments) {
      place = place.resolve(diskName(segment));
    }
    return place;
  }

  private static String diskName(String segment) {
    StringBuilder name = new StringBuilder();
    for (byte octet : segment.getBytes(StandardCharsets.UTF_8)) {
      if (octet >= ' ' && octet < 0x7F && ESCAPED.indexOf(octet) < 0) {
        name.append((char) octet);
      } else {
        name.append('%').append(HEX.toHexDigits(octet));
      }
    }
    return name.toString();
  }

  /** The path as it stands in a zip file or, decoded, in an address. */
  @Override
  public String toString() {
    return String.join("/", segments);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PackagePath path && path.segments.equals(segments);
  }

  @Override
  public int hashCode() {
    return segments.hashCode();
  }
}
