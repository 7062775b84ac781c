package org.examhall.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.examhall.demo.server.Ports;
import org.examhall.kernel.config.Option;

/**
 * The network between a browser and the real site, which can fail in the ways that networks do.
 *
 * <p>It passes bytes on and answers nothing itself, except as a captive portal. Threads: any.
 */
public final class Network implements AutoCloseable {
  /** How it is. */
  public enum Weather {
    /** Everything gets through. */
    CLEAR,
    /** Connections break, new ones too. */
    DOWN,
    /** Connections stay and nothing gets through, in either direction: a cable pulled somewhere. */
    SILENT,
    /** Connections that are open now stay silent for ever; new ones get through. */
    OLD_ONES_SILENT,
    /** Requests get through and answers are lost. */
    ANSWERS_LOST,
    /** Each request is answered by somebody else: {@code 200} and a page to sign in to. */
    PORTAL,
    /** A proxy lets requests through and no WebSockets. */
    NO_SOCKETS,
    /** A proxy lets WebSockets be opened, and keeps what the site says on them to itself. */
    BUFFERED,
    /** Three packets of ten are lost, in each direction, and sent again after a while. */
    LOSSY,
    /** A second passes in each direction. */
    SLOW,
    /** 16 KB get through in a second, in each direction of each connection. */
    THIN
  }

  private static final int CHUNK_BYTES = 16_384;
  private static final int SLOW_MILLIS = 1000;
  private static final int THIN_BYTES_PER_MILLI = 16;
  private static final int LOST_OF_TEN = 3;
  private static final int RESEND_MILLIS = 200;
  private static final int LONGEST_MILLIS = 2_000;
  private static final Set<Weather> BREAKING =
      Set.of(Weather.DOWN, Weather.PORTAL, Weather.NO_SOCKETS);

  private final ServerSocket listener;
  private final int upstream;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Set<Socket> silenced = ConcurrentHashMap.newKeySet();
  private final Set<Socket> upgraded = ConcurrentHashMap.newKeySet();
  private final Random random = new Random(14);
  private Weather weather = Weather.CLEAR;

  private Network(ServerSocket listener, int upstream) {
    this.listener = listener;
    this.upstream = upstream;
    threads.execute(this::accept);
  }

  /** The site and the network in front of it, both origins by plain HTTP. */
  public static Pair start(World world, Map<String, String> settings) {
    int sitePort = Ports.free();
    Network network = new Network(listen(), sitePort);
    Map<String, String> all = new HashMap<>(settings);
    all.put(Option.PUBLIC_URL.variable(), "http://localhost:" + network.port());
    all.put(Option.CONTENT_URL.variable(), "http://127.0.0.1:" + network.port());
    return new Pair(network, RunningApp.start(world, all, sitePort));
  }

  /** The network and the site behind it. */
  public record Pair(Network network, RunningApp site) implements AutoCloseable {
    @Override
    public void close() {
      network.close();
      site.close();
    }
  }

  /** From now on it is like this. */
  public void become(Weather next) {
    synchronized (this) {
      weather = next;
      silenced.clear();
      if (next == Weather.OLD_ONES_SILENT) {
        silenced.addAll(open);
      }
      notifyAll();
    }
    if (BREAKING.contains(next)) {
      open.forEach(Network::shut);
    }
  }

  /** Connections break once; new ones get through. */
  public void breakConnections() {
    open.forEach(Network::shut);
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    become(Weather.DOWN);
    threads.shutdownNow();
  }

  private int port() {
    return listener.getLocalPort();
  }

  private static ServerSocket listen() {
    try {
      return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket browser = listener.accept();
        threads.execute(() -> serve(browser));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket browser) {
    open.add(browser);
    try (browser) {
      byte[] first = read(browser.getInputStream());
      if (weather() == Weather.PORTAL) {
        browser.getOutputStream().write(portal());
      } else if (first.length > 0 && !isRefused(first)) {
        connect(browser, first);
      }
    } catch (IOException e) {
      return; // broken, as networks are
    } finally {
      open.remove(browser);
    }
  }

  private boolean isRefused(byte[] first) {
    return weather() == Weather.DOWN || (weather() == Weather.NO_SOCKETS && isUpgrade(first));
  }

  private static boolean isUpgrade(byte[] first) {
    return new String(first, StandardCharsets.ISO_8859_1).contains("Sec-WebSocket-Key");
  }

  private void connect(Socket browser, byte[] first) throws IOException {
    try (Socket site = new Socket(InetAddress.getLoopbackAddress(), upstream)) {
      open.add(site);
      threads.execute(() -> passAnswers(site, browser, isUpgrade(first)));
      OutputStream out = site.getOutputStream();
      for (byte[] chunk = first; chunk.length > 0; chunk = read(browser.getInputStream())) {
        delay(browser, chunk.length);
        out.write(chunk);
      }
      open.remove(site);
    }
  }

  private void passAnswers(Socket site, Socket browser, boolean upgrade) {
    try (browser) {
      InputStream in = site.getInputStream();
      for (byte[] chunk = read(in); chunk.length > 0; chunk = read(in)) {
        delay(site, chunk.length);
        if (weather() != Weather.ANSWERS_LOST) {
          browser.getOutputStream().write(chunk);
        }
        if (upgrade) {
          upgraded.add(site); // by the first answer
        }
      }
    } catch (IOException e) {
      shut(site);
    }
  }

  /** Waits while nothing gets through. */
  private synchronized void delay(Socket socket, int bytes) {
    try {
      if (weather == Weather.SLOW) {
        wait(SLOW_MILLIS);
      }
      if (weather == Weather.THIN) {
        wait(1 + bytes / THIN_BYTES_PER_MILLI);
      }
      for (int pause = RESEND_MILLIS; isLost(); pause = Math.min(2 * pause, LONGEST_MILLIS)) {
        wait(pause);
      }
      while (isHeld(socket)) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isLost() {
    return weather == Weather.LOSSY && random.nextInt(10) < LOST_OF_TEN;
  }

  private boolean isHeld(Socket socket) {
    return weather == Weather.SILENT
        || silenced.contains(socket)
        || (weather == Weather.BUFFERED && upgraded.contains(socket));
  }

  private synchronized Weather weather() {
    return weather;
  }

  private static byte[] read(InputStream in) throws IOException {
    byte[] chunk = new byte[CHUNK_BYTES];
    int length = in.read(chunk);
    return Arrays.copyOf(chunk, Math.max(0, length));
  }

  private static byte[] portal() {
    String page = "<!doctype html><title>Welcome</title><p>Sign in to use this network.";
    String answer =
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\nContent-Length: "
            + page.length()
            + "\r\n\r\n"
            + page;
    return answer.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void shut(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
