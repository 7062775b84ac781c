package org.examhall.player;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import org.examhall.core.attempt.save.Element;
import org.examhall.core.attempt.save.ElementRules;
import org.examhall.core.attempt.save.Refusal;
import org.examhall.core.attempt.save.Refusal.Why;
import org.examhall.core.attempt.save.Whole;
import org.examhall.kernel.json.Json;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientMessagesTest {
  private final ClientMessages reader = new ClientMessages(new Json(), new ElementRules(20));

  @Test
  void theEndOfASessionMayComeWithoutElements() {
    String empty = "{\"t\":\"save\",\"v\":1,\"epoch\":1,\"seq\":1,\"els\":[]";

    var end = (ClientMessage.Save) reader.read(empty + ",\"terminated\":true}");
    var nothing = reader.read(empty + "}");

    assertEquals(List.of(), end.elements());
    assertEquals(
        ClientMessage.Misread.Why.ELS,
        assertInstanceOf(ClientMessage.Misread.class, nothing).why());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"k\":\"x.a\",\"v\":\"a\\u0000b\"} | VALUE",
        "{\"k\":\"x.a\",\"v\":\"\\ud83d\"} | VALUE",
        "{\"k\":\"x.a\",\"v\":\"\\ude00\\ud83d\"} | VALUE",
        "{\"k\":\"x.a\",\"v\":null} | VALUE",
        "{\"k\":\"x.a\",\"v\":12} | VALUE",
        "{\"k\":\"x.a\"} | VALUE",
        "{\"v\":\"1\"} | KEY",
        "{\"k\":null,\"v\":\"1\"} | KEY",
        "{\"k\":7,\"v\":\"1\"} | KEY",
        "{\"k\":\"\",\"v\":\"1\"} | KEY",
        "{\"k\":\"1a\",\"v\":\"1\"} | KEY",
        "{\"k\":\"a b\",\"v\":\"1\"} | KEY",
        "{\"k\":\"a\\u0000\",\"v\":\"1\"} | KEY",
        "{\"k\":\"ключ\",\"v\":\"1\"} | KEY",
        "[] | KEY",
        "7 | KEY",
        "{\"k\":\"x.a\",\"v\":\"123456789012345678901\"} | SIZE",
        "{\"k\":\"cmi.suspend_data\",\"p\":{\"base\":\"b\",\"from\":0,\"drop\":0,\"add\":\"\"},\"len\":21,\"hash\":\"h\"} | SIZE",
        "{\"k\":\"cmi.suspend_data\",\"p\":{\"base\":\"b\",\"from\":-1,\"drop\":0,\"add\":\"\"},\"len\":2,\"hash\":\"h\"} | VALUE",
        "{\"k\":\"cmi.suspend_data\",\"p\":{\"base\":\"b\",\"from\":0,\"drop\":0,\"add\":\"\\ud83d\"},\"len\":1,\"hash\":\"h\"} | VALUE",
        "{\"k\":\"x.a\",\"p\":{\"base\":\"b\",\"from\":0,\"drop\":0,\"add\":\"\"},\"len\":2,\"hash\":\"h\"} | VALUE"
      })
  @Requirement({"I21", "NLP-D8"})
  void aBadElementIsRefusedByItselfAndTheNextOneIsNot(String element, Why why) {
    String good = "{\"k\":\"x.b\",\"v\":\"good\",\"at\":1}";

    var save =
        read(
            "{\"t\":\"save\",\"v\":1,\"epoch\":1,\"seq\":1,\"els\":["
                + element
                + ","
                + good
                + "]}");

    assertEquals(List.of(why), save.refused().stream().map(Refusal::why).toList());
    assertEquals(List.of(new Element("x.b", new Whole("good"), 1)), save.elements());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cmi.learner_id",
        "cmi.learner_name",
        "cmi.entry",
        "cmi.mode",
        "cmi.credit",
        "cmi.core.student_id",
        "cmi.objectives._count",
        "cmi.interactions.3.objectives._count",
        "cmi._version",
        "cmi.score._children",
        "numbas.user_role",
        "numbas.review_allowed",
        "numbas.duration_extension.amount",
        "numbas.disable_duration"
      })
  void anExamCannotSetWhatIsTheHosts(String key) {
    var save = read(Wire.save(1, 1, key, "instructor"));

    assertEquals(List.of(new Refusal(key, Why.KEY)), save.refused());
  }

  @Test
  @Requirement("I21")
  void aKeyOf300CharactersIsRefusedAndToldShortened() {
    var save = read(Wire.save(1, 1, "x." + "a".repeat(298), "1"));

    assertEquals(List.of(new Refusal("x." + "a".repeat(253), Why.KEY)), save.refused());
  }

  @ParameterizedTest
  @ValueSource(strings = {"😀", "", "\t\n\r", "\u0001\u007f", "\ufffe\uffff", "‮abc", "{\"a\":1}"})
  @Requirement("I21")
  void anyOtherTextIsTakenVerbatim(String value) {
    var save = read(Wire.save(1, 1, "x.a", value));

    assertEquals(List.of(new Element("x.a", new Whole(value), 1)), save.elements());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"at\":\"never\"", "\"at\":-1e400", "\"at\":null", "\"other\":[[]]"})
  @Requirement("I21")
  void aTimeThatIsNoneDecidesNothing(String rest) {
    var save =
        read(
            "{\"t\":\"save\",\"v\":1,\"epoch\":1,\"seq\":1,\"els\":[{\"k\":\"x.a\",\"v\":\"1\","
                + rest
                + "}]}");

    assertEquals(1, save.elements().size());
  }

  private ClientMessage.Save read(String text) {
    return assertInstanceOf(ClientMessage.Save.class, reader.read(text));
  }
}
