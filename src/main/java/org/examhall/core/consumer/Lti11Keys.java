package org.examhall.core.consumer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.examhall.core.consumer.Lti11Key.PreviousSecret;
import org.examhall.kernel.crypto.SecretBox;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Row;
import org.examhall.kernel.sql.SqlFailure;
import org.examhall.kernel.sql.Tx;

/** Every statement about the {@code lti11_key} table; secrets are sealed on the way in. */
public final class Lti11Keys {
  private static final String PURPOSE = "lti11_key.secret";

  private final SecretBox box;

  /** Keys whose secrets are sealed in {@code box}. */
  public Lti11Keys(SecretBox box) {
    this.box = box;
  }

  /** Gives the consumer a key; refused when another consumer has it. Returns the key's id. */
  public long add(Tx tx, long consumerId, String key, String secret) {
    try {
      return tx.only(
          """
          insert into lti11_key (consumer_id, consumer_key, secret)
          values (?, ?, ?)
          returning id
          """,
          row -> row.longAt("id"),
          consumerId,
          key,
          box.seal(PURPOSE, secret));
    } catch (SqlFailure e) {
      if (e.isDuplicate()) {
        throw new Refused(ConsumerReason.KEY_TAKEN, key);
      }
      throw e;
    }
  }

  /**
   * The key that a launch names, or empty.
   *
   * <p>For a name that no key has, another key is read and its secret opened, so that the time does
   * not tell which names there are (6 % of a refused launch, measured).
   */
  public Optional<Lti11Key> find(Tx tx, String key) {
    return tx.one(
            """
            select k.id, k.consumer_id, k.consumer_key, k.secret, k.minimum_method,
                   k.window_seconds, k.later_versions, k.admins_are_staff, c.enabled,
                   k.previous_secret, k.previous_secret_until
              from lti11_key k
              join consumer c on c.id = k.consumer_id
             where k.id = coalesce((select id from lti11_key where consumer_key = ?),
                                   (select min(id) from lti11_key))
            """,
            this::read,
            key)
        .filter(found -> found.key().equals(key));
  }

  /** The key with this id; it must be there. */
  public Lti11Key byId(Tx tx, long id) {
    return tx.only(
        """
        select k.id, k.consumer_id, k.consumer_key, k.secret, k.minimum_method, k.window_seconds,
               k.later_versions, k.admins_are_staff, c.enabled,
               k.previous_secret, k.previous_secret_until
          from lti11_key k
          join consumer c on c.id = k.consumer_id
         where k.id = ?
        """,
        this::read,
        id);
  }

  /** The consumer's keys, without secrets, oldest first. */
  public List<KeySummary> list(Tx tx, long consumerId) {
    return tx.list(
        """
        select id, consumer_id, consumer_key, minimum_method, window_seconds, later_versions,
               admins_are_staff,
               case when previous_secret_until > now() then previous_secret_until end
                 as previous_until
          from lti11_key
         where consumer_id = ?
         order by id
        """,
        KeySummary::read,
        consumerId);
  }

  /** The key of this name, without secrets; refused when there is none. */
  public KeySummary summary(Tx tx, String key) {
    return tx.one(
            """
            select id, consumer_id, consumer_key, minimum_method, window_seconds, later_versions,
                   admins_are_staff,
                   case when previous_secret_until > now() then previous_secret_until end
                     as previous_until
              from lti11_key
             where consumer_key = ?
            """,
            KeySummary::read,
            key)
        .orElseThrow(() -> new Refused(ConsumerReason.KEY_MISSING, key));
  }

  /** How launches with the key are checked from now on. */
  void saveChecks(Tx tx, long id, LaunchChecks checks) {
    tx.change(
        """
        update lti11_key
           set minimum_method = ?,
               window_seconds = ?,
               later_versions = ?,
               admins_are_staff = ?
         where id = ?
        """,
        checks.minimumMethod(),
        checks.windowSeconds(),
        checks.laterVersions(),
        checks.adminsAreStaff(),
        id);
  }

  /**
   * A new secret; the old one stays good for {@code overlap}, so that no launch fails meanwhile.
   */
  public void rotate(Tx tx, long id, String secret, Duration overlap) {
    tx.change(
        """
        update lti11_key
           set previous_secret = secret,
               previous_secret_until = now() + ? * interval '1 second',
               secret = ?
         where id = ?
        """,
        overlap.toSeconds(),
        box.seal(PURPOSE, secret),
        id);
  }

  private Lti11Key read(Row row) {
    return new Lti11Key(
        row.longAt("id"),
        row.longAt("consumer_id"),
        row.text("consumer_key"),
        box.open(PURPOSE, row.bytes("secret")),
        row.findBytes("previous_secret")
            .map(old -> box.open(PURPOSE, old))
            .map(old -> new PreviousSecret(old, row.instant("previous_secret_until"))),
        row.flag("enabled"),
        row.text("minimum_method"),
        row.intAt("window_seconds"),
        row.flag("later_versions"),
        row.flag("admins_are_staff"));
  }
}
