package org.examhall.web.http;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.examhall.core.context.Launch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may show our pages in a frame, as Content-Security-Policy sources.
 *
 * <p>A launch of LTI 1.3 comes from a platform that is known, so only that one may: where it says
 * it is, where it answers, and where it asked us to return to or to bring a choice (a hosted LMS
 * shares the first two among all schools). A launch of LTI 1.1 says nothing of the kind; there the
 * configured ones may. Those of them that name a host always may, for an LMS that is itself shown
 * inside another site.
 *
 * <p>The platforms are read in the background, each minute: no request waits for it, and a database
 * that is down changes nothing. Threads: any. Source: PS-07.
 */
public final class Framers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Framers.class);
  private static final int EVERY_SECONDS = 60;

  private final List<String> configured;
  private final List<String> hosts;
  private final Supplier<List<String>> platforms;
  private final ScheduledExecutorService reader =
      Executors.newSingleThreadScheduledExecutor(Framers::daemon);

  private volatile String all;

  /**
   * Not started yet: knows no platform.
   *
   * @param configured sources
   * @param platforms reads addresses of those that are registered
   */
  public Framers(List<String> configured, Supplier<List<String>> platforms) {
    this.configured = List.copyOf(configured);
    this.hosts = configured.stream().filter(Framers::namesHost).toList();
    this.platforms = platforms;
    this.all = String.join(" ", configured);
  }

  /** Reads the platforms, now and from then on. */
  public void start() {
    reader.scheduleWithFixedDelay(this::read, 0, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  /** Where it is not known who launches: any platform, and the configured ones. */
  public String ofAnyLaunch() {
    return all;
  }

  /** Around the pages of this launch. */
  String of(Launch launch) {
    Collection<String> platform = launch.platform();
    return platform.isEmpty()
        ? String.join(" ", configured)
        : joined(
            Stream.concat(
                origins(Stream.concat(platform.stream(), Stream.of(launch.returnUrl()))),
                hosts.stream()));
  }

  /** Goes on with what is known when the database does not answer. */
  void read() {
    try {
      Stream<String> others = origins(platforms.get().stream()).filter(o -> !isConfigured(o));
      all = joined(Stream.concat(configured.stream(), others));
    } catch (RuntimeException e) {
      LOG.warn("platforms that may frame us could not be read: {}", e.toString());
    }
  }

  @Override
  public void close() {
    reader.shutdownNow();
  }

  /** What a scheme alone allows is not listed: of many platforms no header could hold them all. */
  private boolean isConfigured(String origin) {
    return configured.contains("*")
        || configured.contains("http:")
        || configured.contains("https:") && origin.startsWith("https:");
  }

  private static String joined(Stream<String> sources) {
    return String.join(" ", sources.distinct().toList());
  }

  /** An issuer need not be an address, and then says nothing. */
  private static Stream<String> origins(Stream<String> addresses) {
    return addresses.map(Framers::origin).flatMap(Optional::stream);
  }

  private static Optional<String> origin(String address) {
    try {
      URI uri = URI.create(address);
      String scheme = String.valueOf(uri.getScheme());
      return uri.getHost() != null && (scheme.equals("https") || scheme.equals("http"))
          ? Optional.of(
              scheme + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Not a scheme alone, nor everybody. */
  private static boolean namesHost(String source) {
    return !source.endsWith(":") && !source.equals("*");
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "framers");
    thread.setDaemon(true);
    return thread;
  }
}
