package org.examhall.lti;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map.Entry;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * OAuth 1.0 signing for tests, straight from RFC 5849.
 *
 * <p>Shares no line with the product, nor with the library that the product signs with, so that a
 * mistake there is not its own proof.
 */
public final class IndependentSigner {
  private static final Pattern URL =
      Pattern.compile("(?i)(https?)://([^/?:]+)(?::(\\d+))?([^?]*)(?:\\?(.*))?");

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private IndependentSigner() {}

  /** The {@code oauth_signature}; {@code parameters} are those outside the URL. */
  public static String sign(
      String algorithm,
      String key,
      String method,
      String url,
      List<Entry<String, String>> parameters) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key.getBytes(UTF_8), algorithm));
      byte[] text = baseString(method, url, parameters).getBytes(UTF_8);
      return Base64.getEncoder().encodeToString(mac.doFinal(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The HMAC key of two secrets. */
  public static String key(String consumerSecret, String tokenSecret) {
    return encode(consumerSecret) + "&" + encode(tokenSecret);
  }

  /** The signature base string. */
  public static String baseString(
      String method, String url, List<Entry<String, String>> parameters) {
    Matcher parts = URL.matcher(url);
    if (!parts.matches()) {
      throw new IllegalArgumentException(url);
    }
    String scheme = parts.group(1).toLowerCase();
    String port = parts.group(3);
    boolean usual = port == null || (scheme + port).matches("http80|https443");
    String base =
        scheme
            + "://"
            + parts.group(2).toLowerCase()
            + (usual ? "" : ":" + port)
            + (parts.group(4).isEmpty() ? "/" : parts.group(4));
    List<String> pairs = new ArrayList<>();
    parameters.forEach(p -> pairs.add(encode(p.getKey()) + "\u0000" + encode(p.getValue())));
    if (parts.group(5) != null && !parts.group(5).isEmpty()) {
      for (String piece : parts.group(5).split("&")) {
        String[] pair = piece.split("=", 2);
        pairs.add(
            encode(decode(pair[0])) + "\u0000" + encode(pair.length == 1 ? "" : decode(pair[1])));
      }
    }
    pairs.removeIf(pair -> pair.startsWith("oauth_signature\u0000"));
    pairs.sort(null);
    String normal = String.join("&", pairs).replace('\u0000', '=');
    return method + "&" + encode(base) + "&" + encode(normal);
  }

  /** RFC 5849 section 3.6. */
  public static String encode(String text) {
    StringBuilder out = new StringBuilder();
    for (byte b : text.getBytes(UTF_8)) {
      boolean plain = b > 0 && (Character.isLetterOrDigit(b) || "-._~".indexOf(b) >= 0);
      out.append(plain ? String.valueOf((char) b) : "%" + HEX.toHexDigits(b));
    }
    return out.toString();
  }

  private static String decode(String text) {
    return java.net.URLDecoder.decode(text, UTF_8);
  }
}
