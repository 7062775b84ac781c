package org.examhall.web.pages;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.examhall.core.consumer.Consumer;
import org.examhall.core.context.CourseGroup;
import org.examhall.core.context.CourseGroups;
import org.examhall.core.context.Launch;
import org.examhall.core.context.Launches;
import org.examhall.core.context.Role;
import org.examhall.core.context.Rosters;
import org.examhall.core.resource.Resource;
import org.examhall.core.resource.Resources;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.testkit.AgsBook;
import org.examhall.testkit.World;
import org.examhall.testkit.World.OpenLaunch;

/** A course with an exam in the middle of its sitting: every state that a page can show. */
final class Classroom {
  private static final String[] NAMES = {
    "Ann Student",
    "Mehmet Öztürk",
    "王秀英",
    "Σοφία Παπαδοπούλου",
    "Gregor Samsa",
    "Mary-Jane O’Connor",
    "<b>Robert</b>'); drop table person",
    "Anastasia Maximilianovna Konstantinopolskaya-Bagration",
    "Li Na",
    "Fatima al-Zahra",
    "Jonas Berg",
    "Chidi Anagonye",
    "Priya Raman",
    "Tom",
  };

  private final World world;
  final Consumer consumer;
  final long course;
  private final long link;
  private final long teacher;

  Classroom(World world) {
    this.world = world;
    this.consumer = world.consumer();
    this.course = world.context(consumer);
    this.link = world.link(course);
    this.teacher = world.person(consumer, "Ada Teacher");
    world
        .db()
        .run(
            tx ->
                tx.change(
                    "update context set title = 'Mathematics for Engineers 1' where id = ?",
                    course));
  }

  OpenLaunch teacher() {
    return world.launch(consumer, course, link, teacher, Role.INSTRUCTOR);
  }

  /** Another place of the course, where nothing is set up. */
  OpenLaunch teacherAtAnotherLink() {
    return world.launch(consumer, course, world.link(course), teacher, Role.INSTRUCTOR);
  }

  /** Somebody whose LMS asks them to choose exams. */
  OpenLaunch selecting(Role role) {
    return world.selection(consumer, course, teacher, role);
  }

  /** What is set up behind the link of a launch. */
  Resource resourceOf(OpenLaunch open) {
    return world
        .db()
        .tx(
            tx -> {
              Launch now =
                  new Launches()
                      .find(tx, open.launch().id(), new Tokens().hash(open.token()))
                      .orElseThrow();
              return new Resources().of(tx, now);
            });
  }

  OpenLaunch student(long personId) {
    return world.launch(consumer, course, link, personId, Role.LEARNER);
  }

  OpenLaunch student() {
    return student(world.person(consumer, "Ann Student"));
  }

  OpenLaunch observer() {
    long parent = world.person(consumer, "Parent of Ann");
    return world.launch(consumer, course, link, parent, Role.OBSERVER);
  }

  /** Somebody whose launch named this person as the one to look on for. */
  OpenLaunch observerOf(long person) {
    OpenLaunch observer = observer();
    world
        .db()
        .run(
            tx ->
                tx.change(
                    """
                    update launch
                       set mentor_of = array(select lti_user_id
                                               from person_alias
                                              where person_id = ?)
                     where id = ?
                    """,
                    person,
                    observer.launch().id()));
    return observer;
  }

  /** Sets an exam up behind the link; its title is what an instructor would call it. */
  Resource exam() {
    Launch launch = teacher().launch();
    Resource resource = world.resource(launch);
    world
        .db()
        .run(
            tx -> {
              tx.change(
                  "update resource set title = 'Differentiation: practice test' where id = ?",
                  resource.id());
              tx.change(
                  """
                  update exam_version
                     set duration_seconds = 2700, max_score = 12, numbas_version = '10.0',
                         title = 'Differentiation: practice test',
                         file_name = 'differentiation-practice-test.zip', byte_count = 3400000,
                         file_count = 57
                   where id = ?
                  """,
                  resource.examVersionId());
              tx.change(
                  """
                  insert into exam_question
                         (exam_version_id, group_index, question_index, name, max_score)
                  values (?, 0, 0, 'The product rule', 4),
                         (?, 0, 1, 'The chain rule', 5),
                         (?, 0, 2, 'Stationary points of a cubic', 3)
                  """,
                  resource.examVersionId(),
                  resource.examVersionId(),
                  resource.examVersionId());
            });
    return resource;
  }

  /** Fourteen students, in every state an attempt and a grade can be in. */
  void sit(Resource resource) {
    String[] grades = {"sent", "sent", "waiting", "refused", "no_address", "sent", "sent"};
    for (int i = 0; i < NAMES.length; i++) {
      long person = world.person(consumer, NAMES[i]);
      String state = i % 7 == 6 ? "new" : i % 3 == 1 ? "running" : "ended";
      Optional<String> score =
          state.equals("new") ? Optional.empty() : Optional.of("0." + (95 - i * 6));
      attempt(resource, person, 1, state, score);
      if (score.isPresent()) {
        grade(resource, person, grades[i % grades.length], score.get());
      }
    }
  }

  void settings(Resource resource, int maxAttempts, String from, String until) {
    world
        .db()
        .run(
            tx ->
                tx.change(
                    """
                    update resource_setting
                       set max_attempts = ?, available_from = ?, available_until = ?
                     where resource_id = ?
                    """,
                    maxAttempts,
                    Instant.parse(from),
                    Instant.parse(until),
                    resource.id()));
  }

  void neverShowScores(Resource resource) {
    set(resource, "show_scores = 'never'");
  }

  /** Changes settings of the exam, {@code name = value} in SQL. */
  void set(Resource resource, String settings) {
    world
        .db()
        .run(
            tx ->
                tx.change(
                    "update resource_setting set " + settings + " where resource_id = ?",
                    resource.id()));
  }

  /** Gives a person's grade a place to go to. */
  void gradeAddress(long person) {
    world
        .db()
        .run(
            tx ->
                tx.change(
                    """
                    insert into lti11_outcome
                           (resource_link_id, person_id, lti11_key_id, service_url, sourcedid)
                    select ?, ?, id, 'http://127.0.0.2:9/outcomes', 'one'
                      from lti11_key
                     where consumer_id = ?
                    """,
                    link,
                    person,
                    consumer.id()));
  }

  /** The course's LMS gives a list of its members. */
  void listOffered() {
    long deployment = AgsBook.deployment(world, consumer.id(), "http://127.0.0.2:9");
    world
        .db()
        .run(
            tx ->
                new Rosters()
                    .save(
                        tx,
                        course,
                        deployment,
                        new Rosters.Addresses(
                            "http://127.0.0.2:9/members", "http://127.0.0.2:9/groups", "")));
  }

  /** A member of the list, which is fresh. */
  void listed(String ltiUserId, String name, String role, boolean active) {
    world
        .db()
        .run(
            tx -> {
              tx.change(
                  """
                  insert into roster_member (context_id, lti_user_id, name, role, active)
                  values (?, ?, ?, ?, ?)
                  """,
                  course,
                  ltiUserId,
                  name,
                  role,
                  active);
              new Rosters().markFetched(tx, course, "", Duration.ofHours(1));
            });
  }

  /** The course has two groups; these members of its list are in the first. */
  void grouped(String... ltiUserIds) {
    world
        .db()
        .run(
            tx -> {
              new CourseGroups()
                  .save(
                      tx,
                      course,
                      List.of(
                          new CourseGroup("1", "Morning", "Tutorials"),
                          new CourseGroup("2&x", "Evening", "Tutorials")));
              tx.change(
                  """
                  update roster_member
                     set group_ids = '{1}'
                   where context_id = ?
                     and lti_user_id = any(?)
                  """,
                  course, ltiUserIds);
            });
  }

  /** How the consumer calls the person. */
  String ltiUserId(long person) {
    return world
        .db()
        .tx(
            tx ->
                tx.only(
                    "select lti_user_id from person_alias where person_id = ?",
                    row -> row.text("lti_user_id"),
                    person));
  }

  long attempt(Resource resource, long person, int number, String state, Optional<String> score) {
    Instant started = Instant.now().minus(Duration.ofMinutes(30 + person % 20));
    Optional<Instant> begun = state.equals("new") ? Optional.empty() : Optional.of(started);
    Optional<Instant> ended =
        state.equals("ended") ? Optional.of(started.plusSeconds(1500)) : Optional.empty();
    return world
        .db()
        .tx(
            tx ->
                tx.only(
                    """
                    insert into attempt
                           (resource_id, person_id, exam_version_id, number, state, started_at,
                            last_saved_at, ended_at, end_reason, scaled_score, raw_score, max_score)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::numeric, ?::numeric * 12, 12)
                    returning id
                    """,
                    row -> row.longAt("id"),
                    resource.id(),
                    person,
                    resource.examVersionId(),
                    number,
                    state,
                    begun,
                    begun.map(b -> b.plusSeconds(1490)),
                    ended,
                    ended.map(unused -> "exam"),
                    score,
                    score));
  }

  /** What a window has sent, as the save path stores it: this answer to the first question. */
  void received(long attempt, int epoch, int seq, String answer, boolean late) {
    String key = "cmi.interactions.0.learner_response";
    world
        .db()
        .run(
            tx -> {
              tx.change(
                  """
                  insert into attempt_batch
                         (attempt_id, epoch, seq, received_at, late, element_count, elements)
                  select id, ?, ?, last_saved_at, ?, 1,
                         json_build_array(json_build_object('k', ?::text, 'v', ?::text, 'at', 0))
                    from attempt
                   where id = ?
                  """,
                  epoch,
                  seq,
                  late,
                  key,
                  answer,
                  attempt);
              tx.change(
                  """
                  insert into attempt_cmi (attempt_id, key, value, epoch, seq, item, saved_at)
                  select ?, ?, ?, ?, ?, 0, now()
                   where not ?
                      on conflict (attempt_id, key) do update set value = excluded.value
                  """,
                  attempt,
                  key,
                  answer,
                  epoch,
                  seq,
                  late);
            });
  }

  /** An ended attempt worth half of the marks, and its grade in this state. */
  long graded(Resource resource, long person, String state) {
    long attempt = attempt(resource, person, 1, "ended", Optional.of("0.5"));
    grade(resource, person, state, "0.5");
    return attempt;
  }

  void grade(Resource resource, long person, String state, String score) {
    boolean refused = state.equals("refused");
    world
        .db()
        .run(
            tx ->
                tx.change(
                    """
                    insert into score_outbox
                           (resource_id, person_id, consumer_id, scaled_score, state, next_try_at,
                            sent_at, reason, reason_detail)
                    values (?, ?, ?, ?::numeric, ?, ?, ?, ?, ?)
                    """,
                    resource.id(),
                    person,
                    consumer.id(),
                    score,
                    state,
                    state.equals("waiting") ? Optional.of(Instant.now()) : Optional.empty(),
                    state.equals("sent") ? Optional.of(Instant.now()) : Optional.empty(),
                    refused ? Optional.of("gone") : Optional.empty(),
                    refused ? Optional.of("User is not enrolled") : Optional.empty()));
  }
}
