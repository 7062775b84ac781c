package org.examhall.core.consumer;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.examhall.kernel.sql.Row;
import org.examhall.kernel.sql.Tx;

/** Every statement about the {@code platform_key} table: platforms' public keys as last fetched. */
public final class PlatformKeys {
  /**
   * What is known of a platform's keys.
   *
   * @param keySet its JWK set as sent; empty when it never came
   * @param fetchedAt empty when it never came
   * @param isFresh whether it need not be fetched again yet
   * @param problem why the last fetch failed; empty when it did not
   */
  public record Known(String keySet, Optional<Instant> fetchedAt, boolean isFresh, String problem) {
    static Known read(Row row) {
      return new Known(
          row.text("key_set"),
          row.findInstant("fetched_at"),
          row.flag("is_fresh"),
          row.text("problem"));
    }
  }

  /**
   * The keys of this address, unless they are too old to be believed; empty when there are none.
   */
  public Optional<Known> find(
      Tx tx, long registrationId, String keySetUrl, Duration staleLifetime) {
    return tx.one(
        """
        select key_set, fetched_at, coalesce(fresh_until > now(), false) as is_fresh, problem
          from platform_key
         where registration_id = ?
           and key_set_url = ?
           and (fresh_until is null or fresh_until > now() - ? * interval '1 second')
        """,
        Known::read,
        registrationId,
        keySetUrl,
        staleLifetime.toSeconds());
  }

  /**
   * Takes the right to fetch; false when somebody had it within {@code pause}. Keys of another
   * address are forgotten.
   */
  public boolean claim(Tx tx, long registrationId, String keySetUrl, Duration pause) {
    return tx.change(
            """
            insert into platform_key as k (registration_id, key_set_url, sought_at)
            values (?, ?, now())
                on conflict (registration_id) do update
               set sought_at = now(),
                   key_set_url = excluded.key_set_url,
                   key_set = case when k.key_set_url = excluded.key_set_url then k.key_set else '' end,
                   fetched_at = case when k.key_set_url = excluded.key_set_url then k.fetched_at end,
                   fresh_until = case when k.key_set_url = excluded.key_set_url then k.fresh_until end
             where k.key_set_url <> excluded.key_set_url
                or k.sought_at < now() - ? * interval '1 millisecond'
            """,
            registrationId,
            keySetUrl,
            pause.toMillis())
        == 1;
  }

  /** Keeps what came. */
  public void save(Tx tx, long registrationId, String keySetUrl, String keySet, Duration lifetime) {
    tx.change(
        """
        update platform_key
           set key_set = ?,
               fetched_at = now(),
               fresh_until = now() + ? * interval '1 second',
               problem = ''
         where registration_id = ?
           and key_set_url = ?
        """,
        keySet,
        lifetime.toSeconds(),
        registrationId,
        keySetUrl);
  }

  /** Keeps why nothing came; the keys that are known stay. */
  public void saveProblem(Tx tx, long registrationId, String problem) {
    tx.change(
        """
        update platform_key
           set problem = ?
         where registration_id = ?
        """,
        problem,
        registrationId);
  }
}
