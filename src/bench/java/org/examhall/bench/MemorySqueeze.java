package org.examhall.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.examhall.bench.Seats.Seat;

/**
 * F25: idle sockets, and readers who ask for long answers and never read one. The readers are
 * dropped with a reason, the process keeps within its heap, and the others' saves go on.
 */
record MemorySqueeze(int idle, int slow) implements Fault {
  private static final int STATE_CHARS = 400_000;
  private static final int QUESTIONS = 100;
  private static final int STUDENTS = 10;
  private static final int WATCH_SECONDS = 25;

  @Override
  public Verdict happen(Hall hall) throws InterruptedException {
    Process web = hall.rig().startWeb();
    hall.rig().startWorker();
    List<LoadSocket> idlers = new ArrayList<>();
    List<LoadSocket> readers = new ArrayList<>();
    List<String> broken = new ArrayList<>();
    try {
      Students at = Students.begin(hall, STUDENTS);
      Grades.awaitFirst(hall.lms());
      URI content = URI.create(hall.rig().content());
      Seats seats = new Seats(new Database(hall.rig().databaseUrl(), hall.rig().postgres()));
      seats.add(idle).forEach(seat -> idlers.add(LoadSocket.open(content, seat)));
      for (Seat seat : seats.add(slow)) {
        readers.add(neverReads(content, seat));
      }
      List<Integer> before = at.all().stream().map(Replayer::acks).toList();
      Thread.sleep(WATCH_SECONDS * 1_000L);
      for (int i = 0; i < STUDENTS; i++) {
        if (at.all().get(i).acks() == before.get(i)) {
          broken.add("a student's saves stood still");
        }
      }
      Map<String, Integer> endings = new TreeMap<>();
      readers.forEach(reader -> endings.merge(reader.ending(), 1, Integer::sum));
      broken.addAll(heap(hall, web));
      Verdict verdict = at.handIn(broken);
      return new Verdict(
          "%s; %d idle, %d slow readers ended %s, %d MB"
              .formatted(
                  verdict.figures(),
                  idle,
                  slow,
                  endings,
                  ProcessUse.memoryKilobytes(web.toHandle()) / 1024),
          verdict.broken());
    } finally {
      idlers.forEach(LoadSocket::close);
      readers.forEach(LoadSocket::close);
    }
  }

  /** Stores a long text, then asks for it again and again. */
  private static LoadSocket neverReads(URI content, Seat seat) {
    LoadSocket socket = LoadSocket.open(content, seat);
    String save =
        "{\"t\":\"save\",\"v\":1,\"epoch\":%d,\"seq\":1,\"els\":[{\"k\":\"cmi.suspend_data\",\"v\":\"%s\",\"at\":1}]}"
            .formatted(socket.epoch(), "x".repeat(STATE_CHARS));
    try {
      socket.send(save.getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < QUESTIONS; i++) {
        socket.send("{\"t\":\"hello\",\"v\":1,\"epoch\":0}".getBytes(StandardCharsets.UTF_8));
      }
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> heap(Hall hall, Process web) {
    try {
      String log = Files.readString(hall.rig().home().resolve("web.log"));
      if (!web.isAlive() || log.contains("OutOfMemoryError")) {
        return List.of("the web process ran out of memory");
      }
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
