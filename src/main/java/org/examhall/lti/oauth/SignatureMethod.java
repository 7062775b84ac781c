package org.examhall.lti.oauth;

import java.util.Optional;
import java.util.stream.Stream;
import oauth.signpost.signature.HmacSha1MessageSigner;
import oauth.signpost.signature.HmacSha256MessageSigner;
import oauth.signpost.signature.OAuthMessageSigner;

/** The signature methods there are for us, weakest first. {@code PLAINTEXT} is none of them. */
public enum SignatureMethod {
  HMAC_SHA1("HMAC-SHA1", "SHA-1"),
  HMAC_SHA256("HMAC-SHA256", "SHA-256");

  private final String wireName;
  private final String bodyHash;

  SignatureMethod(String wireName, String bodyHash) {
    this.wireName = wireName;
    this.bodyHash = bodyHash;
  }

  /** The method of this {@code oauth_signature_method}, in exactly this spelling. */
  public static Optional<SignatureMethod> named(String wireName) {
    return Stream.of(values()).filter(m -> m.wireName.equals(wireName)).findFirst();
  }

  /** As in {@code oauth_signature_method}. */
  public String wireName() {
    return wireName;
  }

  /** The JDK's name of the digest that {@code oauth_body_hash} uses with this method. */
  public String bodyHashAlgorithm() {
    return bodyHash;
  }

  OAuthMessageSigner signer() {
    return this == HMAC_SHA1 ? new HmacSha1MessageSigner() : new HmacSha256MessageSigner();
  }
}
