package org.examhall.player;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.examhall.core.attempt.AttemptState;
import org.examhall.core.attempt.save.CurrentValues;
import org.examhall.core.attempt.save.HistoryReplay;
import org.examhall.core.attempt.save.MarksModel;
import org.examhall.player.ReplayingWindow.Form;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Sitting;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Recorded sittings of real Numbas exams through a real socket into the real database: everything
 * is taken, and what is stored in the end is what the recording ended with, key by key.
 */
class TraceReplayIT {
  private static final Path FOLDER = Path.of("src", "test", "resources", "traces");
  private static final String SUFFIX = ".json.gz";

  private static World world;
  private static RunningApp app;
  private static Wire wire;

  @BeforeAll
  static void open() {
    world = World.fresh();
    app = RunningApp.start(world);
    wire = new Wire(app);
  }

  @AfterAll
  static void close() {
    app.close();
    world.close();
  }

  /** Every recording that there is, so that none is forgotten. */
  static Stream<Arguments> recordings() throws IOException {
    return names().flatMap(name -> Stream.of(Form.values()).map(form -> Arguments.of(name, form)));
  }

  static Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .sorted()
          .map(file -> file.substring(0, file.length() - SUFFIX.length()))
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void aRecordedSittingIsTakenWholeAndLeavesItsData(String name, Form form) throws IOException {
    var recording = Recording.load(name);
    var sitting = Sitting.in(world);
    seed(sitting, recording.start());

    var window = new ReplayingWindow(wire, sitting, form);
    var acks = window.send(recording);
    var end = window.end();

    assertBegan(recording, window.hello());
    assertAllTaken(recording, acks);
    assertAllThere(recording.start().size() + recording.elements(), end);
    assertStored(sitting, recording.end());
    assertEquals(form == Form.SPLICES ? recording.changesOfSuspendData() : 0, splices(sitting));
  }

  @ParameterizedTest
  @MethodSource("names")
  void whatARecordedExamSetsAddsUpToTheDataItLeaves(String name) throws IOException {
    var recording = Recording.load(name);

    Set<String> set = new TreeSet<>(recording.start().keySet());
    recording.batches().forEach(batch -> set.addAll(batch.keySet()));

    assertEquals(recording.end(), recording.sum());
    assertEquals(recording.end().keySet(), set);
    assertFalse(set.stream().anyMatch(Recording::isHosts));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void theSecondSittingGoesOnFromWhatTheFirstOneLeftInTheDatabase(Form form) throws IOException {
    var first = Recording.load("v10-parts-1-first-session");
    var second = Recording.ofCalls(Trace.load("v10-parts-2-resume-and-end"), first.end());
    var sitting = Sitting.in(world);

    new ReplayingWindow(wire, sitting, form).send(first);
    var window = new ReplayingWindow(wire, sitting, form);
    var acks = window.send(second);
    var end = window.end();

    assertBegan(second, window.hello());
    assertAllTaken(second, acks);
    assertAllThere(first.elements() + second.elements(), end);
    assertStored(sitting, second.end());
  }

  static Stream<Form> forms() {
    return Stream.of(Form.values());
  }

  @ParameterizedTest
  @CsvSource({
    "load-stream-8q-13parts, 18, 24, 0.75",
    "load-stream-30q, 62, 90, 0.6888888888888889"
  })
  void aLoadStreamEndsWithTheScoreAndTheStatusOfItsLastMessages(
      String name, BigDecimal raw, BigDecimal max, BigDecimal scaled) {
    var sitting = Sitting.in(world);
    var window = new ReplayingWindow(wire, sitting, Form.SPLICES);

    window.send(Recording.ofMessages(name));

    var values = valuesOf(sitting);
    var attempt = sitting.attempt();
    assertEquals(raw.toString(), values.get("cmi.score.raw"));
    assertEquals("completed", values.get("cmi.completion_status"));
    assertEquals(
        List.of(raw, max, scaled),
        Stream.of(attempt.rawScore(), attempt.maxScore(), attempt.scaledScore())
            .map(mark -> mark.orElseThrow())
            .toList());
    assertEquals(AttemptState.ENDED, attempt.state());
  }

  /** An earlier window leaves these values. */
  private static void seed(Sitting sitting, Map<String, String> values) {
    if (!values.isEmpty()) {
      var earlier = new ReplayingWindow(wire, sitting, Form.WHOLE);
      earlier.send(Recording.ofValues(values));
      earlier.close();
    }
  }

  /** The window was given what an earlier one had left, and nothing else of the exam's. */
  private static void assertBegan(Recording recording, JsonNode hello) {
    var told = new TreeMap<String, String>();
    hello.path("values").properties().forEach(e -> told.put(e.getKey(), e.getValue().asText()));
    told.keySet().removeIf(key -> key.startsWith("numbas."));

    assertEquals(recording.resumes() ? "resume" : "ab-initio", hello.path("entry").asText());
    assertEquals(recording.start(), told);
  }

  private static void assertAllTaken(Recording recording, Map<Integer, JsonNode> acks) {
    int batches = recording.batches().size();
    assertEquals(IntStream.rangeClosed(1, batches).boxed().toList(), List.copyOf(acks.keySet()));
    for (JsonNode ack : acks.values()) {
      assertEquals("[]", ack.path("refused").toString(), "refused of " + ack.path("seq"));
      assertEquals("false", ack.path("late").toString(), "late of " + ack.path("seq"));
    }
  }

  private static void assertAllThere(int elements, JsonNode end) {
    assertTrue(end.path("complete").asBoolean());
    assertEquals(elements, end.path("receipt").path("elements").asInt());
  }

  /** Current values, history, marks and the attempt itself all say the same. */
  private static void assertStored(Sitting sitting, Map<String, String> expected) {
    assertEquals(expected, valuesOf(sitting));
    world
        .db()
        .run(
            tx -> {
              long id = sitting.attemptId();
              assertEquals(expected, new TreeMap<>(HistoryReplay.of(tx, id)));
              assertEquals(MarksModel.expected(expected), MarksModel.stored(tx, id));
            });
    boolean completed = "completed".equals(expected.get("cmi.completion_status"));
    var attempt = sitting.attempt();
    assertEquals(completed ? AttemptState.ENDED : AttemptState.RUNNING, attempt.state());
    assertEquals(completed, attempt.endedAt().isPresent());
  }

  private static Map<String, String> valuesOf(Sitting sitting) {
    return world.db().tx(tx -> new TreeMap<>(new CurrentValues().of(tx, sitting.attemptId())));
  }

  /** How many elements of the history are splices. */
  private static long splices(Sitting sitting) {
    return world
        .db()
        .tx(
            tx ->
                tx.only(
                    """
                    select count(*) as splices
                      from attempt_batch b, jsonb_array_elements(b.elements::jsonb) as e
                     where b.attempt_id = ?
                       and e -> 'p' is not null
                    """,
                    row -> row.longAt("splices"),
                    sitting.attemptId()));
  }
}
