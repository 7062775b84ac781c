package org.examhall.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.examhall.demo.lms.DemoLms;
import org.examhall.demo.lms.Person;
import org.examhall.demo.lms.lti.Tool;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Breaks things on purpose under replaying students and checks every promise afterwards. */
@Command(
    name = "faults",
    mixinStandardHelpOptions = true,
    description = "Kills, stops and empties parts of a running Examhall, and checks the promises.",
    footer = {
      "",
      "Ids: F01 kill -9 of the web process, F04 PostgreSQL restarted, F07 Redis emptied and stopped"
    })
public final class Faults implements Callable<Integer> {
  @Option(names = "--quick", description = "few students, few kills")
  private boolean quick;

  @Parameters(paramLabel = "ID", description = "which faults; all without any")
  private List<String> ids = List.of();

  /** Runs the faults that the arguments name. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Faults()).execute(args));
  }

  @Override
  public Integer call() throws InterruptedException {
    int broken = 0;
    if (wanted("F01")) {
      broken += run("F01", quick ? 10 : 50, new Kills(quick ? 3 : 50));
    }
    if (wanted("F04")) {
      broken += run("F04", quick ? 10 : 50, new DatabaseRestarts(quick ? 2 : 20));
    }
    if (wanted("F07")) {
      broken += run("F07", quick ? 10 : 50, new EmptyRedis(quick ? 5 : 60));
    }
    return broken == 0 ? 0 : 1;
  }

  /** Something that happens to a running installation. */
  private interface Fault {
    /** Does it; the web process that runs afterwards. */
    Process happen(Rig rig, Process web);

    /** What is promised besides that nothing is lost; empty if it held. */
    List<String> broken(List<Replayer> students);
  }

  private boolean wanted(String id) {
    return ids.isEmpty() || ids.contains(id);
  }

  private int run(String id, int count, Fault fault) throws InterruptedException {
    long began = System.nanoTime();
    try (Rig rig = new Rig(Rig.temporaryHome());
        DemoLms lms = DemoLms.start(DemoLms.Options.forTest(tool(rig)))) {
      Process web = rig.startWeb();
      rig.startWorker();
      List<Replayer> students = students(rig, lms, count);
      ExecutorService threads = Executors.newFixedThreadPool(count);
      students.forEach(threads::execute);
      Grades.awaitFirst(lms); // all parts are at work before one of them breaks
      fault.happen(rig, web);
      students.forEach(Replayer::finish);
      threads.shutdown();
      List<String> faults = new ArrayList<>();
      if (!threads.awaitTermination(3, TimeUnit.MINUTES)) {
        faults.add("students are still waiting for their answers to be taken");
      }
      List<Account> accounts = students.stream().map(Replayer::account).toList();
      faults.addAll(Grades.missing(lms, accounts));
      faults.addAll(unbalanced(rig, lms, accounts));
      faults.addAll(fault.broken(students));
      report(id, students, faults, (System.nanoTime() - began) / 1_000_000_000);
      return faults.size();
    }
  }

  private static List<String> unbalanced(Rig rig, DemoLms lms, List<Account> accounts) {
    try (Connection connection =
        DriverManager.getConnection(
            rig.databaseUrl(), rig.postgres().user(), rig.postgres().password())) {
      return new Ledger(new Sql(connection), Grades.book(lms)).faults(accounts);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Tool tool(Rig rig) {
    Tool tool = new Tool(URI.create(rig.app() + "/lti11/launch"), "faults", "faults secret");
    rig.addConsumer(tool);
    return tool;
  }

  private static List<Replayer> students(Rig rig, DemoLms lms, int count) {
    Entry entry = new Entry(rig);
    var activity = lms.course().activities().get(0);
    entry.launch(lms.launch(lms.course().teacher(), activity).sign());
    new Seats(rig.databaseUrl(), rig.postgres()).openBy(activity.id());
    HttpClient client = HttpClient.newHttpClient();
    Stream stream = Stream.read("load-stream-8q-13parts");
    List<Replayer> students = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      Person person =
          lms.course().addPerson(new Person("p" + i, "Pat", "No. " + i, Person.Role.LEARNER));
      Seats.Seat seat = entry.start(lms.launch(person, activity).sign());
      students.add(new Replayer(client, rig.content(), person.id(), seat, stream));
    }
    return students;
  }

  private static void report(
      String id, List<Replayer> students, List<String> faults, long seconds) {
    int acked = students.stream().mapToInt(s -> s.account().acked().size()).sum();
    int elements = students.stream().mapToInt(s -> s.account().elements()).sum();
    int reconnects = students.stream().mapToInt(Replayer::reconnects).sum();
    System.out.printf(
        "%s  %s  %d students, %d acked batches, %d elements, %d reconnects, %d s%n",
        id,
        faults.isEmpty() ? "held  " : "BROKEN",
        students.size(),
        acked,
        elements,
        reconnects,
        seconds);
    faults.stream().limit(20).forEach(f -> System.out.println("     " + f));
  }

  private static void pauseMillis(long millis) {
    LockSupport.parkNanos(millis * 1_000_000);
  }

  /** F01: the web process dies at random moments, as often as told. */
  private record Kills(int times) implements Fault {
    @Override
    public Process happen(Rig rig, Process web) {
      Process running = web;
      for (int i = 0; i < times; i++) {
        pauseMillis(ThreadLocalRandom.current().nextLong(500, 3_000));
        Rig.kill(running);
        running = rig.startWeb();
      }
      pauseMillis(2_000);
      return running;
    }

    @Override
    public List<String> broken(List<Replayer> students) {
      return List.of();
    }
  }

  /** F04: PostgreSQL ends without writing out, as often as told, and comes back. */
  private record DatabaseRestarts(int times) implements Fault {
    @Override
    public Process happen(Rig rig, Process web) {
      for (int i = 0; i < times; i++) {
        pauseMillis(ThreadLocalRandom.current().nextLong(500, 3_000));
        rig.postgres().immediateStop();
        pauseMillis(ThreadLocalRandom.current().nextLong(100, 3_000));
        rig.postgres().restart();
      }
      rig.awaitReady();
      pauseMillis(2_000);
      return web;
    }

    @Override
    public List<String> broken(List<Replayer> students) {
      return List.of();
    }
  }

  /** F07: Redis is emptied, then stopped for a while, then empty again. */
  private record EmptyRedis(int seconds) implements Fault {
    @Override
    public Process happen(Rig rig, Process web) {
      pauseMillis(2_000);
      rig.emptyRedis();
      pauseMillis(2_000);
      rig.redis().kill();
      pauseMillis(seconds * 1_000L);
      rig.redis().restart();
      return web;
    }

    @Override
    public List<String> broken(List<Replayer> students) {
      List<String> faults = new ArrayList<>();
      for (Replayer student : students) {
        if (student.reconnects() > 0 || student.notTaken() > 0) {
          faults.add(student.account().attemptId() + ": a save failed while Redis was away");
        }
      }
      return faults;
    }
  }
}
