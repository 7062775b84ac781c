package org.examhall.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The benches' splices are those of the protocol's page. */
class TextSpliceTest {
  @Test
  void theWorkedExampleComesOutAsPrinted() {
    String before =
        "{\"timeSpent\":12,\"questions\":[{\"answered\":false,\"student_answer\":\"π\"}]}";
    String after =
        "{\"timeSpent\":31,\"questions\":[{\"answered\":true,\"student_answer\":\"π²/6\"}]}";
    String add = "31,\"questions\":[{\"answered\":true,\"student_answer\":\"π²/6";

    var splice = TextSplice.between(before, after);

    assertEquals(new TextSplice("49390deb713907cd", 13, 53, add, 72, "6acc7b51d28e63cb"), splice);
    assertEquals(Optional.of(after), splice.applyTo(before));
  }

  @Test
  void aPairIsNeverCut() {
    String before = "{\"seen\":1,\"mark\":\"😀\"}";
    String after = "{\"seen\":1,\"mark\":\"😃😀\"}";

    var splice = TextSplice.between(before, after);

    assertEquals(new TextSplice("f6ea0a655f5693a1", 18, 0, "😃", 24, "3f293fde7812625e"), splice);
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
