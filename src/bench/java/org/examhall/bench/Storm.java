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
import org.examhall.bench.ConnectedLms.Seated;

/**
 * F21: everybody comes from the LMS within ten seconds, connects within one, and finishes within
 * five, to a process that has served for a while, as on the day. No connection is refused or
 * broken, hardly anybody waits a second for the front page or, in the ten seconds after that, for
 * what follows Start, and everybody gets a receipt.
 */
record Storm(int students, int launchSeconds, int warmSeconds) implements Fault {
  private static final int CONNECT_SECONDS = 1;
  private static final int FINISH_SECONDS = 5;
  private static final int PATIENCE_MINUTES = 3;
  private static final int SLOW_MILLIS = 1_000;
  private static final int THREADS = 200;

  @Override
  public Verdict happen(Hall hall) throws InterruptedException {
    hall.rig().startWeb();
    hall.rig().startWorker();
    hall.open();
    warmUp(hall);
    ExecutorService threads = Executors.newFixedThreadPool(Math.min(THREADS, students));
    try {
      return rush(hall, threads);
    } finally {
      threads.shutdownNow();
    }
  }

  private void warmUp(Hall hall) {
    long until = System.nanoTime() + warmSeconds * 1_000_000_000L;
    for (int i = 1; System.nanoTime() < until; i++) {
      hall.entry().start(hall.invite("early" + i));
    }
  }

  private Verdict rush(Hall hall, ExecutorService threads) throws InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    Queue<String> broken = new ConcurrentLinkedQueue<>();
    Entry.Arrival[] arrivals = new Entry.Arrival[students];
    Seated[] seated = new Seated[students];
    Player[] players = new Player[students];
    HandIn[] handIns = new HandIn[students];
    List<Invitation> invitations =
        IntStream.range(0, students).mapToObj(i -> hall.invite("p" + i)).toList();
    IntConsumer arrive = i -> arrivals[i] = hall.entry().arrive(invitations.get(i));
    IntConsumer begin = i -> seated[i] = new Seated("p" + i, hall.entry().begin(arrivals[i]));
    IntConsumer connect =
        i -> players[i] = Player.open(client, hall.rig().content(), seated[i].seat());
    IntConsumer finish = i -> handIns[i] = handIn(seated[i], players[i]);

    long launched = all(threads, launchSeconds, broken, arrive);
    if (launched >= SLOW_MILLIS) {
      broken.add("launches take long");
    }
    long begun = next(threads, launchSeconds, broken, begin);
    if (begun >= SLOW_MILLIS) {
      broken.add("starts take long");
    }
    long connected = next(threads, CONNECT_SECONDS, broken, connect);
    long finished = next(threads, FINISH_SECONDS, broken, finish);
    String seen =
        "%d students, p95 of launches %d ms, starts %d ms, sockets %d ms, finishes %d ms"
            .formatted(students, launched, begun, connected, finished);
    List<String> faults = new ArrayList<>(broken);
    if (faults.isEmpty()) {
      List<Account> accounts = Arrays.stream(handIns).map(HandIn::account).toList();
      faults.addAll(Grades.missing(hall.lms(), accounts));
      Students.check(hall.rig(), hall.lms(), accounts, faults);
    }
    return new Verdict(seen, faults);
  }

  /** As {@link #all}; nothing, when something is broken already. */
  private long next(ExecutorService threads, int seconds, Queue<String> broken, IntConsumer each)
      throws InterruptedException {
    return broken.isEmpty() ? all(threads, seconds, broken, each) : 0;
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
