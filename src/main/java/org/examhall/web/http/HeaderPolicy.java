package org.examhall.web.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Collections;
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
  private final Map<String, String> ofAdmin;
  private final Map<String, String> ofApp;
  private final Map<String, String> ofContent;

  HeaderPolicy(Origins origins, List<String> frameAncestors) {
    this.origins = origins;
    String lms = String.join(" ", frameAncestors);
    this.ofAdmin = headers(origins.app(), "'none'");
    this.ofApp = headers(origins.app(), "'self' " + lms);
    this.ofContent = headers(origins.content(), "'self' " + origins.app() + " " + lms);
  }

  Map<String, String> headersOf(HttpServletRequest request) {
    if (origins.isContentOnly(request)) {
      return ofContent;
    }
    String path = request.getRequestURI();
    boolean admin = path.equals("/") || path.equals("/admin") || path.startsWith("/admin/");
    return admin ? ofAdmin : ofApp;
  }

  private Map<String, String> headers(URI origin, String framedBy) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Security-Policy", pagePolicy(framedBy));
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Permissions-Policy", PERMISSIONS);
    headers.put("Cache-Control", "no-store");
    if ("https".equalsIgnoreCase(origin.getScheme())) {
      headers.put("Strict-Transport-Security", HSTS);
    }
    return Collections.unmodifiableMap(headers);
  }

  private String pagePolicy(String framedBy) {
    return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
        + " font-src 'self'; connect-src 'self'; form-action 'self' "
        + origins.content()
        + "; base-uri 'none'; frame-ancestors "
        + framedBy;
  }
}
