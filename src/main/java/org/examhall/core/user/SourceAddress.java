package org.examhall.core.user;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What counts as one place that tries and launches come from: an IPv4 address, or the first half of
 * an IPv6 one, since the other half is the caller's to choose.
 */
public final class SourceAddress {
  private static final Pattern FIRST_HALF = Pattern.compile("([0-9a-f]{1,4}:){4}");

  private SourceAddress() {}

  /** {@code address} as the container gives it: IPv6 in full, without "::". */
  public static String group(String address) {
    Matcher half = FIRST_HALF.matcher(address);
    return half.lookingAt() ? half.group() : address;
  }
}
