package org.examhall.demo.lms.lti13;

/** How an id_token is signed: the first as it should be, the others as attackers would. */
public enum Signing {
  /** With the key that the platform signs with now. */
  OURS("RS256"),
  /** With the key before that, published or not. */
  OLD("RS256"),
  /** With a key of somebody else's, under the name of ours. */
  STRANGER("RS256"),
  /** With a published key on an elliptic curve. */
  ELLIPTIC("ES256"),
  /** With a published key of 1024 bits. */
  WEAK("RS256"),
  /** With our public key, which all the world has, as a shared secret. */
  PUBLIC_KEY_AS_SECRET("HS256"),
  /** With the client id as a shared secret. */
  CLIENT_ID_AS_SECRET("HS256"),
  /** Not at all. */
  NOTHING("none");

  private final String algorithm;

  Signing(String algorithm) {
    this.algorithm = algorithm;
  }

  String algorithm() {
    return algorithm;
  }
}
