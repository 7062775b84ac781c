package org.examhall.lti.service;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.examhall.kernel.fault.Refused;

/**
 * Addresses derived from those that a platform gave; its own query stays as it is.
 *
 * <p>Errors: {@link ServiceReason#URL_UNUSABLE}. Source: AGS 2.0 sections 3.3.1 and 3.4.1.
 */
final class ServiceUrls {
  private ServiceUrls() {}

  /** The address itself, without fragment. */
  static URI of(String url) {
    try {
      URI uri = new URI(url.strip().replaceFirst("#.*", ""));
      boolean web =
          "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
      if (!web || uri.getHost() == null) {
        throw new Refused(ServiceReason.URL_UNUSABLE);
      }
      return uri;
    } catch (URISyntaxException e) {
      throw new Refused(ServiceReason.URL_UNUSABLE);
    }
  }

  /** One step further down the path, which ends before the query. */
  static URI below(String url, String step) {
    String[] parts = of(url).toString().split("\\?", 2);
    String path = parts[0].replaceFirst("/$", "") + "/" + step;
    return URI.create(parts.length == 2 ? path + "?" + parts[1] : path);
  }

  /** With one more parameter. */
  static URI with(URI uri, String name, String value) {
    String separator = uri.getRawQuery() == null ? "?" : "&";
    return URI.create(uri + separator + encoded(name) + "=" + encoded(value));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
