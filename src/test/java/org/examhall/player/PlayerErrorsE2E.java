package org.examhall.player;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.List;
import org.examhall.testkit.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Error codes and read-only elements of the SCORM 2004 API. */
class PlayerErrorsE2E {
  @RegisterExtension static final Browser browser = new Browser();
  private static PlayerAssets assets;
  private static Page page;
  private ExamModel exam;

  @BeforeAll
  static void serve() throws IOException {
    assets = new PlayerAssets();
    page = browser.page();
  }

  @AfterAll
  static void stop() {
    assets.close();
  }

  @BeforeEach
  void blank() {
    exam = new ExamModel(page, assets);
  }

  @Test
  void callsBeforeInitializeHaveTheirCodes() {
    exam.publish();

    assertEquals("", exam.get("cmi.mode"));
    assertEquals("122", exam.error());
    assertEquals("false", exam.set("cmi.location", "1"));
    assertEquals("132", exam.error());
    assertEquals("false", exam.call("Commit", ""));
    assertEquals("142", exam.error());
    assertEquals("false", exam.call("Terminate", ""));
    assertEquals("112", exam.error());
  }

  @Test
  void callsAfterTerminateHaveTheirCodes() {
    exam.begin().call("Terminate", "");

    assertEquals("", exam.get("cmi.mode"));
    assertEquals("123", exam.error());
    assertEquals("false", exam.set("cmi.location", "1"));
    assertEquals("133", exam.error());
    assertEquals("false", exam.call("Commit", ""));
    assertEquals("143", exam.error());
    assertEquals("false", exam.call("Terminate", ""));
    assertEquals("113", exam.error());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cmi.learner_id",
        "cmi.learner_name",
        "cmi.entry",
        "cmi.mode",
        "cmi.credit",
        "cmi.launch_data",
        "cmi.total_time",
        "cmi.interactions._count",
        "cmi.score._children",
        "cmi._version",
        "numbas.user_role",
        "cmi.comments_from_lms.0.comment"
      })
  void whatTheHostSetsIsReadOnly(String key) {
    exam.begin();

    Object answer = exam.set(key, "hacked");

    assertEquals("false", answer);
    assertEquals("404", exam.error());
    assertEquals(List.of(), exam.batches());
  }

  @ParameterizedTest
  @ValueSource(strings = {"cmi.session_time", "cmi.exit"})
  void writeOnlyValuesAreTakenAndNotRead(String key) {
    exam.begin();

    Object answer = exam.set(key, "suspend");
    Object value = exam.get(key);

    assertEquals("true", answer);
    assertEquals("", value);
    assertEquals("405", exam.error());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"undefined", "cmi", "score", "cmi.score raw", "java.lang", "__proto__", "cmi."})
  void oddKeysAreUndefinedElements(String key) {
    exam.begin();

    assertEquals("", exam.get(key));
    assertEquals("401", exam.error());
    assertEquals("false", exam.set(key, "1"));
    assertEquals("401", exam.error());
  }

  @Test
  void anErrorIsGoneAfterTheNextCallThatWorks() {
    exam.begin().get("odd");

    exam.get("cmi.mode");

    assertEquals("0", exam.error());
  }

  @Test
  void errorTextsAreThereForEachCode() {
    exam.begin().get("odd");

    assertEquals("Undefined data model element", exam.call("GetErrorString", "401"));
    assertEquals("Undefined data model element: odd", exam.call("GetDiagnostic", ""));
    assertEquals("General get failure", exam.call("GetDiagnostic", "301"));
    assertEquals("No error", exam.call("GetErrorString", "0"));
    assertEquals("", exam.call("GetErrorString", "constructor"));
  }

  @Test
  void childrenAndVersionAreToldAsDebuggersAsk() {
    exam.begin();

    assertEquals("1.0", exam.get("cmi._version"));
    assertEquals("scaled,raw,min,max", exam.get("cmi.score._children"));
    assertEquals("scaled,raw,min,max", exam.get("cmi.objectives.3.score._children"));
    assertTrue(exam.get("cmi.interactions._children").toString().contains("learner_response"));
    assertTrue(exam.get("cmi.objectives._children").toString().contains("progress_measure"));
    assertEquals("0", exam.error());
  }

  @Test
  void terminateIsToldAndCommitToo() {
    exam.begin();
    exam.call("Commit", "");
    exam.call("Terminate", "");

    Object events = exam.script("events");

    assertEquals(List.of("initialized", "committed", "terminated"), events);
  }
}
