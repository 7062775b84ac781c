package org.examhall.lti.jose;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;

/**
 * Signs what we send to platforms: RS256, the only algorithm that each of them must take.
 *
 * <p>Threads: any. Source: Security Framework 1.1 section 5.1.3; RFC 7515.
 */
public final class ToolSigner {
  private final ToolKey key;

  /** Signs with this key. */
  public ToolSigner(ToolKey key) {
    this.key = key;
  }

  /** The compact token of an object of claims, which are sent exactly as they are. */
  public String sign(JsonNode claims) {
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.RS256).type(JOSEObjectType.JWT).keyID(key.kid()).build();
    JWSObject token = new JWSObject(header, new Payload(claims.toString()));
    try {
      token.sign(new RSASSASigner(key.pair()));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return token.serialize();
  }
}
