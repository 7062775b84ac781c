package org.examhall.bench;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.examhall.bench.Seats.Seat;
import org.examhall.demo.lms.Activity;
import org.examhall.demo.lms.DemoLms;
import org.examhall.demo.lms.Person;
import org.examhall.demo.lms.lti.SignedLaunch;
import org.examhall.demo.lms.lti.Tool;

/** Servers, a demo LMS with one exam, and students who come from there: the place of one fault. */
final class Hall implements AutoCloseable {
  /** A student with an open attempt; {@code user} is the LMS's name of them. */
  record Seated(String user, Seat seat) {}

  private final Rig rig;
  private final Tool tool;
  private final DemoLms lms;
  private final Entry entry;
  private long resource;

  /** On servers of its own, which it stops in the end. */
  Hall(Rig rig) {
    this.rig = rig;
    tool = new Tool(URI.create(rig.app() + "/lti11/launch"), "faults", "faults secret");
    entry = new Entry(rig);
    rig.addConsumer(tool);
    lms = DemoLms.start(DemoLms.Options.forTest(tool));
  }

  Rig rig() {
    return rig;
  }

  DemoLms lms() {
    return lms;
  }

  Entry entry() {
    return entry;
  }

  /** The teacher comes, and an exam is behind the link; needs a web process. */
  void open() {
    teacher().refresh();
    resource = new Seats(new Database(rig.databaseUrl(), rig.postgres())).openBy(activity().id());
  }

  /** What is behind the link, once it is open. */
  long resource() {
    return resource;
  }

  /** The course's teacher, who has launched. */
  Teacher teacher() {
    return new Teacher(entry, lms.launch(lms.course().teacher(), activity()).sign());
  }

  /** A new student's way in; they have not come yet. */
  SignedLaunch invite(String user) {
    Person person =
        lms.course().addPerson(new Person(user, "Pat", "No. " + user, Person.Role.LEARNER));
    return lms.launch(person, activity()).sign();
  }

  /** New students who have launched and started. */
  List<Seated> seat(int count) {
    List<Seated> seated = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      seated.add(new Seated("p" + i, entry.start(invite("p" + i))));
    }
    return seated;
  }

  private Activity activity() {
    return lms.course().activities().get(0);
  }

  @Override
  public void close() {
    lms.close();
    rig.close();
  }
}
