package org.examhall.demo.lms.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the handler of a request by method and path, and turns problems into pages. */
public final class Router implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Router.class);
  private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");

  /** What answers a route. */
  @FunctionalInterface
  public interface Handler {
    /** The answer; {@link HttpProblem} when there is none. */
    Reply handle(Call call) throws IOException;
  }

  private record Route(String method, Pattern path, List<String> names, Handler handler) {}

  private final List<Route> routes = new ArrayList<>();
  private final Function<HttpProblem, Reply> problemPage;

  /**
   * A router without routes.
   *
   * @param problemPage shows a problem to whoever met it
   */
  public Router(Function<HttpProblem, Reply> problemPage) {
    this.problemPage = problemPage;
  }

  /** Adds a route; {@code {name}} in the path stands for one segment. */
  public Router on(String method, String path, Handler handler) {
    List<String> names = NAME.matcher(path).results().map(found -> found.group(1)).toList();
    Pattern pattern = Pattern.compile(NAME.matcher(path).replaceAll("([^/]+)"));
    routes.add(new Route(method, pattern, names, handler));
    return this;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      reply(exchange).send(exchange);
    } catch (IOException e) {
      LOG.debug("the other side went away", e);
    }
  }

  private Reply reply(HttpExchange exchange) throws IOException {
    try {
      return route(exchange);
    } catch (HttpProblem problem) {
      return problemPage.apply(problem);
    } catch (RuntimeException e) {
      LOG.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI().getPath(), e);
      return problemPage.apply(new HttpProblem(500, "Something went wrong in the demo LMS."));
    }
  }

  private Reply route(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    TreeSet<String> allowed = new TreeSet<>();
    for (Route route : routes) {
      Optional<Map<String, String>> values = match(route, path);
      if (values.isPresent() && route.method().equals(exchange.getRequestMethod())) {
        return route.handler().handle(Call.of(exchange, values.get()));
      }
      values.ifPresent(unused -> allowed.add(route.method()));
    }
    if (allowed.isEmpty()) {
      throw new HttpProblem(404, "There is no such page.");
    }
    return problemPage
        .apply(new HttpProblem(405, "This address cannot be used like that."))
        .with("Allow", allowed.stream().collect(Collectors.joining(", ")));
  }

  private static Optional<Map<String, String>> match(Route route, String path) {
    Matcher matcher = route.path().matcher(path);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < route.names().size(); i++) {
      values.put(route.names().get(i), matcher.group(i + 1));
    }
    return Optional.of(values);
  }
}
