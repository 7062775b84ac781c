package org.examhall.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.examhall.bridge.launch.KeptSelections;
import org.examhall.bridge.launch.Selection;
import org.examhall.core.consumer.AcceptDeployment;
import org.examhall.core.consumer.AddLti11Consumer;
import org.examhall.core.consumer.AddLti13Consumer;
import org.examhall.core.consumer.Consumer;
import org.examhall.core.consumer.Consumers;
import org.examhall.core.consumer.KeptRefusal;
import org.examhall.core.consumer.LaunchRefusal;
import org.examhall.core.consumer.LaunchRefusals;
import org.examhall.core.consumer.Lti11Keys;
import org.examhall.core.consumer.Lti13Deployments;
import org.examhall.core.consumer.Lti13Platform;
import org.examhall.core.consumer.Lti13Registration;
import org.examhall.core.consumer.Lti13Registrations;
import org.examhall.core.consumer.Lti13Rules;
import org.examhall.core.consumer.RefusalQuery;
import org.examhall.core.context.Browser;
import org.examhall.core.context.Contexts;
import org.examhall.core.context.Launch;
import org.examhall.core.context.Launches;
import org.examhall.core.context.NewLaunch;
import org.examhall.core.context.Persons;
import org.examhall.core.context.Purpose;
import org.examhall.core.context.ResourceLinks;
import org.examhall.core.context.Role;
import org.examhall.core.exam.Exam;
import org.examhall.core.exam.ExamVersions;
import org.examhall.core.exam.Exams;
import org.examhall.core.resource.ChooseExam;
import org.examhall.core.resource.Resource;
import org.examhall.core.resource.ResourceSettings;
import org.examhall.core.resource.Resources;
import org.examhall.core.user.Actor;
import org.examhall.core.user.AuditLog;
import org.examhall.demo.server.DevPostgres;
import org.examhall.kernel.config.Config;
import org.examhall.kernel.config.Option;
import org.examhall.kernel.crypto.SecretBox;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.kernel.json.Json;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Pools;
import org.examhall.lti.contentitem.SelectionReturn;

/**
 * A database of its own and short ways to put people, courses and exams into it.
 *
 * <p>Every call makes something new: tests leave each other's rows alone.
 */
public final class World implements AutoCloseable {
  /** Key that seals secrets in tests. */
  public static final String SECRET_KEY = "a secret key that is used in tests only";

  /** Where tests have their LMS: it may show the site in a frame and be sent grades. */
  private static final String LMS_HOST = "127.0.0.2";

  private static final AtomicLong NAMES = new AtomicLong();

  private final Config config;
  private final Db db;
  private final SecretBox box = new SecretBox(SECRET_KEY);
  private final Tokens tokens = new Tokens();

  private World(Config config) {
    this.config = config;
    this.db = new Pools(config).open("world", 20);
  }

  /** A world on a fresh, migrated database. */
  public static World fresh() {
    return on(Servers.freshDatabase());
  }

  /** A world on a server of the test's own; the site that runs there makes the tables. */
  public static World on(DevPostgres own) {
    own.createDatabase("world");
    return on(new Servers.Database(own.url("world"), own.user(), own.password()));
  }

  private static World on(Servers.Database database) {
    return new World(
        Config.read(
            Optional.empty(),
            Map.of(
                "EXAMHALL_DATABASE_URL", database.url(),
                "EXAMHALL_DATABASE_USER", database.user(),
                "EXAMHALL_DATABASE_PASSWORD", database.password(),
                "EXAMHALL_REDIS_URL", Servers.freshRedisUrl(),
                "EXAMHALL_PRIVATE_HOSTS", LMS_HOST,
                "EXAMHALL_FRAME_ANCESTORS", "http://" + LMS_HOST + ":*",
                "EXAMHALL_DATA_DIR", TestFolder.of(name("data")).toString(),
                "EXAMHALL_SECRET_KEY", SECRET_KEY)));
  }

  /** Settings of this world. */
  public Config config() {
    return config;
  }

  /** The world's database. */
  public Db db() {
    return db;
  }

  /** A name nobody else has. */
  public static String name(String stem) {
    return stem + "-" + NAMES.incrementAndGet();
  }

  /** A consumer with a key; the secret is {@code secret}. */
  public Consumer consumer() {
    Lti11Keys keys = new Lti11Keys(box);
    AddLti11Consumer add = new AddLti11Consumer(new Consumers(), keys);
    return db.tx(tx -> add.run(tx, name("School"), name("key"), "secret"));
  }

  /** A consumer that speaks LTI 1.3, with one deployment, {@code 1}. */
  public Lti13Registration registration() {
    return registration("https://lms.example/keys");
  }

  /** As {@link #registration()}, of a platform whose keys are at this address. */
  public Lti13Registration registration(String keySetUrl) {
    return registration(
        new Lti13Platform(
            "https://lms.example",
            name("client"),
            "https://lms.example/auth",
            "https://lms.example/token",
            keySetUrl,
            "",
            ""),
        Lti13Rules.USUAL);
  }

  /** A registration of this platform, with the deployment {@code 1}. */
  public Lti13Registration registration(Lti13Platform platform, Lti13Rules rules) {
    Consumers consumers = new Consumers();
    AcceptDeployment accept =
        new AcceptDeployment(new Lti13Deployments(), consumers, new AuditLog(new Json()));
    AddLti13Consumer add = new AddLti13Consumer(consumers, new Lti13Registrations(), accept);
    AddLti13Consumer.Entry entry =
        new AddLti13Consumer.Entry(name("School"), platform, rules, Optional.of("1"));
    return db.tx(tx -> add.run(tx, Actor.SYSTEM, entry));
  }

  /** A course of the consumer; its id. */
  public long context(Consumer consumer) {
    return db.tx(
        tx -> new Contexts().save(tx, consumer.id(), name("course"), "C1", "Course").orElseThrow());
  }

  /** A person of the consumer; their id. */
  public long person(Consumer consumer, String displayName) {
    return db.tx(tx -> new Persons().save(tx, consumer.id(), name("user"), displayName, "").id());
  }

  /** A resource link of the course; its id. */
  public long link(long contextId) {
    return db.tx(tx -> new ResourceLinks().save(tx, contextId, name("link"), "Exam"));
  }

  /** A launch and the token in its cookie. */
  public record OpenLaunch(Launch launch, String token) {}

  /** A verified launch, as its pages see it. */
  public OpenLaunch launch(
      Consumer consumer, long contextId, long linkId, long personId, Role role) {
    return launch(
        new NewLaunch.Place(consumer.id(), Optional.empty(), contextId, Optional.of(linkId)),
        personId,
        role,
        Purpose.RESOURCE,
        JsonNodeFactory.instance.objectNode());
  }

  /** A launch of somebody who chooses for their LMS, by LTI 1.1, as many exams as they like. */
  public OpenLaunch selection(Consumer consumer, long contextId, long personId, Role role) {
    long key = db.tx(tx -> new Lti11Keys(box).list(tx, consumer.id())).get(0).id();
    SelectionReturn back =
        new SelectionReturn(
            "https://lms.test/back?a=1", List.of("*/*"), List.of("iframe"), true, Optional.empty());
    return launch(
        new NewLaunch.Place(consumer.id(), Optional.empty(), contextId, Optional.empty()),
        personId,
        role,
        Purpose.SELECTION,
        new KeptSelections(new Json()).details(new Selection.ContentItems(key, back)));
  }

  /** A launch of an administrator of the LMS who may erase whom it calls {@code ltiUserId}. */
  public OpenLaunch privacy(Consumer consumer, long contextId, long personId, String ltiUserId) {
    long deployment = AgsBook.deployment(this, consumer.id(), "https://" + name("lms") + ".test");
    db.run(
        tx ->
            tx.change(
                """
                update lti13_registration
                   set admins_erase = true
                 where id = (select registration_id from lti13_deployment where id = ?)
                """,
                deployment));
    return launch(
        new NewLaunch.Place(consumer.id(), Optional.of(deployment), contextId, Optional.empty()),
        personId,
        Role.OBSERVER,
        Purpose.PRIVACY,
        JsonNodeFactory.instance.objectNode().put("for_user", ltiUserId));
  }

  private OpenLaunch launch(
      NewLaunch.Place place, long personId, Role role, Purpose purpose, JsonNode details) {
    String token = tokens.fresh();
    NewLaunch launch =
        new NewLaunch(
            tokens.fresh(),
            tokens.hash(token),
            place,
            personId,
            role,
            purpose,
            new NewLaunch.Presentation("", "https://lms.test/b?a=1#x", ""),
            new Browser("192.0.2.1", "Test"),
            List.of(),
            JsonNodeFactory.instance.objectNode(),
            details,
            Duration.ofHours(1));
    db.run(tx -> new Launches().add(tx, launch));
    return db.tx(
        tx ->
            new OpenLaunch(
                new Launches().find(tx, launch.id(), launch.secretHash()).orElseThrow(), token));
  }

  /** An exam of the course with one version, as if a package had been uploaded; its id. */
  public long exam(long contextId) {
    return db.tx(
        tx -> {
          Exam exam = new Exams().add(tx, contextId, name("Exam"), Optional.empty());
          tx.change(
              """
              insert into exam_version
                     (exam_id, number, sha256, file_name, byte_count, file_count, standard,
                      launch_path, title)
              values (?, 1, encode(sha256(convert_to(?, 'UTF8')), 'hex'), 'exam.zip', 1000, 3,
                      'scorm2004', 'index.html', ?)
              """,
              exam.id(),
              exam.title(),
              exam.title());
          return exam.id();
        });
  }

  /** A new exam, set up behind the link that the launch opened. */
  public Resource resource(Launch launch) {
    long examId = exam(launch.contextId());
    ChooseExam choose =
        new ChooseExam(
            new Exams(),
            new ExamVersions(),
            new Resources(),
            new ResourceSettings(),
            new ResourceLinks());
    return db.tx(tx -> choose.run(tx, launch, examId));
  }

  /** The newest refused launches, newest first. */
  public List<LaunchRefusal> refusals(int limit) {
    var all = new RefusalQuery("", Optional.empty(), "", Optional.empty(), Optional.empty(), limit);
    return db.tx(tx -> new LaunchRefusals().list(tx, all)).stream()
        .map(KeptRefusal::refusal)
        .toList();
  }

  /** Has the pool make its connections anew, so that what follows meets no broken one. */
  public void renewConnections() {
    ((HikariDataSource) db.dataSource()).getHikariPoolMXBean().softEvictConnections();
  }

  /** All connections to the database break; new ones get through. */
  public void breakConnections() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                config.text(Option.DATABASE_URL),
                config.text(Option.DATABASE_USER),
                config.text(Option.DATABASE_PASSWORD));
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          select pg_terminate_backend(pid) from pg_stat_activity
           where datname = current_database() and pid <> pg_backend_pid()
          """);
    }
  }

  @Override
  public void close() {
    db.close();
  }
}
