package org.examhall.player;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.examhall.core.attempt.Mode;
import org.examhall.core.attempt.save.Arrivals;
import org.examhall.core.attempt.save.Arrived;
import org.examhall.core.attempt.save.BatchHistory;
import org.examhall.core.attempt.save.CurrentValues;
import org.examhall.core.attempt.save.HistoryText;
import org.examhall.core.exam.AddVersion;
import org.examhall.core.exam.ExamQuestions;
import org.examhall.core.exam.ExamVersion;
import org.examhall.core.exam.ExamVersions;
import org.examhall.core.exam.Exams;
import org.examhall.core.exam.StoredPackage;
import org.examhall.kernel.config.Option;
import org.examhall.kernel.json.Json;
import org.examhall.kernel.sql.Tx;
import org.examhall.scorm.PackageFacts;
import org.examhall.scorm.PackageStore;
import org.examhall.scorm.zip.PackageLimits;
import org.examhall.scorm.zip.UnpackProgress;
import org.examhall.scorm.zip.Upload;
import org.examhall.testkit.Network;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Sitting;
import org.examhall.testkit.World;

/**
 * The real site behind a network that can fail, with the sample exam, and what students do there.
 */
final class ExamRoom implements AutoCloseable {
  private static final Path SAMPLES = Path.of("target", "samples");
  private static final Path AXE = Path.of("src/test/frontend/node_modules/axe-core/axe.min.js");
  private static final int DURATION_SECONDS = 1800;

  private final World world;
  private final Network.Pair pair;
  private final PackageStore store;
  private final String numbasLike;
  private final String scorm12;
  private final StoredPackage course;

  ExamRoom(Path folder) throws IOException {
    this(folder, Map.of(Option.DATA_DIR.variable(), folder.toString()));
  }

  /** With these settings of the site; packages are kept in {@code folder}. */
  ExamRoom(Path folder, Map<String, String> settings) throws IOException {
    this(World.fresh(), folder, settings);
  }

  /** In a world that may be on a server of its own. */
  ExamRoom(World world, Path folder, Map<String, String> settings) throws IOException {
    this.world = world;
    Path packages = Files.createDirectories(folder.resolve("packages"));
    store = new PackageStore(packages, new PackageLimits(1 << 20, 10 << 20, 100), new Json());
    numbasLike = receive("numbas-like.zip");
    scorm12 = receive("scorm12.zip");
    course = new StoredPackage("course.zip", receiveFacts(SAMPLES.resolve("course.zip")));
    pair = Network.start(world, settings);
  }

  private String receive(String name) throws IOException {
    return receiveFacts(SAMPLES.resolve(name)).sha256();
  }

  private PackageFacts receiveFacts(Path file) throws IOException {
    return receiveFacts(file.getFileName().toString(), Files.readAllBytes(file));
  }

  private PackageFacts receiveFacts(String name, byte[] zip) throws IOException {
    Upload upload = new Upload(name, "application/zip", zip.length, new ByteArrayInputStream(zip));
    return store.receive(upload, UnpackProgress.NONE);
  }

  Network network() {
    return pair.network();
  }

  World world() {
    return world;
  }

  /** A student of a course of their own, with an attempt at the Numbas-like exam. */
  Sitting sitting() {
    return at(Sitting.in(world), numbasLike);
  }

  /** The same, at the SCORM 1.2 quiz. */
  Sitting quiz() {
    return at(Sitting.in(world, Sitting.Package.SCORM_12), scorm12);
  }

  /** The same, at a package of the test's own. */
  Sitting sitting(byte[] zip) throws IOException {
    return at(Sitting.in(world, Sitting.Package.SCORM_2004), receiveFacts("own.zip", zip).sha256());
  }

  /** The same, at the package of several activities. */
  Sitting course() {
    return at(course);
  }

  /** The same, at any package. */
  Sitting at(Path zip) throws IOException {
    return at(new StoredPackage(zip.getFileName().toString(), receiveFacts(zip)));
  }

  private Sitting at(StoredPackage stored) {
    Sitting sitting = Sitting.in(world, Sitting.Package.SCORM_2004);
    AddVersion add = new AddVersion(new Exams(), new ExamVersions(), new ExamQuestions());
    world
        .db()
        .run(
            tx -> {
              ExamVersion version = add.newExam(tx, sitting.launch(), stored);
              tx.change(
                  "update attempt set exam_version_id = ? where id = ?",
                  version.id(),
                  sitting.attemptId());
            });
    return sitting;
  }

  private Sitting at(Sitting sitting, String sha256) {
    change(
        """
                    update exam_version v
                       set sha256 = ?,
                           duration_seconds = ?
                      from attempt a
                     where a.id = ?
                       and v.id = a.exam_version_id
                    """,
        sha256,
        DURATION_SECONDS,
        sitting.attemptId());
    return sitting;
  }

  /** The player's address with a fresh ticket. */
  String address(Sitting sitting, Mode mode) {
    return pair.site().content() + "/play/#t=" + sitting.ticket(mode);
  }

  /** Opens the exam in a new window and waits until it runs. */
  Window open(BrowserContext student, Sitting sitting) {
    return open(student, sitting, Mode.NORMAL);
  }

  Window open(BrowserContext student, Sitting sitting, Mode mode) {
    Page page = student.newPage();
    page.navigate(address(sitting, mode));
    Window window = new Window(page);
    window.exam().locator("main:not([data-screen=loading])").waitFor();
    return window;
  }

  /** The value that the database holds now; empty if none. */
  String stored(Sitting sitting, String key) {
    return world
        .db()
        .tx(tx -> new CurrentValues().of(tx, sitting.attemptId()).getOrDefault(key, ""));
  }

  /** The answer to a part as the database holds it now; empty if none. */
  String response(Sitting sitting, String part) {
    Map<String, String> values =
        world.db().tx(tx -> new CurrentValues().of(tx, sitting.attemptId()));
    return values.entrySet().stream()
        .filter(entry -> entry.getKey().endsWith(".id") && entry.getValue().equals(part))
        .map(entry -> entry.getKey().replaceFirst("id$", "learner_response"))
        .map(key -> values.getOrDefault(key, ""))
        .findFirst()
        .orElse("");
  }

  /** How many batches the database holds. */
  int batches(Sitting sitting) {
    return world.db().tx(tx -> seqs(tx, sitting)).size();
  }

  /** What arrived, as a receipt counts it. */
  Arrived arrived(Sitting sitting) {
    Arrivals arrivals = new Arrivals(new BatchHistory(new HistoryText(new Json())));
    return world.db().tx(tx -> arrivals.of(tx, sitting.attemptId()));
  }

  /** A batch of the first window arrives so many numbers after its last. */
  void arrivesOfTheFirstWindow(Sitting sitting, int later) {
    change(
        """
                    insert into attempt_batch
                           (attempt_id, epoch, seq, late, element_count, elements)
                    select attempt_id, 1, max(seq) + ?, true, 0, '[]'
                      from attempt_batch
                     where attempt_id = ?
                       and epoch = 1
                     group by attempt_id
                    """,
        later,
        sitting.attemptId());
  }

  /** Whether any batch that arrived, from whichever window, has the text in it. */
  boolean isInHistory(Sitting sitting, String text) {
    return world
        .db()
        .tx(
            tx ->
                tx.only(
                    """
                    select exists (select 1 from attempt_batch
                                    where attempt_id = ? and position(? in elements) > 0) as found
                    """,
                    row -> row.flag("found"),
                    sitting.attemptId(),
                    text));
  }

  /** Numbers of the first epoch that never arrived. */
  List<Integer> missing(Sitting sitting) {
    List<Integer> seqs = world.db().tx(tx -> seqs(tx, sitting));
    return IntStream.rangeClosed(1, seqs.size()).boxed().filter(n -> !seqs.contains(n)).toList();
  }

  /** The exam closes for everybody so many minutes from now. */
  void closesIn(Sitting sitting, int minutes) {
    change(
        """
                    insert into resource_setting (resource_id, available_until)
                    values (?, now() + make_interval(mins => ?))
                        on conflict (resource_id) do update
                       set available_until = excluded.available_until
                    """,
        sitting.resourceId(),
        minutes);
  }

  /** The exam closed a while ago, and so the attempt has ended. */
  void ended(Sitting sitting) {
    closesIn(sitting, -10);
    change(
        """
                    update attempt
                       set state = 'ended', ended_at = now(), end_reason = 'closed'
                     where id = ?
                    """,
        sitting.attemptId());
  }

  /** The exam takes so many minutes at most. */
  void timeLimit(Sitting sitting, int minutes) {
    change(
        "insert into resource_setting (resource_id, time_limit_minutes) values (?, ?)",
        sitting.resourceId(),
        minutes);
  }

  /** The attempt began so long ago. */
  void startedMinutesAgo(Sitting sitting, int minutes) {
    change(
        "update attempt set started_at = now() - make_interval(mins => ?) where id = ?",
        minutes,
        sitting.attemptId());
  }

  /** The source of axe. */
  String axe() {
    try {
      return Files.readString(AXE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RunningApp site() {
    return pair.site();
  }

  private void change(String sql, Object... values) {
    world.db().run(tx -> tx.change(sql, values));
  }

  private static List<Integer> seqs(Tx tx, Sitting sitting) {
    return tx.list(
        "select seq from attempt_batch where attempt_id = ? order by epoch, seq",
        row -> row.intAt("seq"),
        sitting.attemptId());
  }

  /** How long a test waits for what must come. */
  static ConditionFactory await() {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(40))
        .pollInterval(Duration.ofMillis(100))
        .pollInSameThread();
  }

  @Override
  public void close() {
    pair.close();
    store.close();
    world.close();
  }

  /** A player page. */
  record Window(Page page) {
    private static final String JOURNAL_HAS =
        """
        async (text) => {
          const done = (request) => new Promise((ok) => (request.onsuccess = () => ok(request.result)));
          const journal = await done(indexedDB.open("examhall-player"));
          const all = await done(journal.transaction("batches").objectStore("batches").getAll());
          journal.close();
          return JSON.stringify(all).includes(text);
        }
        """;

    FrameLocator exam() {
      return page.frameLocator("iframe#player");
    }

    /** From the front page of the exam to its first question. */
    void begin() {
      exam().locator("[data-action=begin]").click();
      answer("q0p0").waitFor();
    }

    Locator answer(String part) {
      return exam().locator("[data-answer=" + part + "]");
    }

    /** Types an answer; it is not submitted. */
    void type(String part, String text) {
      answer(part).fill(text);
    }

    void submit(String part) {
      exam().locator("button[data-action=submit][data-part=" + part + "]").click();
    }

    void typeAndSubmit(String part, String text) {
      type(part, text);
      submit(part);
    }

    void endExam() {
      exam().locator("[data-action=end]").click();
      exam().locator("[data-action=confirm-end]").click();
    }

    /** One of {@code saved saving offline unsaved taken late ended}. */
    String state() {
      return String.valueOf(page.locator("#save-status").getAttribute("data-state"));
    }

    String status() {
      return page.locator("#save-status").innerText();
    }

    void awaitState(String state) {
      await().until(this::state, state::equals);
    }

    /** Until the browser has the text in its journal, where a crash of the tab leaves it. */
    void awaitJournaled(String text) {
      await().until(() -> Boolean.TRUE.equals(page.evaluate(JOURNAL_HAS, text)));
    }

    /** What content of the older standard may call, as if the content did. */
    void call12(String name, String... values) {
      List<String> call = new ArrayList<>(List.of(values));
      call.add(0, name);
      page.evaluate("([name, ...values]) => API[name](...values)", call);
    }

    String cover() {
      return page.locator("#cover").innerText();
    }
  }
}
