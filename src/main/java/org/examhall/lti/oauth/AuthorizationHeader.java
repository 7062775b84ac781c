package org.examhall.lti.oauth;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.examhall.kernel.fault.Refused;
import org.examhall.lti.Fault;

/** Reads the parameters of an {@code Authorization: OAuth} header (RFC 5849 section 3.5.1). */
final class AuthorizationHeader {
  private static final Pattern SCHEME = Pattern.compile("(?i)OAuth(\\s+|$)");
  private static final Pattern PARAMETER =
      Pattern.compile("\\s*([A-Za-z0-9._~%-]+)=\"([^\"\\\\]*)\"\\s*(,|$)");

  private AuthorizationHeader() {}

  /** All but {@code realm}; none when the header is of another scheme. */
  static Parameters parse(String header, FormParser forms) {
    Matcher scheme = SCHEME.matcher(header);
    if (!scheme.lookingAt()) {
      return Parameters.NONE;
    }
    List<Parameter> found = new ArrayList<>();
    Matcher parameter = PARAMETER.matcher(header);
    int at = scheme.end();
    while (at < header.length()) {
      if (!parameter.find(at) || parameter.start() != at) {
        throw new Refused(Fault.AUTHORIZATION_MALFORMED);
      }
      if (!parameter.group(1).equals("realm")) {
        found.add(decoded(parameter.group(1), parameter.group(2), forms));
      }
      at = parameter.end();
    }
    return Parameters.of(found);
  }

  /** Percent-encoded like a form, except that a plus is a plus. */
  private static Parameter decoded(String name, String value, FormParser forms) {
    String pair = name + "=" + value.replace("+", "%2B").replace("&", "%26");
    return forms.parse(pair).iterator().next();
  }
}
