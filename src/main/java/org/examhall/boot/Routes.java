package org.examhall.boot;

import static org.examhall.web.http.Origin.APP;
import static org.examhall.web.http.Origin.BOTH;

import java.util.List;
import org.examhall.web.http.Guard;
import org.examhall.web.http.Handler;
import org.examhall.web.http.Method;
import org.examhall.web.http.Origin;
import org.examhall.web.http.Route;

/**
 * The site map: everything the site answers to, one line each, with the guard that is asked first.
 *
 * <p>{@code post} needs the proof that it comes from our own page; {@code signed} is for changes
 * that a signature or a bearer token protects instead.
 */
final class Routes {
  private Routes() {}

  static List<Route> of(WebApp web) {
    return List.of(
        signed(APP, "/lti11/launch", web.anyone, web.launch11::launch),
        signed(APP, "/lti11/launch/", web.anyone, web.launch11::launch),
        signed(APP, "/lti_entry", web.anyone, web.launch11::launch),
        signed(APP, "/lti_entry/", web.anyone, web.launch11::launch),
        signed(APP, "/lti", web.anyone, web.launch11::launch),
        signed(APP, "/lti/", web.anyone, web.launch11::launch),
        get(BOTH, "/assets/{path...}", web.anyone, web.assets::file),
        get(BOTH, "/is_up", web.anyone, web.health::isUp));
  }

  private static Route get(Origin origin, String pattern, Guard guard, Handler handler) {
    return new Route(Method.GET, origin, pattern, guard, false, handler);
  }

  private static Route post(Origin origin, String pattern, Guard guard, Handler handler) {
    return new Route(Method.POST, origin, pattern, guard, true, handler);
  }

  private static Route signed(Origin origin, String pattern, Guard guard, Handler handler) {
    return new Route(Method.POST, origin, pattern, guard, false, handler);
  }
}
