package org.examhall.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.examhall.demo.lms.DemoLms;
import org.examhall.demo.lms.Person;
import org.examhall.demo.lms.lti.Tool;

/** A fault under replaying students, from the first save to the check of every promise. */
final class Trial {
  private final int count;

  /** With so many students. */
  Trial(int count) {
    this.count = count;
  }

  /**
   * What came of it.
   *
   * @param faults everything that does not add up; empty is the good answer
   * @param missing acknowledged batches that the database does not have
   * @param doubled elements that it has twice
   */
  record Outcome(
      List<Replayer> students, List<String> faults, int missing, int doubled, long seconds) {
    int acked() {
      return students.stream().mapToInt(s -> s.account().acked().size()).sum();
    }

    int elements() {
      return students.stream().mapToInt(s -> s.account().elements()).sum();
    }

    int reconnects() {
      return students.stream().mapToInt(Replayer::reconnects).sum();
    }
  }

  /** Runs it on an installation of its own. */
  Outcome run(Mishap fault) {
    long began = System.nanoTime();
    try (Rig rig = Rig.temporary();
        DemoLms lms = DemoLms.start(DemoLms.Options.forTest(tool(rig)))) {
      Process web = rig.startWeb();
      rig.startWorker();
      List<Replayer> students = students(new Site(rig, web), lms);
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
      Ledger ledger = checked(new Site(rig, web).database(), lms, accounts, faults);
      faults.addAll(fault.broken(students));
      long seconds = (System.nanoTime() - began) / 1_000_000_000;
      return new Outcome(students, faults, ledger.missing(), ledger.doubled(), seconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Ledger checked(
      Database database, DemoLms lms, List<Account> accounts, List<String> faults) {
    try (Connection connection = database.connect()) {
      Ledger ledger = new Ledger(new Sql(connection), Grades.book(lms));
      faults.addAll(ledger.faults(accounts));
      return ledger;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Tool tool(Rig rig) {
    Tool tool = new Tool(URI.create(rig.app() + "/lti11/launch"), "faults", "faults secret");
    rig.addConsumer(tool);
    return tool;
  }

  private List<Replayer> students(Site site, DemoLms lms) {
    Entry entry = new Entry(site.rig());
    var activity = lms.course().activities().get(0);
    entry.launch(lms.launch(lms.course().teacher(), activity).sign());
    site.seats().openBy(activity.id());
    HttpClient client = HttpClient.newHttpClient();
    Stream stream = Stream.read("load-stream-8q-13parts");
    List<Replayer> students = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      Person person =
          lms.course().addPerson(new Person("p" + i, "Pat", "No. " + i, Person.Role.LEARNER));
      Seats.Seat seat = entry.start(lms.launch(person, activity).sign());
      students.add(new Replayer(client, site.rig().content(), person.id(), seat, stream));
    }
    return students;
  }
}
