package org.examhall.testkit;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.examhall.boot.RunningSite;
import org.examhall.demo.server.Ports;
import org.examhall.kernel.config.Config;
import org.examhall.kernel.config.Option;

/**
 * The real site on a Tomcat in the test's JVM, on a free port: the app as {@code localhost}, the
 * content as {@code 127.0.0.1}. Its database and Redis are those of a {@link World}.
 */
public final class RunningApp implements AutoCloseable {
  private final RunningSite site;
  private final Config config;

  private RunningApp(RunningSite site, Config config) {
    this.site = site;
    this.config = config;
  }

  /** The site on the world's database, with its worker inside. */
  public static RunningApp start(World world) {
    return start(world, Map.of());
  }

  /** As {@link #start(World)}; {@code settings} by variable win over the world's. */
  public static RunningApp start(World world, Map<String, String> settings) {
    return start(world, settings, Ports.free());
  }

  /** As {@link #start(World, Map)}, listening on {@code port}. */
  public static RunningApp start(World world, Map<String, String> settings, int port) {
    Map<String, String> environment = new HashMap<>();
    for (Option option : Option.values()) {
      environment.put(option.variable(), world.config().text(option));
    }
    environment.put(Option.PUBLIC_URL.variable(), "http://localhost:" + port);
    environment.put(Option.CONTENT_URL.variable(), "http://127.0.0.1:" + port);
    environment.putAll(settings);
    Config config = Config.read(Optional.empty(), environment);
    try {
      return new RunningApp(RunningSite.start(config, port), config);
    } catch (Exception e) {
      throw new IllegalStateException("the site did not start", e);
    }
  }

  /** The app origin. */
  public URI app() {
    return config.origin(Option.PUBLIC_URL);
  }

  /** The content origin. */
  public URI content() {
    return config.origin(Option.CONTENT_URL);
  }

  /** The settings it runs with. */
  public Config config() {
    return config;
  }

  /** What runs. */
  public RunningSite site() {
    return site;
  }

  @Override
  public void close() {
    try {
      site.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
