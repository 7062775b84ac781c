package org.examhall.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import org.examhall.bench.Seats.Seat;

/** A closed loop: each student saves, waits for the ack, and saves again. One thread drives all. */
final class Saves {
  private final URI content;
  private final SaveMessages messages;
  private long acked;

  Saves(String content, SaveMessages messages) {
    this.content = URI.create(content);
    this.messages = messages;
  }

  /**
   * Acknowledged saves of all {@code seats} in {@code seconds}.
   *
   * @param opened is called when all sockets are open: what that costs is no part of a save
   */
  long run(List<Seat> seats, int seconds, Runnable opened) {
    List<LoadSocket> sockets = seats.stream().map(seat -> LoadSocket.open(content, seat)).toList();
    acked = 0;
    opened.run();
    try (Selector selector = Selector.open()) {
      for (LoadSocket socket : sockets) {
        socket.register(selector, socket);
        save(socket, true);
      }
      long endNanos = System.nanoTime() + seconds * 1_000_000_000L;
      while (System.nanoTime() < endNanos) {
        selector.select(key -> hear(key), 100);
      }
      return acked;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      sockets.forEach(LoadSocket::close);
    }
  }

  private void hear(SelectionKey key) {
    LoadSocket socket = (LoadSocket) key.attachment();
    try {
      socket.read(answer -> hear(socket, answer));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void hear(LoadSocket socket, String answer) {
    if (!answer.startsWith("{\"t\":\"ack\"")) {
      return;
    }
    if (!answer.contains("\"refused\":[]")) {
      throw new IllegalStateException(answer);
    }
    acked++;
    save(socket, false);
  }

  private void save(LoadSocket socket, boolean first) {
    try {
      socket.send(messages.of(socket.epoch(), socket.nextSeq(), first));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
