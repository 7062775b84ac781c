package org.examhall.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import org.examhall.bench.TextSplice.Stretch;
import org.junit.jupiter.api.Test;

/** The benches' splices are those of the protocol's page. */
class TextSpliceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BEFORE =
      "{\"timeSpent\":12,\"questions\":[{\"answered\":false,\"student_answer\":\"π\"}]}";
  private static final String AFTER =
      "{\"timeSpent\":31,\"questions\":[{\"answered\":true,\"student_answer\":\"π²/6\"}]}";

  @Test
  void theWorkedExampleComesOutAsPrinted() {
    String add = "31,\"questions\":[{\"answered\":true,\"student_answer\":\"π²/6";

    var splice = TextSplice.between(BEFORE, AFTER);

    assertEquals(
        new TextSplice(
            "49390deb713907cd", List.of(new Stretch(13, 53, add)), 72, "6acc7b51d28e63cb"),
        splice);
    assertEquals(Optional.of(AFTER), splice.applyTo(BEFORE));
  }

  @Test
  void theSameInThreeStretchesIsReadAndApplied() throws JsonProcessingException {
    var element =
        JSON.readTree(
            """
            {"len":72,"hash":"6acc7b51d28e63cb","p":{"base":"49390deb713907cd",
             "from":13,"drop":2,"add":"31","more":[[41,5,"true"],[65,1,"π²/6"]]}}
            """);

    var splice = TextSplice.read(element);

    assertEquals(Optional.of(AFTER), splice.applyTo(BEFORE));
    assertEquals(element, written(splice));
  }

  @Test
  void stretchesThatReachIntoOneAnotherDoNotApply() {
    var stretches = List.of(new Stretch(0, 2, "x"), new Stretch(1, 1, "y"));

    var splice = new TextSplice(TextSplice.hashOf("ab"), stretches, 2, TextSplice.hashOf("xy"));

    assertEquals(Optional.empty(), splice.applyTo("ab"));
  }

  @Test
  void eachPieceBetweenCommasIsAStretch() {
    var splice = TextSplice.inPieces("a,bb,😀,d", "ax,bb,😃,d");
    var otherwise = TextSplice.inPieces("a,b", "a,b,c");

    assertEquals(List.of(new Stretch(0, 1, "ax"), new Stretch(5, 2, "😃")), splice.stretches());
    assertEquals(Optional.of("ax,bb,😃,d"), splice.applyTo("a,bb,😀,d"));
    assertEquals(TextSplice.between("a,b", "a,b,c"), otherwise);
    assertEquals(TextSplice.between("a", "a"), TextSplice.inPieces("a", "a"));
  }

  private static JsonNode written(TextSplice splice) {
    var element = JSON.createObjectNode();
    splice.writeTo(element);
    return element;
  }

  @Test
  void aPairIsNeverCut() {
    String before = "{\"seen\":1,\"mark\":\"😀\"}";
    String after = "{\"seen\":1,\"mark\":\"😃😀\"}";

    var splice = TextSplice.between(before, after);

    assertEquals(
        new TextSplice(
            "f6ea0a655f5693a1", List.of(new Stretch(18, 0, "😃")), 24, "3f293fde7812625e"),
        splice);
    assertEquals(Optional.of(after), splice.applyTo(before));
  }

  @Test
  void aSpliceForAnotherTextDoesNotApply() {
    var splice = TextSplice.between("", "some text");

    assertEquals("e3b0c44298fc1c14", splice.base());
    assertEquals(Optional.of("some text"), splice.applyTo(""));
    assertEquals(Optional.empty(), splice.applyTo("another text"));
  }
}
