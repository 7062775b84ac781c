package org.examhall.boot;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.loader.WebappLoader;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.tomcat.websocket.server.WsSci;
import org.examhall.web.http.Route;
import org.jspecify.annotations.Nullable;

/**
 * The site on a Tomcat inside this process: {@code serve}, the demo and the tests.
 *
 * <p>The figures are measured (socket buffers) or generous bounds (threads, connections); a proxy
 * in front is expected to hold slow clients.
 */
final class EmbeddedTomcat implements AutoCloseable {
  private static final int MAX_THREADS = 100;
  private static final int MAX_CONNECTIONS = 20_000;
  private static final int UNFINISHED_REQUESTS_MILLIS = 10_000;

  /** A busy proxy has used each of its open connections by then, and closed it. */
  private static final int DRAIN_MILLIS = 2_000;

  private static final int DRAIN_LOOK_MILLIS = 20;

  /** Tomcat says much at the start; held here, since the log manager forgets levels otherwise. */
  private final Logger tomcatLog = Logger.getLogger("org.apache");

  /** Looks for threads that outlive the site; the process's pools do, for a moment. */
  private final Logger leakLog = Logger.getLogger("org.apache.catalina.loader");

  private final Boot boot = new Boot();
  private final Tomcat tomcat = new Tomcat();
  private final Path workFolder;
  private @Nullable RuntimeException failure;

  /** Prepares the site of {@code core} with the web application's files in {@code webRoot}. */
  EmbeddedTomcat(Core core, Path webRoot, InetAddress address, int port) throws IOException {
    tomcatLog.setLevel(Level.WARNING);
    leakLog.setLevel(Level.OFF);
    this.workFolder = Files.createTempDirectory("examhall-tomcat-");
    tomcat.setBaseDir(workFolder.toString());
    tomcat.setConnector(connector(address, port));
    tomcat.getEngine().setParentClassLoader(EmbeddedTomcat.class.getClassLoader());
    tomcat.getHost().getPipeline().addValve(plainErrors());
    Context context = tomcat.addContext("", webRoot.toString());
    WebappLoader loader = new WebappLoader();
    loader.setDelegate(true); // the application's classes are this process's own
    context.setLoader(loader);
    // Three of these, 8 KB each unless told, are held by every open exam.
    System.setProperty("org.apache.tomcat.websocket.DEFAULT_BUFFER_SIZE", "2048");
    context.addParameter("org.apache.tomcat.websocket.textBufferSize", "1024");
    context.addParameter("org.apache.tomcat.websocket.binaryBufferSize", "1024");
    prepareStop((StandardContext) context);
    context.addServletContainerInitializer(new WsSci(), null);
    context.addServletContainerInitializer((unused, container) -> install(core, container), null);
  }

  /** Starts to serve; what can't be served is an exception. */
  void start() throws LifecycleException {
    try {
      tomcat.start();
    } catch (LifecycleException e) {
      throwFailure();
      checkPort();
      throw e;
    }
    throwFailure();
    checkPort();
  }

  private void checkPort() {
    if (tomcat.getConnector().getState() == LifecycleState.FAILED) {
      throw new IllegalStateException("port " + tomcat.getConnector().getPort() + " is not free");
    }
  }

  /** The site map of the running site. */
  List<Route> routes() {
    return boot.routes();
  }

  /**
   * Lets everybody go elsewhere before the stop: new connections are refused, which no proxy
   * mistakes for a request that was taken; windows are told to move; each other connection that is
   * open gets its answers, and is closed with the next one. Those that nobody uses are not waited
   * for.
   */
  void drain() {
    CountedProtocol handler = (CountedProtocol) tomcat.getConnector().getProtocolHandler();
    tomcat.getConnector().setProperty("maxKeepAliveRequests", "1");
    handler.closeServerSocketGraceful();
    boot.sendWindowsAway();
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(DRAIN_MILLIS);
    while (handler.openConnections() > 0 && System.nanoTime() < until) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(DRAIN_LOOK_MILLIS));
    }
  }

  /** Takes no new requests, lets running ones end, then stops. */
  @Override
  public void close() throws LifecycleException, IOException {
    boot.sendWindowsAway();
    tomcat.stop();
    tomcat.destroy();
    boot.stop();
    try (Stream<Path> files = Files.walk(workFolder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    }
  }

  /** Tomcat reports that a site failed, not why, so the reason is kept here. */
  private void install(Core core, ServletContext container) {
    try {
      boot.start(core, container);
    } catch (RuntimeException e) {
      failure = e;
      throw e;
    }
  }

  /** The process ends with the site, so there is no old class loader to clean up behind. */
  private static void prepareStop(StandardContext context) {
    context.setUnloadDelay(UNFINISHED_REQUESTS_MILLIS);
    context.setClearReferencesObjectStreamClassCaches(false);
    context.setClearReferencesRmiTargets(false);
    context.setClearReferencesThreadLocals(false);
  }

  /** For what never reaches our own error page, such as a request that breaks off. */
  private static ErrorReportValve plainErrors() {
    ErrorReportValve plain = new ErrorReportValve();
    plain.setShowReport(false);
    plain.setShowServerInfo(false);
    return plain;
  }

  private void throwFailure() {
    if (failure != null) {
      throw failure;
    }
  }

  private static Connector connector(InetAddress address, int port) {
    CountedProtocol handler = new CountedProtocol();
    handler.setAddress(address);
    Connector connector = new Connector(handler);
    connector.setPort(port);
    // Who gets a connection gets an answer: none before the site is there, and none in the drain.
    connector.setProperty("bindOnInit", "false");
    connector.setURIEncoding("UTF-8");
    connector.setXpoweredBy(false);
    connector.setMaxPostSize(2 * 1024 * 1024);
    connector.setMaxParameterCount(1000);
    connector.setProperty("maxHttpRequestHeaderSize", "16384");
    // A login sends the LMS's hints on in an address, each character as up to nine.
    connector.setProperty("maxHttpResponseHeaderSize", "49152");
    connector.setProperty("maxThreads", Integer.toString(MAX_THREADS));
    connector.setProperty("minSpareThreads", "4");
    connector.setProperty("maxConnections", Integer.toString(MAX_CONNECTIONS));
    connector.setProperty("connectionTimeout", "20000");
    connector.setProperty("keepAliveTimeout", "65000");
    connector.setProperty("maxKeepAliveRequests", "-1");
    connector.setProperty("socket.appReadBufSize", "2048");
    connector.setProperty("socket.appWriteBufSize", "2048");
    return connector;
  }
}
