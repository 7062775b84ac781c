package org.examhall.lti;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.stream.Collectors;
import org.examhall.lti.oauth.FormParser;
import org.examhall.lti.oauth.PublicUrl;
import org.examhall.lti.oauth.SignedRequest;

/** A launch in the making: parameters to change before and after it is signed. */
public final class TestLaunch {
  public static final String URL = "https://exams.example.edu/lti11/launch";
  public static final long NOW = 1_700_000_000L;
  public static final String KEY = "key";
  public static final String SECRET = "s3cr&t/é";

  private final List<Entry<String, String>> parameters = new ArrayList<>();
  private String url = URL;
  private String seenUrl = URL;

  /** An ordinary launch at {@link #NOW}, not signed yet. */
  public static TestLaunch ordinary() {
    return new TestLaunch()
        .with("oauth_consumer_key", KEY)
        .with("oauth_signature_method", "HMAC-SHA1")
        .with("oauth_timestamp", Long.toString(NOW))
        .with("oauth_nonce", "n1")
        .with("oauth_version", "1.0")
        .with("lti_message_type", "basic-lti-launch-request")
        .with("lti_version", "LTI-1p0")
        .with("resource_link_id", "rl 1");
  }

  /** With one more parameter at the end. */
  public TestLaunch with(String name, String value) {
    parameters.add(pair(name, value));
    return this;
  }

  /** With this value in place of the one there was. */
  public TestLaunch set(String name, String value) {
    parameters.replaceAll(p -> p.getKey().equals(name) ? pair(name, value) : p);
    return this;
  }

  /** Without any parameter of that name. */
  public TestLaunch without(String name) {
    parameters.removeIf(p -> p.getKey().equals(name));
    return this;
  }

  /** Signed for, and seen at, this URL. */
  public TestLaunch at(String newUrl) {
    url = newUrl;
    seenUrl = newUrl;
    return this;
  }

  /** Signed for the URL before, but seen at this one. */
  public TestLaunch seenAt(String newUrl) {
    seenUrl = newUrl;
    return this;
  }

  /** Signed with the ordinary secret. */
  public TestLaunch signed() {
    return signed(SECRET);
  }

  /** Signed with {@code secret} by the method that the parameters name. */
  public TestLaunch signed(String secret) {
    return with("oauth_signature", signature(secret, parameters));
  }

  /** The signature over {@code signed} instead of what is sent. */
  public String signature(String secret, List<Entry<String, String>> signed) {
    boolean sha256 = signed.contains(pair("oauth_signature_method", "HMAC-SHA256"));
    return IndependentSigner.sign(
        sha256 ? "HmacSHA256" : "HmacSHA1", IndependentSigner.key(secret, ""), "POST", url, signed);
  }

  /** The parameters so far; change the list to change the launch. */
  public List<Entry<String, String>> parameters() {
    return parameters;
  }

  /** The form as a browser sends it. */
  public byte[] body() {
    return parameters.stream()
        .map(
            p ->
                URLEncoder.encode(p.getKey(), UTF_8) + "=" + URLEncoder.encode(p.getValue(), UTF_8))
        .collect(Collectors.joining("&"))
        .getBytes(UTF_8);
  }

  /** As the product reads it. */
  public SignedRequest request() {
    return request(body());
  }

  /** As the product reads these bytes at this launch's URL. */
  public SignedRequest request(byte[] body) {
    return SignedRequest.post(
        PublicUrl.parse(seenUrl),
        Optional.of("application/x-www-form-urlencoded"),
        Optional.empty(),
        body,
        FormParser.ofLaunches());
  }

  private static Entry<String, String> pair(String name, String value) {
    return java.util.Map.entry(name, value);
  }
}
