package org.examhall.lti.oauth;

import java.util.List;
import org.examhall.kernel.fault.Refused;
import org.examhall.lti.Fault;

/** The protocol parameters of a signed message, each there exactly once and well formed. */
record OAuthFields(
    String consumerKey,
    SignatureMethod method,
    String signature,
    long timestampSeconds,
    String nonce) {
  private static final int LONGEST_NONCE = 1_024;

  /** Takes them from wherever they were sent; the first thing that is wrong refuses. */
  static OAuthFields of(Parameters all) {
    String consumerKey = only(all, "oauth_consumer_key");
    String method = only(all, "oauth_signature_method");
    String signature = only(all, "oauth_signature");
    String timestamp = only(all, "oauth_timestamp");
    String nonce = only(all, "oauth_nonce");
    List<String> version = all.all("oauth_version");
    if (version.size() > 1) {
      throw new Refused(Fault.OAUTH_PARAMETER_REPEATED, "oauth_version");
    }
    if (!version.isEmpty() && !version.get(0).equals("1.0")) {
      throw new Refused(Fault.VERSION_UNKNOWN);
    }
    return new OAuthFields(
        consumerKey,
        SignatureMethod.named(method).orElseThrow(() -> new Refused(Fault.METHOD_NOT_ALLOWED)),
        signature,
        seconds(timestamp),
        readable(nonce));
  }

  private static String only(Parameters all, String name) {
    List<String> values = all.all(name);
    if (values.size() > 1) {
      throw new Refused(Fault.OAUTH_PARAMETER_REPEATED, name);
    }
    if (values.isEmpty() || values.get(0).isEmpty()) {
      throw new Refused(Fault.OAUTH_PARAMETER_MISSING, name);
    }
    return values.get(0);
  }

  private static long seconds(String timestamp) {
    if (!timestamp.matches("[1-9][0-9]{0,11}")) {
      throw new Refused(Fault.TIMESTAMP_UNREADABLE);
    }
    return Long.parseLong(timestamp);
  }

  private static String readable(String nonce) {
    if (nonce.length() > LONGEST_NONCE || nonce.chars().anyMatch(Character::isISOControl)) {
      throw new Refused(Fault.NONCE_UNREADABLE);
    }
    return nonce;
  }
}
