package org.examhall.player;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.examhall.core.access.ExtraTime;
import org.examhall.core.attempt.EndReason;
import org.examhall.core.attempt.Mode;
import org.examhall.core.attempt.save.Arrived;
import org.examhall.core.attempt.save.EndAttempt;
import org.examhall.core.attempt.save.Refusal;
import org.examhall.core.attempt.save.SaveReply;
import org.examhall.core.attempt.save.Times;
import org.examhall.core.attempt.save.Turn;

/** What windows are told, as JSON text. Source: docs/reference/protocol.md 4, 5, 7. */
final class ServerMessages {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Limits limits;

  ServerMessages(Limits limits) {
    this.limits = limits;
  }

  String hello(Turn.Granted turn, Mode mode, Map<String, String> hostValues) {
    ObjectNode message = message("hello").put("v", 1).put("epoch", turn.epoch());
    message.put("seq", turn.seq()).put("mode", word(mode)).put("entry", word(turn.entry()));
    turn.values()
        .ifPresent(
            values -> {
              ObjectNode all = message.putObject("values");
              values.forEach(all::put);
              hostValues.forEach(all::put);
            });
    message.put("now", turn.now().toEpochMilli());
    message.set("times", times(turn.times()));
    message
        .putObject("limits")
        .put("elementChars", limits.elementChars())
        .put("batchBytes", limits.batchBytes())
        .put("window", Limits.WINDOW);
    return message.toString();
  }

  String ack(SaveReply.Ack ack, Optional<Times> times) {
    ObjectNode message = message("ack").put("epoch", ack.epoch()).put("seq", ack.seq());
    message.set("refused", refused(ack.refused()));
    message.put("late", ack.late()).put("now", ack.now().toEpochMilli());
    times.ifPresent(changed -> message.set("times", times(changed)));
    return message.toString();
  }

  String reviewAck(ClientMessage.Save save, Instant now) {
    List<Refusal> all =
        save.elements().stream().map(e -> new Refusal(e.key(), Refusal.Why.REVIEW)).toList();
    ObjectNode message = message("ack").put("epoch", save.epoch()).put("seq", save.seq());
    message.set("refused", refused(all).addAll(refused(save.refused())));
    return message.put("late", false).put("now", now.toEpochMilli()).toString();
  }

  String busy(int epoch, int seq, int retryMillis) {
    return message("busy")
        .put("epoch", epoch)
        .put("seq", seq)
        .put("retryMillis", retryMillis)
        .toString();
  }

  String end(int epoch, EndAttempt.Answer answer) {
    ObjectNode message = message("end").put("epoch", epoch);
    message.put("complete", answer.isComplete());
    ArrayNode missing = message.putArray("missing");
    answer.missing().forEach(missing::add);
    if (!answer.elsewhere().isEmpty()) {
      message.set("elsewhere", gaps(answer.elsewhere()));
    }
    answer
        .receipt()
        .ifPresent(
            receipt -> {
              ObjectNode told = message.putObject("receipt").put("elements", receipt.elements());
              told.set("endedAt", millis(receipt.endedAt()));
            });
    return message.toString();
  }

  String pong(Instant now) {
    return message("pong").put("now", now.toEpochMilli()).toString();
  }

  String times(Times times, Instant now) {
    ObjectNode message = message("times").put("now", now.toEpochMilli());
    message.set("times", times(times));
    return message.toString();
  }

  String taken(int newestEpoch) {
    return message("taken").put("epoch", newestEpoch).toString();
  }

  String ended(EndReason reason) {
    return message("ended")
        .put("reason", reason == EndReason.EXAM ? "finished" : word(reason))
        .toString();
  }

  String error(ClientMessage.Misread misread) {
    ObjectNode message = message("error").put("why", word(misread.why()));
    misread.number().ifPresent(n -> message.put("epoch", n.epoch()).put("seq", n.seq()));
    return message.put("message", "This message was not understood.").toString();
  }

  private static ObjectNode message(String type) {
    return JSON.objectNode().put("t", type);
  }

  private static ArrayNode refused(List<Refusal> refused) {
    ArrayNode list = JSON.arrayNode();
    refused.forEach(r -> list.addObject().put("k", r.key()).put("why", word(r.why())));
    return list;
  }

  private static ArrayNode gaps(List<Arrived.Gap> gaps) {
    ArrayNode list = JSON.arrayNode();
    for (Arrived.Gap gap : gaps) {
      ArrayNode missing = list.addObject().put("epoch", gap.epoch()).putArray("missing");
      gap.missing().forEach(missing::add);
    }
    return list;
  }

  private static ObjectNode times(Times times) {
    ObjectNode node = JSON.objectNode();
    node.set("from", millis(times.from()));
    node.set("until", millis(times.until()));
    node.set("due", millis(times.due()));
    node.set("limit", millis(times.limit()));
    node.set("durationExtension", extension(times.extension()));
    return node.put("disableDuration", times.lifted());
  }

  private static JsonNode extension(Optional<ExtraTime> extra) {
    return extra
        .<JsonNode>map(
            e -> JSON.objectNode().put("amount", e.amount()).put("units", word(e.unit())))
        .orElse(JSON.nullNode());
  }

  private static JsonNode millis(Optional<Instant> moment) {
    return moment.<JsonNode>map(at -> JSON.numberNode(at.toEpochMilli())).orElse(JSON.nullNode());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
