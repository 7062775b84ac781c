package org.examhall.boot;

import java.io.IOException;
import java.util.List;
import org.apache.catalina.LifecycleException;
import org.examhall.kernel.config.Config;
import org.examhall.kernel.config.Option;
import org.examhall.web.http.Route;

/** The whole site on a port of this process: what {@code serve} and the tests start. */
public final class RunningSite implements AutoCloseable {
  private final Core core;
  private final EmbeddedTomcat tomcat;

  private RunningSite(Core core, EmbeddedTomcat tomcat) {
    this.core = core;
    this.tomcat = tomcat;
  }

  /** Migrates the database and serves on {@code port}; whatever prevents that is thrown. */
  public static RunningSite start(Config config, int port) throws Exception {
    Core core = new Core(config);
    RunningSite site =
        new RunningSite(
            core, new EmbeddedTomcat(core, WebRoot.find(), config.text(Option.BIND), port));
    try {
      core.migrate();
      site.tomcat.start();
      return site;
    } catch (Exception e) {
      site.close();
      throw e;
    }
  }

  /** Everything that the site answers to. */
  List<Route> routes() {
    return tomcat.routes();
  }

  /** Sends everybody elsewhere; it goes on answering whoever is still there. */
  public void drain() {
    tomcat.drain();
  }

  /** Lets running requests end, then stops and closes everything. */
  @Override
  public void close() throws IOException, LifecycleException {
    try {
      tomcat.close();
    } finally {
      core.close();
    }
  }
}
