package org.examhall.lti.oauth;

import java.util.Comparator;
import oauth.signpost.OAuth;

/**
 * One decoded name and value of a request.
 *
 * <p>Shape: any text without lone surrogates; either may be empty.
 */
public record Parameter(String name, String value) {
  /** RFC 5849 section 3.4.1.3.2: by encoded name, then by encoded value, in byte order. */
  static final Comparator<Encoded> NORMAL_ORDER =
      Comparator.comparing(Encoded::name).thenComparing(Encoded::value);

  Encoded encoded() {
    return new Encoded(OAuth.percentEncode(name), OAuth.percentEncode(value));
  }

  /** A parameter in RFC 5849 section 3.6 encoding: ASCII only, so text order is byte order. */
  record Encoded(String name, String value) {
    String pair() {
      return name + "=" + value;
    }
  }
}
