package org.examhall.bench;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.examhall.bench.Account.Sent;
import org.examhall.bench.ConnectedLms.Seated;

/** What a student sends who has nothing to say but the score and that it is over. */
final class HandIn {
  private static final Pattern EPOCH = Pattern.compile("\"epoch\":(\\d+)");

  private final Account account;
  private final BigDecimal score;
  private int epoch;

  HandIn(Seated student) {
    this.account = new Account(student.user(), student.seat().attemptId());
    this.score = BigDecimal.valueOf(1 + student.seat().attemptId() % 997, 3);
  }

  /** All of it over HTTP; what was promised. */
  static Account overHttp(Entry entry, Seated student) {
    HandIn handIn = new HandIn(student);
    String token = student.seat().token();
    String hello = entry.post("/play/message", "{\"t\":\"hello\",\"v\":1,\"epoch\":0}", token);
    Matcher turn = EPOCH.matcher(hello);
    if (!turn.find()) {
      throw new IllegalStateException(hello);
    }
    handIn.begin(Integer.parseInt(turn.group(1)));
    String answer =
        entry.post("/play/message", "[" + handIn.save() + "," + handIn.end() + "]", token);
    if (!handIn.isComplete(answer)) {
      throw new IllegalStateException(answer);
    }
    return handIn.account;
  }

  void begin(int turn) {
    epoch = turn;
    account.began(turn);
  }

  /** The one batch. */
  String save() {
    Sent scaled = account.add(1, "cmi.score.scaled", score.toString());
    Sent status = account.add(1, "cmi.completion_status", "completed");
    return "{\"t\":\"save\",\"v\":1,\"epoch\":%d,\"seq\":1,\"els\":[%s,%s]}"
        .formatted(epoch, text(scaled), text(status));
  }

  String end() {
    return "{\"t\":\"end\",\"v\":1,\"epoch\":%d,\"seq\":1}".formatted(epoch);
  }

  /** Whether the answer has a receipt with both elements and the end; then it is a promise. */
  boolean isComplete(String answer) {
    boolean complete =
        answer.contains("\"complete\":true")
            && answer.contains("\"elements\":2")
            && answer.matches("(?s).*\"endedAt\":\\d+.*");
    if (complete) {
      account.ack(1, List.of());
      account.handedIn(score);
    }
    return complete;
  }

  Account account() {
    return account;
  }

  private static String text(Sent element) {
    return "{\"k\":\"%s\",\"v\":\"%s\",\"at\":%d}"
        .formatted(element.key(), element.value(), element.at());
  }
}
