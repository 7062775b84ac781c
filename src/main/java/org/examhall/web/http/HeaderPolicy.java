package org.examhall.web.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.examhall.core.context.Launch;

/**
 * Which protective headers an answer carries unless its handler says otherwise.
 *
 * <p>Launch pages may be framed as {@link Framers} says, admin pages by nobody. A page may send its
 * forms to the content origin too: a browser applies {@code form-action} to the redirect that
 * starting an attempt ends with. Threads: any.
 */
final class HeaderPolicy {
  private static final String PERMISSIONS =
      "camera=(), display-capture=(), geolocation=(), hid=(), microphone=(), midi=(), payment=(),"
          + " serial=(), usb=()";
  private static final String HSTS = "max-age=31536000";

  private final Origins origins;
  private final Framers framers;
  private final Map<String, String> ofApp;
  private final Map<String, String> ofContent;
  private final String page;

  HeaderPolicy(Origins origins, Framers framers) {
    this.origins = origins;
    this.framers = framers;
    this.ofApp = headers(origins.app());
    this.ofContent = headers(origins.content());
    this.page = pagePolicy();
  }

  Map<String, String> headersOf(HttpServletRequest request) {
    if (origins.isContentOnly(request)) {
      return framed(ofContent, "'self' " + origins.app() + " " + framers.ofAnyLaunch());
    }
    String path = request.getRequestURI();
    boolean admin = path.equals("/") || path.equals("/admin") || path.startsWith("/admin/");
    return framed(ofApp, admin ? "'none'" : "'self' " + launchedBy(request));
  }

  private String launchedBy(HttpServletRequest request) {
    return Request.find(request)
        .flatMap(known -> known.find(Launch.class))
        .map(framers::of)
        .orElseGet(framers::ofAnyLaunch);
  }

  private Map<String, String> framed(Map<String, String> headers, String framedBy) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put("Content-Security-Policy", page + framedBy);
    return all;
  }

  private static Map<String, String> headers(URI origin) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Permissions-Policy", PERMISSIONS);
    headers.put("Cache-Control", "no-store");
    if ("https".equalsIgnoreCase(origin.getScheme())) {
      headers.put("Strict-Transport-Security", HSTS);
    }
    return Collections.unmodifiableMap(headers);
  }

  private String pagePolicy() {
    return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
        + " font-src 'self'; connect-src 'self'; form-action 'self' "
        + origins.content()
        + "; base-uri 'none'; frame-ancestors ";
  }
}
