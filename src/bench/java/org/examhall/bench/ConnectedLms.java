package org.examhall.bench;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.examhall.bench.Seats.Seat;
import org.examhall.demo.lms.Activity;
import org.examhall.demo.lms.Behaviour;
import org.examhall.demo.lms.DemoLms;
import org.examhall.demo.lms.Orders;
import org.examhall.demo.lms.Outcome;
import org.examhall.demo.lms.Person;
import org.examhall.demo.lms.Service;
import org.examhall.demo.lms.ServiceCall;
import org.examhall.demo.lms.ServiceOrders;
import org.examhall.demo.lms.Trouble;
import org.examhall.demo.lms.Version;
import org.examhall.demo.lms.lti.Tool;
import org.examhall.demo.lms.lti13.Registration;

/**
 * A demo LMS in this process that an installation knows by one version of LTI, with one exam and
 * the people who come from there.
 */
final class ConnectedLms implements AutoCloseable {
  private static final String DEPLOYMENT = "1";

  /** A student with an open attempt; {@code user} is the LMS's name of them. */
  record Seated(String user, Seat seat) {}

  private final Rig rig;
  private final Version version;
  private final DemoLms lms;
  private final Entry entry;
  private long resource;

  /**
   * Connects a new one.
   *
   * @param name its key, or its name of the tool
   */
  ConnectedLms(Rig rig, Version version, String name) {
    this.rig = rig;
    this.version = version;
    this.entry = new Entry(rig);
    Tool tool = new Tool(URI.create(rig.app() + "/lti11/launch"), name, name + " secret");
    this.lms = DemoLms.start(DemoLms.Options.forTest(tool));
    if (version == Version.LTI_13) {
      lms.platform().connect(registration(rig.app() + "/lti13/", name));
      rig.addPlatform(lms.platform());
    } else {
      rig.addConsumer(tool);
    }
  }

  private static Registration registration(String tool, String client) {
    return Registration.of(
        client,
        DEPLOYMENT,
        URI.create(tool + "login"),
        URI.create(tool + "launch"),
        URI.create(tool + "jwks"));
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
    return new Teacher(entry, launch(lms.course().teacher()));
  }

  /** A new student's way in; they have not come yet. */
  Invitation invite(String user) {
    return launch(
        lms.course().addPerson(new Person(user, "Pat", "No. " + user, Person.Role.LEARNER)));
  }

  /** New students who have launched and started. */
  List<Seated> seat(int count) {
    List<Seated> seated = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      seated.add(new Seated("p" + i, entry.start(invite("p" + i))));
    }
    return seated;
  }

  /** New students who have handed in. */
  List<Account> handIn(int count) {
    return seat(count).stream().map(student -> HandIn.overHttp(entry, student)).toList();
  }

  /** It takes a grade, and so much time for it. */
  void answerAfter(int millis) {
    if (version == Version.LTI_13) {
      lms.platform().orders().add(order(Trouble.STALL).millis(millis));
    } else {
      lms.orders().add(Orders.Order.always(Behaviour.STALL).millis(millis));
    }
  }

  /** It takes that many grades, and nobody ever learns of it. */
  void loseAnswers(int count) {
    if (version == Version.LTI_13) {
      lms.platform().orders().add(order(Trouble.LOST).times(count));
    } else {
      lms.orders().add(Orders.Order.always(Behaviour.CLOSE_MID_BODY).times(count));
    }
  }

  /** How many grades it was sent. */
  int received() {
    return version == Version.LTI_13
        ? lms.platform().log().count(Service.SCORES)
        : lms.outcomes().count("received");
  }

  /** When each of the latest came. */
  List<Instant> receivedAt() {
    return version == Version.LTI_13
        ? lms.platform().log().latest(Service.SCORES).stream().map(ServiceCall::at).toList()
        : lms.outcomes().latest().stream().map(Outcome::at).toList();
  }

  @Override
  public void close() {
    lms.close();
  }

  private static ServiceOrders.Order order(Trouble trouble) {
    return ServiceOrders.Order.always(trouble).of(Service.SCORES);
  }

  private Invitation launch(Person person) {
    return version == Version.LTI_13
        ? Invitation.of(lms, lms.launch13(person, activity()))
        : Invitation.of(lms.launch(person, activity()).sign());
  }

  private Activity activity() {
    return lms.course().activities().get(0);
  }
}
