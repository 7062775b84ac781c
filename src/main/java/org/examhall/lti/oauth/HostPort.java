package org.examhall.lti.oauth;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.examhall.kernel.fault.Refused;
import org.examhall.lti.Fault;
import org.jspecify.annotations.Nullable;

/** A URL's authority taken apart; no user info, IPv6 in brackets. */
record HostPort(String host, OptionalInt port) {
  private static final Pattern FORM =
      Pattern.compile("(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+)(?::([0-9]{0,5}))?");

  /** Refuses what is no host, {@code null} included. */
  static HostPort parse(@Nullable String text) {
    Matcher parts = FORM.matcher(text == null ? "" : text);
    if (!parts.matches()) {
      throw new Refused(Fault.URL_UNUSABLE);
    }
    String port = parts.group(2);
    return new HostPort(
        parts.group(1),
        port == null || port.isEmpty()
            ? OptionalInt.empty()
            : OptionalInt.of(Integer.parseInt(port)));
  }
}
