package org.examhall.core.secret;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.examhall.core.user.Actor;
import org.examhall.core.user.AuditAction;
import org.examhall.core.user.AuditLog;
import org.examhall.kernel.crypto.SecretBox;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;

/**
 * All secrets in the database that outlive a minute: which key opens them, and sealing them anew.
 *
 * <p>Threads: any; others work with the same secrets meanwhile. Handovers are not among them: their
 * time is over long before a key goes.
 */
public final class SealedSecrets {
  private static final int AT_ONCE = 50;

  private static final List<Place> PLACES =
      List.of(
          new Place("lti11_key", "secret", "lti11_key.secret"),
          new Place("lti11_key", "previous_secret", "lti11_key.secret"),
          new Place("client_certificate", "private_key", "client_certificate.private_key"),
          new Place("tool_key", "private_key", "tool_key.private_key"),
          new Place("staff_account", "totp_secret", "staff_account.totp_secret"),
          new Place("lasting_key", "secret", LastingKey.PURPOSE));

  private final SecretBox box;
  private final AuditLog audit;

  /** Those sealed in {@code box}. */
  public SealedSecrets(SecretBox box, AuditLog audit) {
    this.box = box;
    this.audit = audit;
  }

  private record Place(String table, String column, String purpose) {
    String sql(String text) {
      return text.replace("$table", table).replace("$column", column);
    }
  }

  /**
   * How many secrets open with which key.
   *
   * @param other need the key that only opens
   * @param lost open with none
   */
  public record Tally(long present, long other, long lost) {
    private static Tally of(List<SecretBox.Key> keys) {
      return new Tally(
          count(keys, SecretBox.Key.PRESENT),
          count(keys, SecretBox.Key.OTHER),
          count(keys, SecretBox.Key.NONE));
    }

    private static long count(List<SecretBox.Key> keys, SecretBox.Key which) {
      return keys.stream().filter(which::equals).count();
    }
  }

  /** As they are now. */
  public Tally count(Tx tx) {
    return Tally.of(PLACES.stream().flatMap(place -> keys(tx, place)).toList());
  }

  /**
   * Seals those anew that need another key than the present one; how many.
   *
   * <p>In small transactions: whoever is killed meanwhile starts it again, and it goes on. What
   * somebody else changes at the same moment is theirs, and sealed with their key.
   */
  public long rotate(Db db) {
    long count = PLACES.stream().mapToLong(place -> rotate(db, place)).sum();
    db.run(
        tx ->
            audit.add(
                tx,
                Actor.SYSTEM,
                AuditAction.SECRETS_ROTATED,
                "",
                Map.of("sealed", Long.toString(count))));
    return count;
  }

  private Stream<SecretBox.Key> keys(Tx tx, Place place) {
    return page(tx, place, new byte[0], Integer.MAX_VALUE).stream()
        .map(one -> box.keyOf(place.purpose(), one));
  }

  private long rotate(Db db, Place place) {
    long count = 0;
    byte[] after = {};
    List<byte[]> page;
    do {
      byte[] last = after;
      page = db.tx(tx -> page(tx, place, last, AT_ONCE));
      List<byte[]> old =
          page.stream()
              .filter(one -> box.keyOf(place.purpose(), one) == SecretBox.Key.OTHER)
              .toList();
      count += db.tx(tx -> old.stream().mapToInt(one -> sealAnew(tx, place, one)).sum());
      after = page.isEmpty() ? after : page.get(page.size() - 1);
    } while (page.size() == AT_ONCE);
    return count;
  }

  /** In the order of their bytes: no two are equal, and one that waits for its turn stays put. */
  private static List<byte[]> page(Tx tx, Place place, byte[] after, int most) {
    return tx.list(
        place.sql(
            """
            select $column as sealed
              from $table
             where $column > ?
             order by $column
             limit ?
            """),
        row -> row.bytes("sealed"),
        after,
        most);
  }

  /** Nothing where somebody has changed it since: one row or none. */
  private int sealAnew(Tx tx, Place place, byte[] old) {
    return tx.change(
        place.sql(
            """
            update $table
               set $column = ?
             where $column = ?
            """),
        box.seal(place.purpose(), box.open(place.purpose(), old)),
        old);
  }
}
