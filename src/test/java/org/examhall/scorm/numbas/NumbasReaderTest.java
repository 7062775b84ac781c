package org.examhall.scorm.numbas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.examhall.kernel.json.Json;
import org.examhall.scorm.Unpacked;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a Numbas exam tells about itself. */
class NumbasReaderTest {
  private static final String SOURCE =
      """
      // Numbas version: exam_results_page_options
      {"name": "Vectors &amp; <b>matrices</b>", "duration": 3600, "percentPass": "50%",
       "navigation": {"navigatemode": "menu"}, "timing": {"allowPause": false},
       "question_groups": [
         {"name": "Warm up", "pickingStrategy": "all-shuffled",
          "questionNames": ["", "Renamed"],
          "questions": [
            {"name": "Sums", "parts": [
              {"type": "numberentry", "marks": 2,
               "steps": [{"type": "information"}, {"type": "jme", "marks": "1"}]},
              {"type": "gapfill", "marks": 0, "gaps": [
                {"type": "numberentry", "marks": 1}, {"type": "patternmatch", "marks": 0.5}]}]},
            {"name": "Old name", "parts": [
              {"type": "GapFill", "useCustomName": true, "customName": "The <i>matrix</i>",
               "gaps": [{"type": "matrix", "marks": 3}]}]}]},
         {"name": "", "pickingStrategy": "random-subset", "pickQuestions": 2, "questions": [
            {"name": "A", "parts": [{"type": "1_n_2", "matrix": ["0", "1.5", -1]}]},
            {"name": "B", "parts": [{"type": "m_n_2", "matrix": [1, 0.5, -2], "maxMarks": 0}]},
            {"name": "C", "parts": [{"type": "m_n_x", "maxMarks": 1.5, "matrix": [["x"]]}]}]}]}
      """;

  @TempDir private Path root;
  private Unpacked unpacked;

  @BeforeEach
  void unpack() throws IOException {
    unpacked = new Unpacked(root);
  }

  @Test
  void theManifestNamesTheVersion() throws IOException {
    unpacked.with(
        "numbas-manifest.json",
        "{\"Numbas_version\": \"10.0\", \"edit_url\": null, \"locale\": \"en-GB\"}");

    NumbasExam exam = read().orElseThrow();

    assertEquals(Optional.of("10.0"), exam.version());
    assertEquals(Optional.empty(), exam.editUrl());
    assertEquals(Optional.of("en-GB"), exam.locale());
    assertEquals(Optional.empty(), exam.source());
  }

  @Test
  void theSourceTellsTimesAndMarks() throws IOException {
    ExamSource source = source(SOURCE);

    assertEquals("Vectors & matrices", source.title());
    assertEquals(Optional.of(Duration.ofHours(1)), source.duration());
    assertEquals(Optional.of(new BigDecimal("50")), source.percentPass());
    assertEquals("menu", source.navigateMode());
    assertFalse(source.allowPause());
    assertEquals(new BigDecimal("9.5"), source.maxScore().orElseThrow());
  }

  @Test
  void questionsAreKnownByGroupAndIndex() throws IOException {
    List<Question> questions = source(SOURCE).questions();

    List<String> places =
        questions.stream().map(q -> q.group() + "." + q.index() + " " + q.name()).toList();

    assertEquals(List.of("0.0 Sums", "0.1 Renamed", "1.0 A", "1.1 B", "1.2 C"), places);
  }

  @Test
  void partsComeWithPathLabelTypeAndMarks() throws IOException {
    List<Question> questions = source(SOURCE).questions();

    List<String> parts =
        questions.stream()
            .flatMap(question -> question.parts().stream())
            .flatMap(Part::all)
            .map(p -> p.path() + "|" + p.label() + "|" + p.type() + "|" + p.marks().orElseThrow())
            .toList();

    assertEquals(
        List.of(
            "p0|a|numberentry|2",
            "p0s0|Step 0|information|0",
            "p0s1|Step 1|jme|1",
            "p1|b|gapfill|1.5",
            "p1g0|Gap 0|numberentry|1",
            "p1g1|Gap 1|patternmatch|0.5",
            "p0|The matrix|gapfill|3",
            "p0g0|Gap 0|matrix|3",
            "p0|a|1_n_2|1.5",
            "p0|a|m_n_2|1.5",
            "p0|a|m_n_x|1.5"),
        parts);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'type':'1_n_2','matrix':[1,3,2]|3",
        "'type':'m_n_2','matrix':[1,3,2],'maxAnswers':'2'|5",
        "'type':'m_n_x','displayType':'radiogroup','matrix':[[1,2],[3,0]]|5",
        "'type':'m_n_x','displayType':'checkbox','matrix':[[1,2],[3,0]]|6",
        "'type':'1_n_2','matrix':'expression'|unknown",
        "'type':'1_n_2','matrix':['a','1']|unknown",
        "'type':'numberentry','marks':'n+1'|unknown",
        "'type':'numberentry','marks':1e300|unknown",
        "'type':'custom-type','marks':4|4",
        "'type':'information','marks':4|0"
      })
  void marksAreKnownAsFarAsTheSourceSettlesThem(String part, String marks) throws IOException {
    String source =
        "{'question_groups':[{'questions':[{'name':'Q','parts':[{%s}]}]}]}".formatted(part);

    ExamSource exam = source("// Numbas version: x\n" + source.replace('\'', '"'));

    assertEquals(marks, exam.maxScore().map(BigDecimal::toPlainString).orElse("unknown"));
  }

  @Test
  void keysOfOldVersionsAreFoundInAnyCase() throws IOException {
    String old =
        """
        // Numbas version: v1
        {"Name": "Old", "percentpass": 40, "QUESTIONS": [
          {"NAME": "Only", "Parts": [{"Type": "NumberEntry", "Marks": 1}]}]}
        """;

    ExamSource source = source(old);

    assertEquals("Old", source.title());
    assertEquals(Optional.of(new BigDecimal("40")), source.percentPass());
    assertEquals("numberentry", source.questions().get(0).parts().get(0).type());
    assertTrue(source.allowPause());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "// Numbas version: x",
        "{name: Maths Sample Questions\n duration: 0}",
        "// Numbas version: x\n{\"name\": ",
        "// Numbas version: x\n[]",
        "\u0000\u0001"
      })
  void aSourceThatCannotBeReadIsUnknownAndNoFault(String text) throws IOException {
    unpacked.with("source.exam", text);

    NumbasExam exam = read().orElseThrow();

    assertEquals(Optional.empty(), exam.source());
  }

  @ParameterizedTest
  @ValueSource(ints = {10_001, 2_000_000})
  void aSourceWithMorePartsThanAnyExamIsUnknown(int parts) throws IOException {
    String list = "{},".repeat(parts - 1) + "{}";
    unpacked.with(
        "source.exam", "{\"question_groups\":[{\"questions\":[{\"parts\":[" + list + "]}]}]}");

    NumbasExam exam = read().orElseThrow();

    assertEquals(Optional.empty(), exam.source());
  }

  @Test
  @Requirement("I21")
  void whatADatabaseCannotHoldDoesNotComeOut() throws IOException {
    ExamSource source =
        source(
            """
            {"name": "Ex\\u0000am \\ud800!", "navigation": {"navigatemode": "\\u0000"},
             "question_groups": [{"name": "\\u0000", "questions": [
               {"name": "\\u0007", "parts": [{"type": "a\\u0000b", "marks": 1}]}]}]}
            """);
    Question question = source.questions().get(0);

    assertEquals("Exam !", source.title());
    assertEquals("sequence", source.navigateMode());
    assertEquals("Question 1", question.name());
    assertEquals("unknown", question.parts().get(0).type());
  }

  @Test
  void aPackageWithoutTheFilesIsNoNumbasExam() throws IOException {
    unpacked.with("index.html", "x");

    Optional<NumbasExam> exam = read();

    assertEquals(Optional.empty(), exam);
  }

  private ExamSource source(String text) throws IOException {
    unpacked.with("source.exam", text);
    return read().orElseThrow().source().orElseThrow();
  }

  private Optional<NumbasExam> read() throws IOException {
    return new NumbasReader(new Json()).find(unpacked.folder());
  }
}
