package org.examhall.web.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * All routes, looked up by area: the first segment of a path. Threads: any; immutable.
 *
 * <p>The first route in the table's order that fits wins.
 */
public final class SiteMap {
  private final Map<String, List<Line>> areas = new LinkedHashMap<>();

  /** The site that {@code routes} make. */
  public SiteMap(List<Route> routes) {
    routes.forEach(
        r ->
            areas
                .computeIfAbsent(areaOf(r.pattern()), unused -> new ArrayList<>())
                .add(new Line(r, new PathPattern(r.pattern()))));
  }

  private record Line(Route route, PathPattern pattern) {}

  /** First segments of the paths, each served by a servlet of its own; "" is the root page. */
  public Set<String> areas() {
    return areas.keySet();
  }

  /** Routes for this path and origin, whatever their method. */
  List<Match> find(String path, HttpServletRequest request, Origins origins) {
    List<Match> found = new ArrayList<>();
    String[] segments = PathPattern.segments(path);
    for (Line line : areas.getOrDefault(areaOf(path), List.of())) {
      line.pattern()
          .match(segments)
          .filter(parameters -> origins.serves(line.route().origin(), request))
          .ifPresent(parameters -> found.add(new Match(line.route(), parameters)));
    }
    return found;
  }

  /** A route and the path's parameters. */
  record Match(Route route, Map<String, String> parameters) {
    static String allow(List<Match> matches) {
      Set<String> methods = new TreeSet<>();
      for (Match match : matches) {
        methods.add(match.route().method().name());
        if (match.route().method() == Method.GET) {
          methods.add("HEAD");
        }
      }
      return String.join(", ", methods);
    }
  }

  private static String areaOf(String path) {
    return path.substring(1).split("/", 2)[0];
  }
}
