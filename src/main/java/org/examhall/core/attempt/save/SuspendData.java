package org.examhall.core.attempt.save;

import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.examhall.kernel.sql.Row;
import org.examhall.kernel.sql.Tx;

/**
 * The current suspend_data of attempts, to which splices are applied.
 *
 * <p>Most splices change what the last one left, so what this process stored last is kept, bounded
 * in characters; what was not used for longest goes first. A place holds one value for ever, so the
 * database is asked for the place alone where that is the one kept. Threads: any.
 */
final class SuspendData {
  private static final long MAX_CHARS = 16L << 20;
  private static final Current NOTHING = new Current("", new Place(0, 0, 0));

  private final Map<Long, Current> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long chars;

  /** A current value and where it was set. */
  record Current(String value, Place place) {}

  /** That of each attempt which has one; the caller has locked them. */
  Map<Long, Current> of(Tx tx, Collection<Long> attemptIds) {
    Map<Long, Current> known = known(attemptIds);
    List<Place> places = known.values().stream().map(Current::place).toList();
    Map<Long, Current> all = new HashMap<>();
    tx.list(
        """
        select c.attempt_id, c.epoch, c.seq, c.item,
               case when (c.epoch, c.seq, c.item) <> (k.epoch, k.seq, k.item)
                 then coalesce(c.value, value_in_history(c.attempt_id, c.epoch, c.seq, c.item))
               end as other_value
          from unnest(?::bigint[], ?::integer[], ?::integer[], ?::integer[])
               as k (attempt_id, epoch, seq, item)
          join attempt_cmi c
            on c.attempt_id = k.attempt_id
           and c.key = 'cmi.suspend_data'
        """,
        row -> all.put(row.longAt("attempt_id"), read(row, known)),
        known.keySet().stream().mapToLong(Long::longValue).toArray(),
        places.stream().mapToInt(Place::epoch).toArray(),
        places.stream().mapToInt(Place::seq).toArray(),
        places.stream().mapToInt(Place::item).toArray());
    return all;
  }

  /** Keeps what has been committed. */
  synchronized void keep(Map<Long, Current> committed) {
    committed.forEach(
        (id, current) -> {
          Current before = kept.put(id, current);
          chars += current.value().length() - (before == null ? 0 : before.value().length());
        });
    Iterator<Current> unused = kept.values().iterator();
    while (chars > MAX_CHARS) {
      chars -= unused.next().value().length();
      unused.remove();
    }
  }

  private synchronized Map<Long, Current> known(Collection<Long> attemptIds) {
    Map<Long, Current> known = new LinkedHashMap<>();
    attemptIds.forEach(id -> known.put(id, Optional.ofNullable(kept.get(id)).orElse(NOTHING)));
    return known;
  }

  private static Current read(Row row, Map<Long, Current> known) {
    Place place = new Place(row.intAt("epoch"), row.intAt("seq"), row.intAt("item"));
    return row.findText("other_value")
        .map(value -> new Current(value, place))
        .orElseGet(() -> known.getOrDefault(row.longAt("attempt_id"), NOTHING));
  }
}
