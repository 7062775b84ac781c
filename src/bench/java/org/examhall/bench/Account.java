package org.examhall.bench;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * What one student sent and what the server said to it: one side of the {@link Ledger}.
 *
 * <p>Each element is sent with a time that no other of the student's has, so that it can be told
 * from any other with the same key and value. The student's thread writes; read it when that has
 * ended.
 */
final class Account {
  private static final long FIRST_MILLIS = 1_767_225_600_000L;

  /** An element with its whole value, however it was sent. */
  record Sent(String key, String value, long at) {}

  /** An element that the server did not take. */
  record Refused(String key, String why) {}

  private final String user;
  private final long attemptId;
  private final NavigableMap<Integer, List<Sent>> sent = new TreeMap<>();
  private final NavigableMap<Integer, List<Refused>> acked = new ConcurrentSkipListMap<>();
  private int epoch;
  private long clock = FIRST_MILLIS;
  private Optional<BigDecimal> handedIn = Optional.empty();

  /** Of the student whom the LMS calls so. */
  Account(String user, long attemptId) {
    this.user = user;
    this.attemptId = attemptId;
  }

  String user() {
    return user;
  }

  long attemptId() {
    return attemptId;
  }

  int epoch() {
    return epoch;
  }

  /** Batches by number, all of the one epoch, whether or not they were acknowledged. */
  NavigableMap<Integer, List<Sent>> sent() {
    return sent;
  }

  /** What was refused of each acknowledged batch; may be read while the student works. */
  NavigableMap<Integer, List<Refused>> acked() {
    return acked;
  }

  /** The score with which the student was told that all is complete; empty before that. */
  Optional<BigDecimal> handedIn() {
    return handedIn;
  }

  /** How many elements the acknowledged batches brought. */
  int elements() {
    return acked.entrySet().stream()
        .mapToInt(ack -> sent.getOrDefault(ack.getKey(), List.of()).size() - ack.getValue().size())
        .sum();
  }

  void began(int newEpoch) {
    epoch = newEpoch;
  }

  /** Notes an element of a batch; it as it is to be sent. */
  Sent add(int seq, String key, String value) {
    Sent element = new Sent(key, value, clock++);
    sent.computeIfAbsent(seq, unused -> new ArrayList<>()).add(element);
    return element;
  }

  void ack(int seq, List<Refused> refused) {
    acked.put(seq, refused);
  }

  /** The account as if only these batches had been sent. */
  Account of(Set<Integer> batches) {
    Account part = new Account(user, attemptId);
    part.began(epoch);
    part.sent.putAll(sent);
    part.sent.keySet().retainAll(batches);
    part.acked.putAll(acked);
    part.acked.keySet().retainAll(batches);
    return part;
  }

  void handedIn(BigDecimal score) {
    handedIn = Optional.of(score);
  }
}
