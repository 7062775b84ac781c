package org.examhall.core.attempt.save;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.examhall.kernel.json.Json;
import org.jspecify.annotations.Nullable;

/** How the history writes elements and refusals down: JSON with the protocol's own names. */
public final class HistoryText {
  private final Json json;

  /** Written by this. */
  public HistoryText(Json json) {
    this.json = json;
  }

  /** Elements as a JSON array. */
  String elements(List<Element> elements) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = json.mapper().createGenerator(text)) {
      out.writeStartArray();
      for (Element element : elements) {
        write(out, element);
      }
      out.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** Refusals as a JSON array; null when there are none. */
  @Nullable String refused(List<Refusal> refused) {
    if (refused.isEmpty()) {
      return null;
    }
    List<Written> written = new ArrayList<>();
    refused.forEach(
        r -> written.add(new Written(r.key(), r.why().name().toLowerCase(Locale.ROOT))));
    return json.text(written);
  }

  /** What {@link #refused} wrote. */
  List<Refusal> readRefused(String text) {
    List<Refusal> refused = new ArrayList<>();
    for (JsonNode node : json.tree(text).orElseThrow()) {
      String why = node.path("why").asText().toUpperCase(Locale.ROOT);
      refused.add(new Refusal(node.path("k").asText(), Refusal.Why.valueOf(why)));
    }
    return refused;
  }

  private record Written(String k, String why) {}

  private static void write(JsonGenerator out, Element element) throws IOException {
    out.writeStartObject();
    out.writeStringField("k", element.key());
    if (element.content() instanceof Splice splice) {
      write(out, splice);
    } else {
      out.writeStringField("v", ((Whole) element.content()).text());
    }
    out.writeNumberField("at", element.at());
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, Splice splice) throws IOException {
    Edit first = splice.edits().get(0);
    out.writeObjectFieldStart("p");
    out.writeStringField("base", splice.base());
    out.writeNumberField("from", first.from());
    out.writeNumberField("drop", first.drop());
    out.writeStringField("add", first.add());
    if (splice.edits().size() > 1) {
      writeMore(out, splice.edits().subList(1, splice.edits().size()));
    }
    out.writeEndObject();
    out.writeNumberField("len", splice.length());
    out.writeStringField("hash", splice.hash());
  }

  private static void writeMore(JsonGenerator out, List<Edit> edits) throws IOException {
    out.writeArrayFieldStart("more");
    for (Edit edit : edits) {
      out.writeStartArray();
      out.writeNumber(edit.from());
      out.writeNumber(edit.drop());
      out.writeString(edit.add());
      out.writeEndArray();
    }
    out.writeEndArray();
  }
}
