package org.examhall.web.http;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.examhall.kernel.json.Json;
import org.examhall.kernel.text.Messages;

/**
 * The site as a servlet container sees it: the filters in their one order, and a servlet for each
 * area of the site map.
 */
public final class Site {
  private static final String ROOT = "";

  private final SiteMap map;
  private final Origins origins;
  private final List<Recogniser> recognisers;
  private final Csrf csrf;
  private final Pages pages;
  private final Messages messages;

  /** A site of these pages; {@code recognisers} find out who asks. */
  public Site(
      SiteMap map,
      Origins origins,
      List<Recogniser> recognisers,
      Csrf csrf,
      Templates templates,
      Messages messages) {
    this.map = map;
    this.origins = origins;
    this.recognisers = recognisers;
    this.csrf = csrf;
    this.pages = new Pages(templates, csrf);
    this.messages = messages;
  }

  /** Registers everything with the container, while it starts. */
  public void install(ServletContext container, SiteSettings settings) {
    container.setSessionTrackingModes(Set.of());
    ErrorAnswers answers = new ErrorAnswers(pages, messages, new Json(), settings.contact());
    HeaderPolicy headers = new HeaderPolicy(origins, settings.framers());
    filter(container, "1 errors", new ErrorFilter(answers, headers));
    filter(container, "2 request id", new RequestIdFilter());
    filter(container, "3 headers", new HeadersFilter(headers));
    TrustedProxies proxies = new TrustedProxies(settings.trustedProxies());
    filter(container, "4 real address", new RealAddressFilter(proxies));
    filter(container, "5 route", new RouteFilter(map, origins, messages));
    filter(container, "6 session", new SessionFilter(recognisers));
    filter(container, "7 framers", new FramersFilter(headers));
    filter(container, "8 csrf", new CsrfFilter(csrf));
    filter(container, "9 guard", new GuardFilter());
    Stream.concat(Stream.of(ROOT), map.areas().stream())
        .distinct()
        .forEach(area -> servlet(container, area));
  }

  private static void filter(ServletContext container, String name, Filter filter) {
    FilterRegistration.Dynamic registration = container.addFilter(name, filter);
    registration.setAsyncSupported(true);
    registration.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
  }

  /** The root's servlet also stands for every path that has no area, so that filters always run. */
  private void servlet(ServletContext container, String area) {
    ServletRegistration.Dynamic registration =
        container.addServlet("area " + area, new RouteServlet(pages));
    registration.setAsyncSupported(true);
    registration.setLoadOnStartup(1);
    if (area.equals(ROOT)) {
      registration.addMapping("/");
    } else {
      registration.addMapping("/" + area, "/" + area + "/*");
    }
  }
}
