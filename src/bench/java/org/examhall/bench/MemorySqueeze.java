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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.examhall.bench.Seats.Seat;

/**
 * F25: idle sockets, readers who ask for long answers and never read one, and reports on a large
 * class, many at once. The readers are dropped with a reason, the reports are whole, the process
 * keeps within its heap, and the others' saves go on.
 *
 * @param pauseMillis how long a student rests after each save
 */
record MemorySqueeze(int idle, int slow, int pauseMillis) implements Fault {
  private static final int STATE_CHARS = 400_000;
  private static final int QUESTIONS = 100;
  private static final int STUDENTS = 10;
  private static final int REPORTS = 50;
  private static final int REPORT_MINUTES = 3;
  private static final int WATCH_SECONDS = 25;
  private static final int END_SECONDS = 10;
  private static final String DROPPED = "is dropped: it reads too slowly";
  private static final String OPEN = "open";

  @Override
  public Verdict happen(Hall hall) throws InterruptedException {
    Process web = hall.rig().startWeb();
    hall.rig().startWorker();
    List<LoadSocket> idlers = new ArrayList<>();
    List<LoadSocket> readers = new ArrayList<>();
    List<String> broken = new ArrayList<>();
    try {
      Students at = Students.begin(hall, STUDENTS, pauseMillis);
      Grades.awaitFirst(hall.lms());
      URI content = URI.create(hall.rig().content());
      Seats seats = new Seats(new Database(hall.rig().databaseUrl(), hall.rig().postgres()));
      seats
          .addTo(hall.resource(), idle)
          .forEach(seat -> idlers.add(LoadSocket.open(content, seat)));
      for (Seat seat : seats.add(slow)) {
        readers.add(neverReads(content, seats, seat));
      }
      List<Integer> before = at.acks();
      List<CompletableFuture<Boolean>> reports = reports(hall.teacher());
      watch(() -> dropped(hall) >= slow && allDone(reports) && stuck(at, before).isEmpty());
      broken.addAll(stuck(at, before));
      broken.addAll(heap(hall, web));
      long whole = reports.stream().filter(CompletableFuture::join).count();
      if (whole < REPORTS) {
        broken.add("reports are not whole");
      }
      int dropped = dropped(hall);
      Map<String, Integer> endings = endings(readers);
      if (dropped < slow || endings.containsKey(OPEN)) {
        broken.add("slow readers are not dropped");
      }
      Verdict verdict = at.handIn(broken);
      return new Verdict(
          "%s; %d idle, %d of %d reports whole, %d of %d slow readers dropped, ended %s, %d MB"
              .formatted(
                  verdict.figures(),
                  idle,
                  whole,
                  REPORTS,
                  dropped,
                  slow,
                  endings,
                  ProcessUse.memoryKilobytes(web.toHandle()) / 1024),
          verdict.broken());
    } finally {
      idlers.forEach(LoadSocket::close);
      readers.forEach(LoadSocket::close);
    }
  }

  /** Until all that is to come has come; what has not by then does not come. */
  private static void watch(BooleanSupplier isOver) throws InterruptedException {
    long end = System.nanoTime() + WATCH_SECONDS * 1_000_000_000L;
    while (System.nanoTime() < end && !isOver.getAsBoolean()) {
      Thread.sleep(250);
    }
  }

  private static boolean allDone(List<CompletableFuture<Boolean>> reports) {
    return reports.stream().allMatch(CompletableFuture::isDone);
  }

  private static List<String> stuck(Students students, List<Integer> before) {
    return students.stuckSince(before, -1, "readers were slow");
  }

  private static int dropped(Hall hall) {
    return log(hall).split(DROPPED, -1).length - 1;
  }

  /** The class's table, many times at once; whether each came with a line for everybody. */
  private List<CompletableFuture<Boolean>> reports(Teacher teacher) {
    return IntStream.range(0, REPORTS)
        .mapToObj(i -> CompletableFuture.supplyAsync(teacher::download, MemorySqueeze::aside))
        .map(
            report ->
                report
                    .orTimeout(REPORT_MINUTES, TimeUnit.MINUTES)
                    .handle(
                        (file, failure) ->
                            failure == null && file.lines().count() > idle + STUDENTS))
        .toList();
  }

  /** Stores a long text; in the next window asks for it again and again. */
  private static LoadSocket neverReads(URI content, Seats seats, Seat seat) {
    store(content, seat);
    LoadSocket socket = LoadSocket.open(content, seats.back(seat));
    try {
      for (int i = 0; i < QUESTIONS; i++) {
        socket.send("{\"t\":\"hello\",\"v\":1,\"epoch\":0}".getBytes(StandardCharsets.UTF_8));
      }
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void store(URI content, Seat seat) {
    try (LoadSocket socket = LoadSocket.open(content, seat)) {
      String save =
          "{\"t\":\"save\",\"v\":1,\"epoch\":%d,\"seq\":1,\"els\":[{\"k\":\"cmi.suspend_data\",\"v\":\"%s\",\"at\":1}]}"
              .formatted(socket.epoch(), "x".repeat(STATE_CHARS));
      socket.send(save.getBytes(StandardCharsets.UTF_8));
      List<String> answers = new ArrayList<>();
      while (answers.isEmpty()) {
        socket.read(answers::add);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How they find their sockets when they read at last, and how many of them do. */
  private static Map<String, Integer> endings(List<LoadSocket> readers) {
    List<CompletableFuture<String>> each =
        readers.stream()
            .map(reader -> CompletableFuture.supplyAsync(reader::ending, MemorySqueeze::aside))
            .map(ending -> ending.completeOnTimeout(OPEN, END_SECONDS, TimeUnit.SECONDS))
            .toList();
    Map<String, Integer> endings = new TreeMap<>();
    each.forEach(ending -> endings.merge(ending.join(), 1, Integer::sum));
    return endings;
  }

  /** One that still waits for its end must not keep this process alive. */
  private static void aside(Runnable work) {
    Thread thread = new Thread(work, "reader");
    thread.setDaemon(true);
    thread.start();
  }

  private static List<String> heap(Hall hall, Process web) {
    return web.isAlive() && !log(hall).contains("OutOfMemoryError")
        ? List.of()
        : List.of("the web process ran out of memory");
  }

  private static String log(Hall hall) {
    try {
      return Files.readString(hall.rig().home().resolve("web.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
