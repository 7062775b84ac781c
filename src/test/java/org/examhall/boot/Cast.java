package org.examhall.boot;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.examhall.core.access.AccessChanges;
import org.examhall.core.access.Allowance;
import org.examhall.core.consumer.Consumer;
import org.examhall.core.consumer.Lti13Registration;
import org.examhall.core.context.Purpose;
import org.examhall.core.context.Role;
import org.examhall.core.user.Actor;
import org.examhall.core.user.AddStaffAccount;
import org.examhall.core.user.AuditLog;
import org.examhall.core.user.BrowserSessions;
import org.examhall.core.user.SetupCodes;
import org.examhall.core.user.StaffAccount;
import org.examhall.core.user.StaffAccounts;
import org.examhall.core.user.StaffRole;
import org.examhall.core.user.StaffSessions;
import org.examhall.kernel.crypto.Passwords;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.kernel.json.Json;
import org.examhall.testkit.GradedExam;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Visitor;
import org.examhall.testkit.World;
import org.examhall.testkit.World.OpenLaunch;
import org.examhall.web.http.LaunchCookie;

/** Everybody who might ask for a page of one course: its own people, and strangers of all kinds. */
final class Cast {
  private static final Tokens TOKENS = new Tokens();

  private final RunningApp app;
  private final World world;
  final GradedExam exam;
  final GradedExam otherTenant;
  private final GradedExam otherCourse;

  /** Whom the administrator's pages change; nobody else here belongs to it. */
  private final Consumer administered;

  private final Lti13Registration registration;

  final long student;
  final OpenLaunch learner;
  final OpenLaunch instructor;
  final OpenLaunch observer;
  private final OpenLaunch selecting;
  private final OpenLaunch privacy;
  private final OpenLaunch classmate;
  private final OpenLaunch foreignInstructor;
  private final OpenLaunch colleague;
  private final StaffAccount admin;
  private final StaffAccount support;

  Cast(RunningApp app, World world) {
    this.app = app;
    this.world = world;
    this.exam = GradedExam.in(world);
    this.otherTenant = GradedExam.in(world);
    this.otherCourse =
        GradedExam.behind(world, exam.consumer(), World.name("course"), World.name("link"));
    this.administered = world.consumer();
    this.registration = world.registration();
    this.student = exam.student();
    this.learner = exam.open(student, Role.LEARNER);
    this.instructor = exam.open(exam.student(), Role.INSTRUCTOR);
    this.observer = exam.open(exam.student(), Role.OBSERVER);
    this.selecting =
        world.selection(
            exam.consumer(), learner.launch().contextId(), exam.student(), Role.INSTRUCTOR);
    this.privacy =
        world.privacy(exam.consumer(), learner.launch().contextId(), exam.student(), "nobody");
    this.classmate = exam.open(exam.student(), Role.LEARNER);
    this.foreignInstructor = otherTenant.open(otherTenant.student(), Role.INSTRUCTOR);
    this.colleague = otherCourse.open(otherCourse.student(), Role.INSTRUCTOR);
    this.admin = account(StaffRole.ADMINISTRATOR);
    this.support = account(StaffRole.SUPPORT);
  }

  /** Who asks, for a page of the launch of the role that the page is for. */
  enum Who {
    ANONYMOUS,
    /** With a cookie that nobody gave. */
    FORGER,
    /** Another student of the same course, with their own cookie. */
    CLASSMATE,
    /** The same, who renamed their cookie. */
    CLASSMATE_UNDER_THIS_NAME,
    /** An instructor of another course of this institution, who renamed their cookie. */
    OTHER_COURSE,
    /** An instructor of another institution, who renamed their cookie. */
    OTHER_TENANT,
    LEARNER,
    OBSERVER,
    INSTRUCTOR,
    /** An instructor who chooses for the LMS what links of the course are to open. */
    SELECTING,
    /** An administrator of the LMS who asks what is kept of somebody. */
    PRIVACY,
    ADMIN,
    /** Who has an account that only looks. */
    SUPPORT;

    /** Whether they have a launch of the course, in this role. */
    Optional<Role> role() {
      return switch (this) {
        case LEARNER -> Optional.of(Role.LEARNER);
        case OBSERVER, PRIVACY -> Optional.of(Role.OBSERVER);
        case INSTRUCTOR, SELECTING -> Optional.of(Role.INSTRUCTOR);
        default -> Optional.empty();
      };
    }

    /** What their account may do, if they have one. */
    Optional<StaffRole> staffRole() {
      return switch (this) {
        case ADMIN -> Optional.of(StaffRole.ADMINISTRATOR);
        case SUPPORT -> Optional.of(StaffRole.SUPPORT);
        default -> Optional.empty();
      };
    }

    /** What the launch is for. */
    Purpose purpose() {
      return switch (this) {
        case SELECTING -> Purpose.SELECTION;
        case PRIVACY -> Purpose.PRIVACY;
        default -> Purpose.RESOURCE;
      };
    }
  }

  /** The launch whose pages this person asks for. */
  OpenLaunch launchFor(Who who) {
    return switch (who) {
      case LEARNER -> learner;
      case OBSERVER -> observer;
      case SELECTING -> selecting;
      case PRIVACY -> privacy;
      default -> instructor;
    };
  }

  /** Somebody with the cookies they have, and the form code that goes with them. */
  Visitor visitor(Who who) {
    Visitor visitor = new Visitor(app.app());
    String name = LaunchCookie.nameOf(launchFor(who).launch().id());
    return switch (who) {
      case ANONYMOUS -> visitor;
      case FORGER -> with(with(visitor, name, TOKENS.fresh()), "__Host-staff", TOKENS.fresh());
      case CLASSMATE ->
          with(visitor, LaunchCookie.nameOf(classmate.launch().id()), classmate.token());
      case CLASSMATE_UNDER_THIS_NAME -> with(visitor, name, classmate.token());
      case OTHER_COURSE -> with(visitor, name, colleague.token());
      case OTHER_TENANT -> with(visitor, name, foreignInstructor.token());
      case LEARNER, OBSERVER, INSTRUCTOR, SELECTING, PRIVACY ->
          with(visitor, name, launchFor(who).token());
      case ADMIN -> with(visitor, "__Host-staff", signIn(admin));
      case SUPPORT -> with(visitor, "__Host-staff", signIn(support));
    };
  }

  /** Every secret that somebody here holds; none of them belongs into a log. */
  List<String> secrets() {
    return List.of(
        learner.token(),
        instructor.token(),
        selecting.token(),
        privacy.token(),
        observer.token(),
        classmate.token(),
        colleague.token(),
        foreignInstructor.token());
  }

  /** A path of the route, for the launch of {@code who}, with real ids of the course. */
  String path(String pattern, Who who, Function<String, String> ids) {
    String path = pattern.replace("{launch}", launchFor(who).launch().id());
    for (String name :
        new String[] {
          "version",
          "person",
          "attempt",
          "change",
          "consumer",
          "context",
          "key",
          "registration",
          "resource",
          "deployment"
        }) {
      if (path.contains("{" + name + "}")) {
        path = path.replace("{" + name + "}", ids.apply(name));
      }
    }
    return path.replaceAll("\\{[a-z]+\\.\\.\\.}", "none").replaceAll("\\{[a-z]+}", "none");
  }

  /** Ids of the course itself. */
  String ownId(String name) {
    return id(name, exam, student);
  }

  /** Ids of the same kinds that belong to another institution. */
  String foreignId(String name) {
    return id(name, otherTenant, otherTenant.student());
  }

  /** Ids of the same kinds that belong to another course of this institution. */
  String otherCoursesId(String name) {
    return id(name, otherCourse, otherCourse.student());
  }

  /** The course's ids, but another student's attempt. */
  String classmatesId(String name) {
    return id(name, exam, classmate.launch().personId());
  }

  private String id(String name, GradedExam of, long person) {
    return switch (name) {
      case "version" ->
          number("select exam_version_id as n from resource where id = " + of.resourceId());
      case "person" -> Long.toString(person);
      case "attempt" -> Long.toString(of.attempt(person, Optional.empty()));
      case "change" -> Long.toString(extraTime(of, person));
      case "consumer" -> Long.toString(administered.id());
      case "context" -> Long.toString(world.context(administered));
      case "key" ->
          number("select min(id) as n from lti11_key where consumer_id = " + administered.id());
      case "resource" -> Long.toString(of.resourceId());
      case "registration" -> Long.toString(registration.id());
      case "deployment" -> number("select min(id) as n from lti13_deployment");
      default -> throw new IllegalArgumentException(name);
    };
  }

  private long extraTime(GradedExam of, long person) {
    of.attempt(person, Optional.empty());
    return world
        .db()
        .tx(
            tx -> {
              AccessChanges changes = new AccessChanges();
              Allowance allowance =
                  new Allowance(Optional.empty(), Optional.empty(), Optional.of(1));
              changes.add(tx, of.resourceId(), allowance, List.of(person), person);
              return changes.list(tx, of.resourceId()).get(0).id();
            });
  }

  private String number(String sql) {
    return Long.toString(world.db().tx(tx -> tx.only(sql, row -> row.longAt("n"))));
  }

  private static Visitor with(Visitor visitor, String cookie, String value) {
    return visitor.withCookie(cookie, value).withForm(TOKENS.derive("csrf", value));
  }

  private StaffAccount account(StaffRole role) {
    AddStaffAccount add =
        new AddStaffAccount(
            new StaffAccounts(), new SetupCodes(), new Passwords(), new AuditLog(new Json()));
    String name = World.name(role.name());
    return world.db().tx(tx -> add.run(tx, Actor.SYSTEM, name, "correct horse battery", role));
  }

  /** A session of its own for each visit: one of the routes ends it. */
  private String signIn(StaffAccount account) {
    StaffSessions sessions =
        new StaffSessions(new BrowserSessions(), TOKENS, new AuditLog(new Json()));
    return world.db().tx(tx -> sessions.start(tx, account, ""));
  }
}
