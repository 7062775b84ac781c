package org.examhall.bench;

import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.examhall.bench.Hall.Seated;
import org.examhall.demo.lms.lti.SignedLaunch;

/**
 * F21: everybody launches within ten seconds, connects within one, and finishes within five. No
 * connection is refused or broken, hardly a launch takes a second, and everybody gets a receipt.
 */
record Storm(int students, int launchSeconds) implements Fault {
  private static final int CONNECT_SECONDS = 1;
  private static final int FINISH_SECONDS = 5;
  private static final int PATIENCE_MINUTES = 3;
  private static final int SLOW_MILLIS = 1_000;
  private static final int THREADS = 200;
  private static final int WARM = 30;

  @Override
  public Verdict happen(Hall hall) throws InterruptedException {
    hall.rig().startWeb();
    hall.rig().startWorker();
    hall.open();
    for (int i = 1; i <= WARM; i++) {
      hall.entry()
          .start(hall.invite("early" + i)); // a process that has served before, as on the day
    }
    ExecutorService threads = Executors.newFixedThreadPool(Math.min(THREADS, students));
    HttpClient client = HttpClient.newHttpClient();
    Queue<String> broken = new ConcurrentLinkedQueue<>();
    Seated[] seated = new Seated[students];
    Player[] players = new Player[students];
    HandIn[] handIns = new HandIn[students];
    List<SignedLaunch> invitations =
        IntStream.range(0, students).mapToObj(i -> hall.invite("p" + i)).toList();
    try {
      long launched =
          all(
              threads,
              launchSeconds,
              broken,
              i -> seated[i] = new Seated("p" + i, hall.entry().start(invitations.get(i))));
      if (launched >= SLOW_MILLIS) {
        broken.add("launches take long");
      }
      if (!broken.isEmpty()) {
        return new Verdict("launches p95 %d ms".formatted(launched), List.copyOf(broken));
      }
      long connected =
          all(
              threads,
              CONNECT_SECONDS,
              broken,
              i -> players[i] = Player.open(client, hall.rig().content(), seated[i].seat()));
      if (!broken.isEmpty()) {
        return new Verdict("sockets p95 %d ms".formatted(connected), List.copyOf(broken));
      }
      long finished =
          all(threads, FINISH_SECONDS, broken, i -> handIns[i] = handIn(seated[i], players[i]));
      List<String> faults = new ArrayList<>(broken);
      List<Account> accounts = Arrays.stream(handIns).map(HandIn::account).toList();
      faults.addAll(Grades.missing(hall.lms(), accounts));
      Students.check(hall, accounts, faults);
      return new Verdict(
          "%d students, p95 of launches %d ms, sockets %d ms, finishes %d ms"
              .formatted(students, launched, connected, finished),
          faults);
    } finally {
      threads.shutdownNow();
    }
  }

  private static HandIn handIn(Seated student, Player player) {
    HandIn handIn = new HandIn(student);
    handIn.begin(player.epoch());
    player.send(handIn.save());
    player.send(handIn.end());
    String answer = player.await("end");
    if (!handIn.isComplete(answer)) {
      throw new IllegalStateException("no receipt but " + answer);
    }
    player.close();
    return handIn;
  }

  /**
   * Has each student do it, begun evenly over so many seconds; how long it took, 95th percentile.
   */
  private long all(ExecutorService threads, int seconds, Queue<String> broken, IntConsumer each)
      throws InterruptedException {
    long began = System.nanoTime();
    List<Future<Long>> doings = new ArrayList<>();
    for (int i = 0; i < students; i++) {
      int student = i;
      long due = began + seconds * 1_000_000_000L * i / students;
      LockSupport.parkNanos(due - System.nanoTime());
      doings.add(threads.submit(() -> timed(due, () -> each.accept(student))));
    }
    List<Long> millis = new ArrayList<>();
    for (Future<Long> doing : doings) {
      try {
        millis.add(doing.get(PATIENCE_MINUTES, TimeUnit.MINUTES));
      } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
        String why = String.valueOf(e.getCause() == null ? e : e.getCause());
        broken.add(why.lines().findFirst().orElse(why));
      }
    }
    millis.sort(Long::compare);
    return millis.isEmpty() ? Long.MAX_VALUE : millis.get((millis.size() - 1) * 95 / 100);
  }

  private static long timed(long dueNanos, Runnable work) {
    work.run();
    return (System.nanoTime() - dueNanos) / 1_000_000;
  }
}
