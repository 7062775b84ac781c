package org.examhall.kernel.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.examhall.kernel.json.Json;
import org.junit.jupiter.api.Test;

class LogFormTest {
  @Test
  void asJsonEachEventIsOneObjectOnOneLineWithTheRequestsId() {
    List<String> lines = logged("json");

    assertEquals(1, lines.size(), lines.toString());
    JsonNode event = new Json().tree(lines.get(0)).orElseThrow();
    assertEquals("two\nlines", event.get("formattedMessage").asText());
    assertEquals("WARN", event.get("level").asText());
    assertEquals("REQ1", event.get("mdc").get("request").asText());
    assertEquals("no", event.get("throwable").get("message").asText());
  }

  @Test
  void asTextEachEventIsALineForPeople() {
    List<String> lines = logged("text");

    assertEquals(1, lines.size(), lines.toString());
    assertTrue(lines.get(0).contains(" WARN here [REQ1] two\\u000alines"), lines.get(0));
  }

  /** What an event looks like in a log of that form, set up as the processes do. */
  private static List<String> logged(String form) {
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    PrintStream before = System.err;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    System.setErr(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      LogForm.use(context, form);
      context.getMDCAdapter().put("request", "REQ1");
      context.getLogger("here").warn("two\nlines", new IllegalStateException("no"));
    } finally {
      System.setErr(before);
      context.stop();
    }
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
