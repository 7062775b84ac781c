package org.examhall.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private static final Refused ASKED_FOR_WHOLE = new Refused("cmi.suspend_data", "base");

  private final Account account;
  private final StoredHistory history;
  private final List<String> faults = new ArrayList<>();
  private int missing;
  private int doubled;

  /** Whether the value that the next splice was made for is one that the server did not take. */
  private boolean baseRefused;

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
    List<Sent> stored =
        batch.elements().stream().map(e -> new Sent(e.key(), e.value(), e.at())).toList();
    if (stored.size() != wanted.size() || batch.count() != wanted.size()) {
      faults.add(
          "%s holds %d elements and says %d, sent were %d"
              .formatted(batch.name(), stored.size(), batch.count(), wanted.size()));
    }
    baseRefused |= batch.refused().contains(ASKED_FOR_WHOLE);
    for (int i = 0; i < Math.min(stored.size(), wanted.size()); i++) {
      if (!isAsSent(stored.get(i), wanted.get(i))) {
        faults.add(
            "%s has %s where %s was sent"
                .formatted(batch.name(), brief(stored.get(i)), brief(wanted.get(i))));
      }
    }
  }

  /**
   * Element for element, with one exception: a splice that a later value had overtaken when it came
   * is history unchecked, and says nothing where what it was made for had been refused. What is
   * current is not among those, as the ledger's look at the values shows.
   */
  private boolean isAsSent(Sent stored, Sent sent) {
    if (baseRefused && stored.value().equals(StoredHistory.NO_VALUE)) {
      return stored.key().equals(sent.key()) && stored.at() == sent.at();
    }
    baseRefused &= !stored.key().equals(ASKED_FOR_WHOLE.key());
    return stored.equals(sent);
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
