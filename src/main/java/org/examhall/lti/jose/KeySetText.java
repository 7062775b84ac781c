package org.examhall.lti.jose;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;

/** The key set that we publish. Source: RFC 7517 section 5. */
public final class KeySetText {
  private KeySetText() {}

  /** {@code {"keys":[…]}} of these JWKs, in order; private members would be left out. */
  public static String of(List<String> publicJwks) {
    List<JWK> keys = new ArrayList<>();
    for (String text : publicJwks) {
      try {
        keys.add(JWK.parse(text));
      } catch (ParseException e) {
        // without the cause, which may quote the key
        throw new IllegalArgumentException("not a JWK");
      }
    }
    return new JWKSet(keys).toString(true);
  }
}
