package org.examhall.boot;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.examhall.kernel.config.Config;
import org.examhall.kernel.config.Option;
import org.examhall.web.http.Route;
import org.jspecify.annotations.Nullable;

/**
 * Starts the application in a servlet container, and stops it.
 *
 * <p>Settings come from the environment and from the file that {@code EXAMHALL_CONF} names. What is
 * wrong with them stops the start and stands in the container's log.
 */
@WebListener
public final class Boot implements ServletContextListener {
  private @Nullable Core core;
  private @Nullable WebApp web;
  private @Nullable Worker worker;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    Optional<Path> file = Optional.ofNullable(System.getenv("EXAMHALL_CONF")).map(Path::of);
    Core opened = new Core(Config.read(file, System.getenv()));
    core = opened;
    opened.migrate();
    start(opened, event.getServletContext());
  }

  /** Puts the site into the container, and the worker beside it if it has no process of its own. */
  void start(Core opened, ServletContext container) {
    if (!container.getContextPath().isEmpty()) {
      throw new IllegalStateException(
          "deploy Examhall at the root (as ROOT.war), not at " + container.getContextPath());
    }
    WebApp site = new WebApp(opened, container);
    web = site;
    site.install(container);
    opened.pages.tx(opened.staff.first::newCode).ifPresent(code -> announce(opened, code));
    if (opened.config.text(Option.WORKER).equals("embedded")) {
      worker = new Worker(opened);
      worker.start();
    }
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    sendWindowsAway();
    stop();
    if (core != null) {
      core.close();
    }
  }

  /** The site map of the running site. */
  List<Route> routes() {
    return web == null ? List.of() : Routes.of(web);
  }

  /** On the console and nowhere else: who can read it may make the first administrator. */
  private static void announce(Core opened, String code) {
    System.out.println(
        "No administrator yet. Make the first one at "
            + opened.config.text(Option.PUBLIC_URL)
            + "/admin/setup with this code: "
            + code);
  }

  /** Tells player windows to connect again, since the container is about to stop. */
  void sendWindowsAway() {
    if (web != null) {
      web.player.sendWindowsAway();
    }
  }

  /** Stops what was started in the container; requests have ended by then. */
  void stop() {
    if (worker != null) {
      worker.close();
    }
    if (web != null) {
      web.close();
    }
  }
}
