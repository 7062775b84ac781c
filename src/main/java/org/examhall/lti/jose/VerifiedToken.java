package org.examhall.lti.jose;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * A token that is genuine, for us and fresh.
 *
 * <p>Only {@link IdTokenVerifier} makes one, so whoever is handed one need not ask again. The nonce
 * is there; whether it is the right one is still to be asked.
 */
public final class VerifiedToken {
  private final Terms terms;
  private final JsonNode tree;

  VerifiedToken(Terms terms, JsonNode tree) {
    this.terms = terms;
    this.tree = tree;
  }

  /** The platform that signed it. */
  public String issuer() {
    return terms.issuer();
  }

  /** Ours at that platform. */
  public String clientId() {
    return terms.clientId();
  }

  /** As the platform sent it back; never blank. */
  public String nonce() {
    return tree.path("nonce").textValue();
  }

  /** When the platform made it, by its clock. */
  public Instant issuedAt() {
    return Instant.ofEpochSecond(tree.path("iat").longValue());
  }

  /** All it says. */
  public Claims claims() {
    return Claims.of(tree);
  }

  /** Not what it says: that is personal. */
  @Override
  public String toString() {
    return "token for " + terms.clientId() + " from " + terms.issuer();
  }
}
