package org.examhall.core.attempt.save;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.examhall.kernel.sql.Tx;

/**
 * Every statement about the {@code attempt_cmi} table: the current value of each element. Packed
 * attempts are read all the same; a writer has unpacked them.
 */
public final class CurrentValues {
  /**
   * A value to become current unless a later one is.
   *
   * @param value empty: the history holds it at {@code place}, and once is enough
   */
  record Write(long attemptId, String key, Optional<String> value, Place place) {}

  /** The attempt's elements, by key. */
  public Map<String, String> of(Tx tx, long attemptId) {
    Map<String, String> values = new LinkedHashMap<>();
    tx.list(
            "select key, value from attempt_value where attempt_id = ? order by key",
            row -> Map.entry(row.text("key"), row.text("value")),
            attemptId)
        .forEach(entry -> values.put(entry.getKey(), entry.getValue()));
    return values;
  }

  /** Sets all aside; the history keeps them. */
  public void clear(Tx tx, long attemptId) {
    tx.change("delete from attempt_cmi where attempt_id = ?", attemptId);
  }

  /** Makes values current where none is that was set later. Each key at most once an attempt. */
  void save(Tx tx, List<Write> writes, Instant savedAt) {
    tx.change(
        """
        insert into attempt_cmi as c (attempt_id, key, value, epoch, seq, item, saved_at)
        select unnest(?::bigint[]), unnest(?::text[]), unnest(?::text[]), unnest(?::integer[]),
               unnest(?::integer[]), unnest(?::integer[]), ?
            on conflict (attempt_id, key) do update
           set value = excluded.value,
               epoch = excluded.epoch,
               seq = excluded.seq,
               item = excluded.item,
               saved_at = excluded.saved_at
         where (c.epoch, c.seq, c.item) < (excluded.epoch, excluded.seq, excluded.item)
        """,
        writes.stream().mapToLong(Write::attemptId).toArray(),
        writes.stream().map(Write::key).toArray(String[]::new),
        writes.stream().map(write -> write.value().orElse(null)).toArray(String[]::new),
        writes.stream().mapToInt(w -> w.place().epoch()).toArray(),
        writes.stream().mapToInt(w -> w.place().seq()).toArray(),
        writes.stream().mapToInt(w -> w.place().item()).toArray(),
        savedAt);
  }
}
