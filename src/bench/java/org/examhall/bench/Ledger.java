package org.examhall.bench;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.examhall.bench.StoredHistory.Element;

/**
 * Holds what students were promised against what the database and the LMS have.
 *
 * <p>Five questions of each attempt: is every acknowledged element stored, once, as it was sent; do
 * the current values follow from the history; do the marks follow from the current values; is there
 * a grade row with that score; has the LMS what was sent. Nothing of the product is asked:
 * elements, splices, marks and grades are worked out anew.
 */
final class Ledger {
  private final Sql sql;
  private final Map<String, BigDecimal> gradebook;
  private int missing;
  private int doubled;

  /**
   * Over the product's database.
   *
   * @param gradebook the LMS's grades, by its names of the students
   */
  Ledger(Sql sql, Map<String, BigDecimal> gradebook) {
    this.sql = sql;
    this.gradebook = gradebook;
  }

  /** Everything that does not add up, in words; nothing is the good answer. */
  List<String> faults(List<Account> accounts) {
    List<String> faults = new ArrayList<>();
    for (Account account : accounts) {
      faults(account).forEach(fault -> faults.add("attempt " + account.attemptId() + ": " + fault));
    }
    return faults;
  }

  /** Acknowledged batches that are not there, of all accounts looked at so far. */
  int missing() {
    return missing;
  }

  /** Elements that are there twice, of all accounts looked at so far. */
  int doubled() {
    return doubled;
  }

  private List<String> faults(Account account) {
    StoredHistory history = StoredHistory.of(sql, account.attemptId());
    Map<String, Element> current = history.current(freshEpoch(account.attemptId()));
    SortedMap<String, String> values = new TreeMap<>();
    current.forEach((key, element) -> values.put(key, element.value()));

    BatchCheck batches = new BatchCheck(account, history);
    List<String> faults = new ArrayList<>(batches.run());
    missing += batches.missing();
    doubled += batches.doubled();
    faults.addAll(differences("value of ", placed(current), storedValues(account.attemptId())));
    faults.addAll(
        differences(
            "marks of ", ExpectedMarks.of(values), StoredMarks.of(sql, account.attemptId())));
    Optional<BigDecimal> score = ExpectedMarks.scaledScore(values);
    faults.addAll(new GradeCheck(account, gradebook).run(sql, score));
    account
        .handedIn()
        .filter(told -> score.filter(s -> s.compareTo(told) == 0).isEmpty())
        .ifPresent(told -> faults.add("handed in with " + told + ", the history says " + score));
    return faults;
  }

  private int freshEpoch(long attemptId) {
    return sql
        .list(
            "select fresh_epoch from attempt_lease where attempt_id = ?",
            row -> row.getInt("fresh_epoch"),
            attemptId)
        .stream()
        .findFirst()
        .orElse(0);
  }

  private static SortedMap<String, String> placed(Map<String, Element> current) {
    SortedMap<String, String> placed = new TreeMap<>();
    current.forEach((key, e) -> placed.put(key, e.value() + " of " + e.place()));
    return placed;
  }

  private SortedMap<String, String> storedValues(long attemptId) {
    SortedMap<String, String> stored = new TreeMap<>();
    sql.list(
        """
        select key, value || ' of ' || epoch || '/' || seq || '/' || item as placed
          from attempt_current
         where attempt_id = ?
        """,
        row -> stored.put(row.getString("key"), row.getString("placed")),
        attemptId);
    return stored;
  }

  private static List<String> differences(
      String what, SortedMap<String, String> wanted, SortedMap<String, String> stored) {
    TreeSet<String> names = new TreeSet<>(wanted.keySet());
    names.addAll(stored.keySet());
    return names.stream()
        .filter(name -> !wanted.getOrDefault(name, "").equals(stored.getOrDefault(name, "")))
        .map(
            name ->
                "%s%s: stored is %s, wanted %s"
                    .formatted(
                        what,
                        name,
                        brief(stored.getOrDefault(name, "nothing")),
                        brief(wanted.getOrDefault(name, "nothing"))))
        .toList();
  }

  private static String brief(String text) {
    int length = text.length();
    return length > 80 ? text.substring(0, 40) + "…" + text.substring(length - 40) : text;
  }
}
