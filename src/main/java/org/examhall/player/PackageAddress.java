package org.examhall.player;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.examhall.kernel.crypto.Signer;

/**
 * Addresses of package files: {@code /package/<version>/<expiry>.<signature>/<path>}.
 *
 * <p>The signed part stands in the path, so relative links of the package work and need no cookie.
 * It is unguessable, good for one version, and dies after the day on which the token it was made
 * for does. Counting in whole days lets a browser keep a package of half a megabyte from one
 * attempt to the next. Threads: any.
 */
public final class PackageAddress {
  private static final String PURPOSE = "package";
  private static final long DAY_SECONDS = Duration.ofDays(1).toSeconds();

  private final Signer signer;

  /** Addresses signed by this. */
  public PackageAddress(Signer signer) {
    this.signer = signer;
  }

  /** The folder of a version for somebody whose token ends at {@code expires}; ends in a slash. */
  String folder(long versionId, Instant expires) {
    long day = Math.floorDiv(expires.getEpochSecond(), DAY_SECONDS) + 1;
    String text = versionId + "." + day;
    return "/package/" + versionId + "/" + day + "." + signer.sign(PURPOSE, text) + "/";
  }

  /** Whether the signed segment of an address opens the version now. */
  boolean opens(long versionId, String segment, Instant now) {
    int dot = segment.indexOf('.');
    return dot > 0
        && day(segment.substring(0, dot))
            .filter(day -> now.getEpochSecond() < (day + 1) * DAY_SECONDS)
            .filter(
                day -> signer.verify(PURPOSE, versionId + "." + day, segment.substring(dot + 1)))
            .isPresent();
  }

  private static Optional<Long> day(String text) {
    return text.matches("[1-9]\\d{0,8}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }
}
