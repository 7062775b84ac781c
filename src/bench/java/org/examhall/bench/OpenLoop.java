package org.examhall.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.examhall.bench.Seats.Seat;

/**
 * An open loop: saves are due at fixed times, whatever became of those before, and each is timed
 * from when it was due. So a server that falls behind is seen to: nobody waits for it. One thread.
 */
final class OpenLoop {
  private static final int WINDOW = 16;
  private static final long NAP_NANOS = 100_000;
  private static final long PATIENCE_NANOS = 30_000_000_000L;
  private static final Pattern SEQ = Pattern.compile("\"seq\":(\\d+)");

  private final URI content;
  private final SaveMessages messages;
  private long[] nanos = {};
  private int answered;

  OpenLoop(String content, SaveMessages messages) {
    this.content = URI.create(content);
    this.messages = messages;
  }

  /** A student's socket, and when each of its saves was due. */
  private static final class Line {
    private final LoadSocket socket;
    private final Deque<Long> waiting = new ArrayDeque<>();
    private final Map<Integer, Long> sent = new HashMap<>();

    Line(LoadSocket socket) {
      this.socket = socket;
    }
  }

  /** Times from due to ack in nanoseconds, the shortest first; students take turns. */
  long[] run(List<Seat> seats, double perSecond, int seconds) {
    List<Line> lines =
        seats.stream().map(seat -> new Line(LoadSocket.open(content, seat))).toList();
    nanos = new long[(int) (perSecond * seconds)];
    answered = 0;
    try (Selector selector = Selector.open()) {
      for (Line line : lines) {
        line.socket.register(selector, line);
      }
      drive(selector, lines, 1e9 / perSecond);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      lines.forEach(line -> line.socket.close());
    }
    Arrays.sort(nanos);
    return nanos;
  }

  private void drive(Selector selector, List<Line> lines, double interval) throws IOException {
    long began = System.nanoTime();
    long lastNanos = began + (long) (nanos.length * interval) + PATIENCE_NANOS;
    int due = 0;
    while (answered < nanos.length) {
      long now = System.nanoTime();
      while (due < nanos.length && began + (long) (due * interval) <= now) {
        Line line = lines.get(due % lines.size());
        line.waiting.add(began + (long) (due * interval));
        send(line);
        due++;
      }
      if (selector.selectNow(this::hear) == 0) {
        LockSupport.parkNanos(NAP_NANOS);
      }
      if (now > lastNanos) {
        throw new IllegalStateException((nanos.length - answered) + " saves without their ack");
      }
    }
  }

  private void send(Line line) {
    try {
      while (!line.waiting.isEmpty() && line.sent.size() < WINDOW) {
        int seq = line.socket.nextSeq();
        line.sent.put(seq, line.waiting.remove());
        line.socket.send(messages.of(line.socket.epoch(), seq, false));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void hear(SelectionKey key) {
    Line line = (Line) key.attachment();
    try {
      line.socket.read(answer -> hear(line, answer));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    send(line);
  }

  private void hear(Line line, String answer) {
    Matcher seq = SEQ.matcher(answer);
    if (!answer.startsWith("{\"t\":\"ack\"") || !seq.find()) {
      throw new IllegalStateException(answer); // busy, too: half of the maximum must be taken
    }
    long due = Objects.requireNonNull(line.sent.remove(Integer.valueOf(seq.group(1))));
    nanos[answered++] = System.nanoTime() - due;
  }
}
