package org.examhall.demo.lms.lti;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * OAuth 1.0 signatures without a token. Source: RFC 5849 section 3.4; for bodies that are not forms
 * the draft "OAuth Request Body Hash".
 */
public final class OAuth {
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

  private OAuth() {}

  /** Name and value, decoded. */
  public record Parameter(String name, String value) {
    /** A parameter. */
    public static Parameter of(String name, String value) {
      return new Parameter(name, value);
    }
  }

  /** The two ways to sign that LTI 1.1 platforms use. */
  public enum Method {
    /** The usual one. */
    HMAC_SHA1("HMAC-SHA1", "HmacSHA1", "SHA-1"),
    /** The stronger one. */
    HMAC_SHA256("HMAC-SHA256", "HmacSHA256", "SHA-256");

    private final String label;
    private final String mac;
    private final String digest;

    Method(String label, String mac, String digest) {
      this.label = label;
      this.mac = mac;
      this.digest = digest;
    }

    /** Its name in {@code oauth_signature_method}. */
    public String label() {
      return label;
    }
  }

  /**
   * The signature of a request.
   *
   * @param url as requested; parameters in its query are signed, too
   * @param parameters of form and header, without {@code oauth_signature} and {@code realm}
   */
  public static String sign(
      Method method, String verb, URI url, List<Parameter> parameters, String secret) {
    String key = encode(secret) + "&";
    try {
      Mac mac = Mac.getInstance(method.mac);
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), method.mac));
      byte[] text = baseString(verb, url, parameters).getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder().encodeToString(mac.doFinal(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks " + method.mac, e);
    }
  }

  /** The value of {@code oauth_body_hash}. */
  public static String bodyHash(Method method, byte[] body) {
    try {
      byte[] hash = MessageDigest.getInstance(method.digest).digest(body);
      return Base64.getEncoder().encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks " + method.digest, e);
    }
  }

  /** What is signed: verb, address and all parameters in their one normal form. */
  public static String baseString(String verb, URI url, List<Parameter> parameters) {
    List<Parameter> all = new ArrayList<>(parameters);
    all.addAll(queryOf(url));
    List<Parameter> encoded = new ArrayList<>();
    all.forEach(p -> encoded.add(Parameter.of(encode(p.name()), encode(p.value()))));
    encoded.sort(Comparator.comparing(Parameter::name).thenComparing(Parameter::value));
    StringBuilder pairs = new StringBuilder();
    for (Parameter p : encoded) {
      pairs.append(pairs.isEmpty() ? "" : "&").append(p.name()).append('=').append(p.value());
    }
    return verb.toUpperCase(Locale.ROOT) + "&" + encode(address(url)) + "&" + encode(pairs + "");
  }

  /** RFC 3986 percent-encoding of UTF-8, everything but the unreserved characters. */
  public static String encode(String text) {
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (b > 0 && UNRESERVED.indexOf(b) >= 0) {
        encoded.append((char) b);
      } else {
        encoded.append('%').append(String.format("%02X", b));
      }
    }
    return encoded.toString();
  }

  /** Undoes percent-encoding; {@code +} is a blank where forms and queries are concerned. */
  static String decode(String text) {
    return java.net.URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static List<Parameter> queryOf(URI url) {
    List<Parameter> parameters = new ArrayList<>();
    String query = url.getRawQuery();
    if (query != null && !query.isEmpty()) {
      for (String pair : query.split("&", -1)) {
        String[] parts = pair.split("=", 2);
        parameters.add(Parameter.of(decode(parts[0]), parts.length < 2 ? "" : decode(parts[1])));
      }
    }
    return parameters;
  }

  private static String address(URI url) {
    String scheme = url.getScheme().toLowerCase(Locale.ROOT);
    boolean usualPort =
        (scheme.equals("http") && url.getPort() == 80)
            || (scheme.equals("https") && url.getPort() == 443);
    String port = url.getPort() < 0 || usualPort ? "" : ":" + url.getPort();
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return scheme + "://" + url.getHost().toLowerCase(Locale.ROOT) + port + path;
  }
}
