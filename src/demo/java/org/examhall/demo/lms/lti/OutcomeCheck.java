package org.examhall.demo.lms.lti;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.examhall.demo.lms.lti.OAuth.Parameter;

/**
 * Checks that an outcome request comes from the tool, unchanged, now, and for the first time.
 *
 * <p>As strict as the strictest LMS seen: any doubt is a refusal. Threads: any.
 */
public final class OutcomeCheck {
  private static final Duration WINDOW = Duration.ofSeconds(300);
  private static final int NONCES_BETWEEN_CLEANUPS = 1_000;
  private static final Pattern FIELD = Pattern.compile("\\s*([\\w.~%-]+)=\"([^\"]*)\"\\s*");

  private final Supplier<Tool> tool;
  private final Clock clock;
  private final Map<String, Instant> nonces = new ConcurrentHashMap<>();

  public OutcomeCheck(Supplier<Tool> tool, Clock clock) {
    this.tool = tool;
    this.clock = clock;
  }

  /**
   * Returns when the request may be believed.
   *
   * @param url the full address as the tool called it
   * @param authorization the header of that name; empty when there was none
   */
  public void check(URI url, String authorization, byte[] body) throws OutcomeRefused {
    Map<String, String> header = parse(authorization);
    demand("1.0".equals(header.getOrDefault("oauth_version", "1.0")), "oauth_version is not 1.0");
    demand(tool.get().key().equals(header.get("oauth_consumer_key")), "unknown consumer key");
    OAuth.Method method = method(header);
    demand(
        OAuth.bodyHash(method, body).equals(header.get("oauth_body_hash")),
        "oauth_body_hash does not fit the body");
    demand(signatureFits(method, url, header), "the signature does not fit");
    checkTime(required(header, "oauth_timestamp"));
    checkNonce(required(header, "oauth_nonce"));
  }

  private boolean signatureFits(OAuth.Method method, URI url, Map<String, String> header)
      throws OutcomeRefused {
    List<Parameter> signed = new ArrayList<>();
    header.forEach((name, value) -> signed.add(Parameter.of(name, value)));
    signed.removeIf(p -> p.name().equals("oauth_signature") || p.name().equals("realm"));
    byte[] expected = utf8(OAuth.sign(method, "POST", url, signed, tool.get().secret()));
    return MessageDigest.isEqual(expected, utf8(required(header, "oauth_signature")));
  }

  private void checkTime(String timestamp) throws OutcomeRefused {
    demand(timestamp.matches("[1-9]\\d{0,11}"), "oauth_timestamp is not a number");
    Duration age =
        Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), clock.instant()).abs();
    demand(
        age.compareTo(WINDOW) <= 0,
        "oauth_timestamp is " + age.toSeconds() + " seconds from the time here");
  }

  private void checkNonce(String nonce) throws OutcomeRefused {
    Instant now = clock.instant();
    if (nonces.size() % NONCES_BETWEEN_CLEANUPS == 0) {
      nonces.values().removeIf(seen -> seen.isBefore(now.minus(WINDOW.multipliedBy(2))));
    }
    demand(nonces.putIfAbsent(nonce, now) == null, "oauth_nonce was used before");
  }

  private static OAuth.Method method(Map<String, String> header) throws OutcomeRefused {
    String label = required(header, "oauth_signature_method");
    return Arrays.stream(OAuth.Method.values())
        .filter(method -> method.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new OutcomeRefused(401, "unknown oauth_signature_method"));
  }

  private static Map<String, String> parse(String authorization) throws OutcomeRefused {
    demand(authorization.startsWith("OAuth "), "no Authorization header of scheme OAuth");
    Map<String, String> fields = new LinkedHashMap<>();
    for (String part : authorization.substring("OAuth ".length()).split(",", -1)) {
      Matcher field = FIELD.matcher(part);
      demand(field.matches(), "the Authorization header is malformed");
      String name = percentDecoded(field.group(1));
      String value = percentDecoded(field.group(2));
      demand(fields.put(name, value) == null, name + " is given twice");
    }
    return fields;
  }

  /** In the header a plus is a plus. */
  private static String percentDecoded(String text) throws OutcomeRefused {
    try {
      return OAuth.decode(text.replace("+", "%2B"));
    } catch (IllegalArgumentException e) {
      throw new OutcomeRefused(401, "the Authorization header is malformed");
    }
  }

  private static String required(Map<String, String> header, String name) throws OutcomeRefused {
    String value = header.getOrDefault(name, "");
    demand(!value.isEmpty(), name + " is missing");
    return value;
  }

  private static void demand(boolean condition, String otherwise) throws OutcomeRefused {
    if (!condition) {
      throw new OutcomeRefused(401, otherwise);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
