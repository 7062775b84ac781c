package org.examhall.demo.server;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A real Redis on loopback that keeps nothing on disk: it comes back empty after every stop.
 *
 * <p>Threads: one at a time. A stopped one is started again, on the same port, by {@link #restart}.
 */
public final class DevRedis implements AutoCloseable {
  /** Logical databases 0 to 511, so that many tests can each have their own. */
  public static final int DATABASES = 512;

  private static final Duration START_PATIENCE = Duration.ofSeconds(20);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);
  private static final byte[] PING = "PING\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Path home;
  private final Path program;
  private final int port;
  private ServerProcess process;

  private DevRedis(Path home, Path program, int port, ServerProcess process) {
    this.home = home;
    this.program = program;
    this.port = port;
    this.process = process;
  }

  /**
   * Starts Redis on a free port and waits until it answers. One that was left over in the same
   * folder is ended first.
   *
   * @param home where its log and pid file are kept; created when missing
   */
  public static DevRedis start(Path home) {
    try {
      Path folder = Files.createDirectories(home).toRealPath();
      Path program = UnpackedServers.redis(folder);
      endLeftover(folder);
      int port = Ports.free();
      return new DevRedis(folder, program, port, launch(folder, program, port));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start Redis", e);
    }
  }

  /** Ends the server of a folder whose launcher was killed; does nothing when none runs. */
  public static void endLeftover(Path home) {
    try {
      Path folder = home.toRealPath();
      ServerProcess.endLeftover(folder.resolve("redis.pid"), folder.toString());
    } catch (NoSuchFileException e) {
      return; // never started
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it again after {@link #stop} or {@link #kill}, empty and on the same port. */
  public void restart() {
    process = launch(home, program, port);
  }

  public int port() {
    return port;
  }

  /** The address of logical database 0. */
  public String url() {
    return url(0);
  }

  public String url(int database) {
    return "redis://127.0.0.1:" + port + "/" + database;
  }

  public boolean isRunning() {
    return process.isRunning();
  }

  /** Runs an action when the server ends, in whatever way. */
  public void onEnd(Runnable action) {
    process.onEnd(action);
  }

  /** Stops it in an orderly way; does nothing when it is stopped. */
  public void stop() {
    process.stop(STOP_PATIENCE);
  }

  /** Ends it at once, without a chance to say goodbye to its clients. */
  public void kill() {
    process.kill();
  }

  @Override
  public void close() {
    stop();
  }

  private static ServerProcess launch(Path home, Path program, int port) {
    List<String> command =
        List.of(
            program.toString(),
            "--bind",
            "127.0.0.1",
            "--port",
            Integer.toString(port),
            "--dir",
            home.toString(),
            "--set-proc-title", // the command line stays, so that a leftover is known by its folder
            "no",
            "--databases",
            Integer.toString(DATABASES),
            "--save",
            "",
            "--appendonly",
            "no");
    ServerProcess process = ServerProcess.start("redis", home, command, Map.of());
    long deadline = System.nanoTime() + START_PATIENCE.toNanos();
    while (!answers(port)) {
      if (!process.isRunning() || System.nanoTime() > deadline) {
        String lastWords = process.lastWords();
        process.stop(STOP_PATIENCE);
        throw new ServerProblem("Redis does not start:\n" + lastWords);
      }
      Pause.millis(10);
    }
    return process;
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(1_000);
      OutputStream out = socket.getOutputStream();
      out.write(PING);
      out.flush();
      return new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII)
          .equals("+PONG");
    } catch (IOException e) {
      return false;
    }
  }
}
