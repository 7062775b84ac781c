package org.examhall.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A server on a free loopback port that answers each connection's first request in whatever way a
 * test wants, however wrong; it keeps the heads of the requests.
 */
public final class RawServer implements AutoCloseable {
  /** What to do once the request's head is read. */
  @FunctionalInterface
  public interface Behaviour {
    /** Writes an answer, or does not. */
    void answer(OutputStream out) throws Exception;
  }

  private final ServerSocket listener;
  private final Behaviour behaviour;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> heads = new CopyOnWriteArrayList<>();

  private RawServer(ServerSocket listener, Behaviour behaviour) {
    this.listener = listener;
    this.behaviour = behaviour;
  }

  /** Starts one. */
  public static RawServer start(Behaviour behaviour) {
    try {
      RawServer server =
          new RawServer(new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1")), behaviour);
      server.threads.execute(server::accept);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Answers with exactly this text. */
  public static RawServer saying(String answer) {
    return start(out -> out.write(answer.getBytes(StandardCharsets.UTF_8)));
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** The heads of the requests so far. */
  public List<String> heads() {
    return heads;
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        threads.execute(() -> serve(socket));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      heads.add(head(new BufferedInputStream(socket.getInputStream())));
      behaviour.answer(socket.getOutputStream());
      socket.getOutputStream().flush();
    } catch (Exception e) {
      return; // the client went away, or the test is over
    }
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int next = in.read();
    while (next >= 0) {
      head.write(next);
      if (head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
        return head.toString(StandardCharsets.ISO_8859_1);
      }
      next = in.read();
    }
    throw new IOException("no whole request");
  }
}
