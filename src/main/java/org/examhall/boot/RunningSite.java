package org.examhall.boot;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.catalina.LifecycleException;
import org.examhall.kernel.config.BadSetting;
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
    InetAddress address = address(config.text(Option.BIND));
    Core core = new Core(config);
    RunningSite site =
        new RunningSite(core, new EmbeddedTomcat(core, WebRoot.find(), address, port));
    try {
      core.migrate();
      site.tomcat.start();
      return site;
    } catch (Exception e) {
      site.close();
      throw e;
    }
  }

  /** Tomcat would take an address that it does not understand for all of them. */
  private static InetAddress address(String bind) throws SocketException {
    String problem;
    try {
      InetAddress address = InetAddress.getByName(bind);
      if (address.isAnyLocalAddress() || NetworkInterface.getByInetAddress(address) != null) {
        return address;
      }
      problem = "does not have the address " + bind;
    } catch (UnknownHostException e) {
      problem = "does not know the address " + bind;
    }
    throw new BadSetting(
        Option.BIND.variable() + ": this machine " + problem + "; 127.0.0.1 serves a proxy here");
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
