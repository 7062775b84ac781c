package org.examhall.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One address for several web processes, with the rules of {@code nginx/examhall.conf}: a process
 * that does not take a connection is skipped, and a GET that it took and never answered goes to the
 * next. Each connection stays where it began. Threads: any.
 */
final class Balancer implements AutoCloseable {
  private static final int CHUNK_BYTES = 16_384;

  private final ServerSocket listener;
  private final List<Integer> ports;
  private final AtomicInteger next = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** Listens on {@code port} for the processes on {@code ports}. */
  Balancer(int port, List<Integer> ports) {
    this.ports = List.copyOf(ports);
    try {
      this.listener = new ServerSocket(port, 500, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
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
        Socket client = listener.accept();
        threads.execute(() -> serve(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      byte[] request = read(client.getInputStream());
      int first = next.getAndIncrement();
      for (int i = 0; i < ports.size() && request.length > 0; i++) {
        int port = ports.get(Math.floorMod(first + i, ports.size()));
        if (isDealtWith(client, request, port)) {
          return;
        }
      }
    } catch (IOException e) {
      return; // the client has gone
    }
  }

  /** False when the next process may be asked. */
  private boolean isDealtWith(Socket client, byte[] request, int port) throws IOException {
    boolean mayRepeat = true;
    try (Socket process = new Socket(InetAddress.getLoopbackAddress(), port)) {
      process.getOutputStream().write(request);
      mayRepeat = new String(request, StandardCharsets.ISO_8859_1).startsWith("GET ");
      if (!mayRepeat) {
        threads.execute(() -> pass(client, process)); // the body may come later
      }
      byte[] answer = read(process.getInputStream());
      if (answer.length == 0) {
        return !mayRepeat;
      }
      client.getOutputStream().write(answer);
      if (mayRepeat) {
        mayRepeat = false;
        threads.execute(() -> pass(client, process));
      }
      pass(process, client);
      return true;
    } catch (IOException e) {
      return !mayRepeat;
    }
  }

  private static void pass(Socket from, Socket to) {
    try (from;
        to) {
      OutputStream out = to.getOutputStream();
      for (byte[] chunk = read(from.getInputStream());
          chunk.length > 0;
          chunk = read(from.getInputStream())) {
        out.write(chunk);
      }
    } catch (IOException e) {
      return; // both ends are closed by now
    }
  }

  private static byte[] read(InputStream in) throws IOException {
    byte[] chunk = new byte[CHUNK_BYTES];
    return Arrays.copyOf(chunk, Math.max(0, in.read(chunk)));
  }
}
