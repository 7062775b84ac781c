package org.examhall.web.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which protective headers an answer carries unless its handler says otherwise.
 *
 * <p>Launch pages may be framed by the configured LMSs, admin pages by nobody. A page may send its
 * forms to the content origin too: a browser applies {@code form-action} to the redirect that
 * starting an attempt ends with. Threads: any.
 */
final class HeaderPolicy {
  private static final String PERMISSIONS =
      "camera=(), display-capture=(), geolocation=(), hid=(), microphone=(), midi=(), payment=(),"
          + " serial=(), usb=()";
  private static final String HSTS = "max-age=31536000";

  private final Origins origins;
  private final String frameAncestors;

  HeaderPolicy(Origins origins, List<String> frameAncestors) {
    this.origins = origins;
    this.frameAncestors = String.join(" ", frameAncestors);
  }

  Map<String, String> headersOf(HttpServletRequest request) {
    boolean content = origins.isContentOnly(request);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Security-Policy", pagePolicy(request, content));
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Permissions-Policy", PERMISSIONS);
    headers.put("Cache-Control", "no-store");
    if (isHttps(content ? origins.content() : origins.app())) {
      headers.put("Strict-Transport-Security", HSTS);
    }
    return headers;
  }

  private String pagePolicy(HttpServletRequest request, boolean content) {
    return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
        + " font-src 'self'; connect-src 'self'; form-action 'self' "
        + origins.content()
        + "; base-uri 'none'; frame-ancestors "
        + framedBy(request, content);
  }

  private String framedBy(HttpServletRequest request, boolean content) {
    if (content) {
      return "'self' " + origins.app() + " " + frameAncestors;
    }
    return request.getRequestURI().matches("/(admin(/.*)?)?")
        ? "'none'"
        : "'self' " + frameAncestors;
  }

  private static boolean isHttps(URI origin) {
    return "https".equalsIgnoreCase(origin.getScheme());
  }
}
