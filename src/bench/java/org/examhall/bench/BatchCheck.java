package org.examhall.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.examhall.bench.Account.Refused;
import org.examhall.bench.Account.Sent;
import org.examhall.bench.StoredHistory.Batch;
import org.examhall.bench.StoredHistory.Element;
import org.examhall.bench.StoredHistory.Place;

/**
 * Holds the stored batches against those that were sent: every acknowledged one is there, element
 * for element, and nothing is there twice or was never sent.
 */
final class BatchCheck {
  private static final Refused ASKED_FOR_WHOLE = new Refused(StoredHistory.DATA, "base");

  private final Account account;
  private final StoredHistory history;
  private final List<String> faults = new ArrayList<>();
  private int missing;
  private int doubled;

  BatchCheck(Account account, StoredHistory history) {
    this.account = account;
    this.history = history;
  }

  /** What does not add up; empty is the good answer. */
  List<String> run() {
    Set<Integer> left = new TreeSet<>(account.acked().keySet());
    for (Batch batch : history.batches()) {
      List<Sent> sent = account.sent().get(batch.seq());
      if (batch.epoch() == account.epoch() && sent != null) {
        left.remove(batch.seq());
        compare(batch, sent);
      } else {
        faults.add(batch.name() + " was never sent");
      }
    }
    missing = left.size();
    left.forEach(seq -> faults.add("batch " + account.epoch() + "/" + seq + " acked, missing"));
    checkOnce();
    return faults;
  }

  /** Acknowledged batches that are not there, once {@link #run} has looked. */
  int missing() {
    return missing;
  }

  /** Elements that are there twice, once {@link #run} has looked. */
  int doubled() {
    return doubled;
  }

  private void compare(Batch batch, List<Sent> sent) {
    checkRefusals(batch);
    Set<String> refused = batch.refused().stream().map(Refused::key).collect(Collectors.toSet());
    List<Sent> wanted = sent.stream().filter(e -> !refused.contains(e.key())).toList();
    List<Element> stored = batch.elements();
    if (stored.size() != wanted.size() || batch.count() != wanted.size()) {
      faults.add(
          "%s holds %d elements and says %d, sent were %d"
              .formatted(batch.name(), stored.size(), batch.count(), wanted.size()));
    }
    for (int i = 0; i < Math.min(stored.size(), wanted.size()); i++) {
      Element is = stored.get(i);
      if (!isAsSent(batch, is, wanted.get(i))) {
        Sent found = new Sent(is.key(), is.value(), is.at());
        faults.add(
            "%s has %s where %s was sent"
                .formatted(batch.name(), brief(found), brief(wanted.get(i))));
      }
    }
  }

  /**
   * Whether the element stands for what was sent. A splice that had been overtaken when it came is
   * history unchecked and may be made for a value that was refused; then it must still lead from
   * that to what was sent. Source: docs/reference/protocol.md 6.
   */
  private boolean isAsSent(Batch batch, Element stored, Sent sent) {
    if (!stored.key().equals(sent.key()) || stored.at() != sent.at()) {
      return false;
    }
    if (stored.value().equals(StoredHistory.NO_VALUE) && wasOvertaken(batch)) {
      Optional<String> led = stored.change().flatMap(change -> change.applyTo(dataBefore(batch)));
      return led.equals(Optional.of(sent.value()));
    }
    return stored.value().equals(sent.value());
  }

  private boolean wasOvertaken(Batch batch) {
    return history.batches().stream()
        .filter(later -> later.seq() > batch.seq())
        .filter(later -> later.receivedAt().isBefore(batch.receivedAt()))
        .flatMap(later -> later.elements().stream())
        .anyMatch(element -> element.key().equals(StoredHistory.DATA));
  }

  /** The suspend_data that the student sent before this batch, taken or not. */
  private String dataBefore(Batch batch) {
    return account.sent().headMap(batch.seq()).values().stream()
        .flatMap(List::stream)
        .filter(sent -> sent.key().equals(StoredHistory.DATA))
        .reduce((earlier, later) -> later)
        .map(Sent::value)
        .orElse("");
  }

  /** All that may be refused is a splice whose base is gone, and the ack must have said so. */
  private void checkRefusals(Batch batch) {
    if (!batch.counts()) {
      faults.add(batch.name() + " does not count: late or overtaken");
    }
    if (!account.acked().getOrDefault(batch.seq(), batch.refused()).equals(batch.refused())) {
      faults.add(batch.name() + " refused " + batch.refused() + ", its ack said otherwise");
    }
    if (!batch.refused().stream().allMatch(ASKED_FOR_WHOLE::equals)) {
      faults.add(batch.name() + " refused " + batch.refused());
    }
  }

  private void checkOnce() {
    Map<Long, Place> places = new HashMap<>();
    for (Element element : history.elements()) {
      Place first = places.putIfAbsent(element.at(), element.place());
      if (first != null) {
        doubled++;
        faults.add(element.key() + " is stored twice, at " + first + " and at " + element.place());
      }
    }
  }

  private static String brief(Sent element) {
    String value = element.value();
    return element.key()
        + " = "
        + (value.length() > 40 ? value.substring(0, 40) + "…" : value)
        + " of "
        + element.at();
  }
}
