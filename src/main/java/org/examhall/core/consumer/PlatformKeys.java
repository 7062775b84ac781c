package org.examhall.core.consumer;

import java.time.Duration;
import org.examhall.kernel.sql.Row;
import org.examhall.kernel.sql.Tx;

/** Every statement about the {@code platform_key} table: platforms' public keys as last fetched. */
public final class PlatformKeys {
  /** How long keys are believed that should have been fetched again and could not be. */
  private static final int STALE_HOURS = 24;

  /** What {@link Known} is read from: {@code k}, the row of a registration's present address. */
  static final String COLUMNS =
      """
      case when k.fresh_until > now() - interval '%d hours' then k.key_set else '' end as key_set,
      coalesce(k.fresh_until > now(), false) as is_fresh,
      coalesce(k.sought_at > coalesce(k.fetched_at, '-infinity') and k.problem = '', false)
        as is_sought
      """
          .formatted(STALE_HOURS);

  /**
   * What is known of a platform's keys.
   *
   * @param keySet its JWK set as sent; empty when it never came, or too long ago to be believed
   * @param isFresh whether it need not be fetched again yet
   * @param isSought whether somebody asked the platform and has no answer yet
   */
  public record Known(String keySet, boolean isFresh, boolean isSought) {
    static Known read(Row row) {
      return new Known(
          row.findText("key_set").orElse(""), row.flag("is_fresh"), row.flag("is_sought"));
    }
  }

  /** The keys of the registration's present address. */
  public Known of(Tx tx, Lti13Registration registration) {
    return tx.one(
            "select "
                + COLUMNS
                + " from platform_key k where k.registration_id = ? and k.key_set_url = ?",
            Known::read,
            registration.id(),
            registration.platform().keySetUrl())
        .orElse(new Known("", false, false));
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
                   problem = '',
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
