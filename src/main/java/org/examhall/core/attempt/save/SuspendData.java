package org.examhall.core.attempt.save;

import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.examhall.kernel.sql.Row;
import org.examhall.kernel.sql.Tx;

/**
 * The current suspend_data of attempts, to which splices are applied.
 *
 * <p>Most splices change what the last one left, so what this process stored last is kept, within a
 * bound; what was not used for longest goes first. A place holds one value for ever, so the
 * database is asked for no more than the place where that is the one kept. Threads: any.
 */
final class SuspendData {
  private static final long MOST_KEPT_CHARS = 16L << 20;

  /** What keeping a value takes besides its characters. */
  private static final int ENTRY_CHARS = 100;

  private final Map<Long, Current> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long keptChars;

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

  /** Keeps what committed batches brought, whether or not it became current. */
  synchronized void keep(Map<Long, Current> committed) {
    committed.forEach(
        (id, current) -> {
          Current before = kept.put(id, current);
          keptChars += chars(current) - (before == null ? 0 : chars(before));
        });
    Iterator<Current> unused = kept.values().iterator();
    while (keptChars > MOST_KEPT_CHARS) {
      keptChars -= chars(unused.next());
      unused.remove();
    }
  }

  private synchronized Map<Long, Current> known(Collection<Long> attemptIds) {
    Map<Long, Current> known = new LinkedHashMap<>();
    attemptIds.forEach(id -> known.put(id, kept.getOrDefault(id, Current.NONE)));
    return known;
  }

  private static int chars(Current current) {
    return current.value().length() + ENTRY_CHARS;
  }

  private static Current read(Row row, Map<Long, Current> known) {
    Place place = new Place(row.intAt("epoch"), row.intAt("seq"), row.intAt("item"));
    Current same = known.getOrDefault(row.longAt("attempt_id"), Current.NONE);
    return same.place().equals(place) ? same : new Current(row.text("other_value"), place);
  }
}
