package org.examhall.player;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import org.examhall.bench.TextSplice;
import org.examhall.core.attempt.Mode;
import org.examhall.testkit.Sitting;

/**
 * A student's window that sends recorded batches over a socket of its own, as many at once as the
 * protocol allows. One thread.
 */
final class ReplayingWindow {
  private static final String DATA = "cmi.suspend_data";
  private static final int MAX_WAITING = 16;

  /** How suspend_data is sent. */
  enum Form {
    /** The whole text each time. */
    WHOLE,
    /** What has changed in it. */
    SPLICES
  }

  private final Wire.Socket socket;
  private final Form form;
  private final JsonNode hello;
  private final Map<Integer, JsonNode> acks = new TreeMap<>();
  private String data;
  private int seq;
  private long clock = 1_767_225_600_000L;

  /** A new window, which has said hello. */
  ReplayingWindow(Wire wire, Sitting sitting, Form form) {
    this.socket = wire.socket(wire.session(sitting, Mode.NORMAL).path("token").asText());
    this.form = form;
    this.hello = socket.hello();
    this.data = hello.path("values").path(DATA).asText();
  }

  /** What it was told at the beginning. */
  JsonNode hello() {
    return hello;
  }

  /** Sends what was recorded; the acks by number. */
  Map<Integer, JsonNode> send(Recording recording) {
    int batches = recording.batches().size();
    for (int i = 0; i < batches; i++) {
      hearAllBut(MAX_WAITING - 1);
      ObjectNode save = save(recording.batches().get(i));
      if (recording.terminates() && i == batches - 1) {
        save.put("terminated", true);
      }
      socket.send(save.toString());
    }
    hearAllBut(0);
    return acks;
  }

  /** Says that this was all; the answer. */
  JsonNode end() {
    ObjectNode end = message("end").put("seq", seq);
    socket.send(end.toString());
    return socket.next("end");
  }

  void close() {
    socket.close();
  }

  private void hearAllBut(int waiting) {
    while (seq - acks.size() > waiting) {
      JsonNode ack = socket.next("ack");
      acks.put(ack.path("seq").asInt(), ack);
    }
  }

  private ObjectNode save(Map<String, String> batch) {
    ObjectNode save = message("save").put("seq", ++seq);
    var elements = save.putArray("els");
    batch.forEach((key, value) -> write(elements.addObject(), key, value));
    return save;
  }

  private void write(ObjectNode element, String key, String value) {
    element.put("k", key).put("at", clock++);
    boolean isData = key.equals(DATA);
    if (isData && form == Form.SPLICES) {
      TextSplice.between(data, value).writeTo(element);
    } else {
      element.put("v", value);
    }
    data = isData ? value : data;
  }

  private ObjectNode message(String type) {
    ObjectNode message = Wire.JSON.mapper().createObjectNode();
    return message.put("t", type).put("v", 1).put("epoch", hello.path("epoch").asInt());
  }
}
