package org.examhall.lti.jose;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.examhall.kernel.fault.Refused;
import org.examhall.lti.Fault13;

/** What the claims of any token must say, each checked against the terms. */
final class ClaimChecks {
  private final JsonNode claims;
  private final Terms terms;

  ClaimChecks(JsonNode claims, Terms terms) {
    this.claims = claims;
    this.terms = terms;
  }

  void requireIssuer() {
    require(isText(claims.path("iss"), terms.issuer()), Fault13.ISSUER_WRONG);
  }

  /** A token that is for others as well may have come from them. */
  void requireAudience() {
    Set<JsonNode> audiences = audiences();
    boolean ours = audiences.stream().anyMatch(this::isClientId);
    require(ours, Fault13.AUDIENCE_WRONG);
    JsonNode party = claims.path("azp");
    require(audiences.size() == 1 || !absent(party), Fault13.AUTHORIZED_PARTY_MISSING);
    require(absent(party) || isClientId(party), Fault13.AUTHORIZED_PARTY_WRONG);
    boolean trusted = audiences.stream().allMatch(a -> isClientId(a) || isTrusted(a));
    require(trusted, Fault13.AUDIENCE_NOT_TRUSTED);
  }

  private Set<JsonNode> audiences() {
    JsonNode sent = claims.path("aud");
    Set<JsonNode> audiences = new LinkedHashSet<>();
    if (sent.isArray()) {
      sent.forEach(audiences::add);
    } else {
      audiences.add(sent);
    }
    return audiences;
  }

  /** All three before the other two are compared: what is unreadable is not merely late. */
  void requireTime(Instant now) {
    long expires = seconds("exp").orElseThrow(() -> new Refused(Fault13.EXPIRY_MISSING));
    long issued = seconds("iat").orElseThrow(() -> new Refused(Fault13.ISSUE_TIME_MISSING));
    long notBefore = seconds("nbf").orElse(issued);
    long earliest = now.minus(terms.leeway()).getEpochSecond();
    long latest = now.plus(terms.leeway()).getEpochSecond();
    require(expires > earliest, Fault13.EXPIRED);
    require(issued <= latest, Fault13.ISSUED_IN_FUTURE);
    require(issued >= earliest - terms.oldest().toSeconds(), Fault13.ISSUED_TOO_LONG_AGO);
    require(notBefore <= latest, Fault13.NOT_VALID_YET);
  }

  private Optional<Long> seconds(String name) {
    JsonNode sent = claims.path(name);
    if (absent(sent)) {
      return Optional.empty();
    }
    require(sent.isNumber() && sent.canConvertToLong(), Fault13.TIME_UNREADABLE);
    return Optional.of(sent.longValue());
  }

  void requireNonce() {
    JsonNode nonce = claims.path("nonce");
    require(nonce.isTextual() && !nonce.textValue().isBlank(), Fault13.NONCE_MISSING);
  }

  private boolean isClientId(JsonNode node) {
    return isText(node, terms.clientId());
  }

  private boolean isTrusted(JsonNode node) {
    return node.isTextual() && terms.otherAudiences().contains(node.textValue());
  }

  private static boolean isText(JsonNode node, String expected) {
    return node.isTextual() && node.textValue().equals(expected);
  }

  private static boolean absent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  private static void require(boolean fine, Fault13 fault) {
    if (!fine) {
      throw new Refused(fault);
    }
  }
}
