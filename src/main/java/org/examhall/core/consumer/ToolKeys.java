package org.examhall.core.consumer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.examhall.kernel.crypto.SecretBox;
import org.examhall.kernel.sql.Tx;

/**
 * Every statement about the {@code tool_key} table: our own signing keys, as JWK texts; private
 * ones are sealed on the way in.
 *
 * <p>A key is published a day before it first signs, so that no platform meets an unknown one, and
 * stays published until all that it signed has expired. The youngest that may sign does.
 */
public final class ToolKeys {
  private static final String PURPOSE = "tool_key.private_key";

  private final SecretBox box;

  /** Keys whose private part is sealed in {@code box}. */
  public ToolKeys(SecretBox box) {
    this.box = box;
  }

  /** A new key: its id, and its two JWKs. */
  public record NewKey(String kid, String privateJwk, String publicJwk) {}

  /** Adds a key that signs after {@code delay}. */
  public void add(Tx tx, NewKey key, Duration delay) {
    tx.change(
        """
        insert into tool_key (kid, private_key, public_key, signs_from)
        values (?, ?, ?, now() + ? * interval '1 second')
        """,
        key.kid(),
        box.seal(PURPOSE, key.privateJwk()),
        key.publicJwk(),
        delay.toSeconds());
  }

  /** Adds the very first key, which signs at once; false when there is one already. */
  public boolean addFirst(Tx tx, NewKey key) {
    lock(tx);
    if (findSigning(tx).isPresent()) {
      return false;
    }
    add(tx, key, Duration.ZERO);
    return true;
  }

  /** The private JWK that signs now; empty when no key that platforms can have is left. */
  public Optional<String> findSigning(Tx tx) {
    return tx.one(
        """
        select private_key
          from tool_key
         where signs_from <= now()
           and revoked_at is null
           and (published_until is null or published_until > now())
         order by signs_from desc, id desc
         limit 1
        """,
        row -> box.open(PURPOSE, row.bytes("private_key")));
  }

  /** The public JWKs that platforms may need, youngest first. */
  public List<String> listPublished(Tx tx) {
    return tx.list(
        """
        select public_key
          from tool_key
         where revoked_at is null
           and (published_until is null or published_until > now())
         order by id desc
        """,
        row -> row.text("public_key"));
  }

  /** All that there ever were, youngest first. */
  public List<ToolKeyOverview> list(Tx tx) {
    return tx.list(
        """
        select kid, created_at,
               case when revoked_at is not null then 'revoked'
                    when signs_from > now() then 'next'
                    when published_until <= now() then 'over'
                    when not exists (select 1
                                       from tool_key younger
                                      where younger.revoked_at is null
                                        and younger.signs_from <= now()
                                        and (younger.signs_from, younger.id)
                                            > (k.signs_from, k.id)) then 'signs'
                    else 'published' end as state
          from tool_key k
         order by id desc
        """,
        ToolKeyOverview::read);
  }

  /** Whether even the youngest key is older than {@code lifetime}. */
  public boolean isOld(Tx tx, Duration lifetime) {
    return tx.only(
        """
        select not exists (select 1
                             from tool_key
                            where revoked_at is null
                              and signs_from > now() - ? * interval '1 second') as is_old
        """,
        row -> row.flag("is_old"),
        lifetime.toSeconds());
  }

  /** {@link #rotate}, unless another process was first. */
  public void rotateIfOld(Tx tx, NewKey key, Duration lifetime, Rotation rotation) {
    lock(tx);
    if (isOld(tx, lifetime)) {
      rotate(tx, key, rotation);
    }
  }

  /**
   * How one key follows another.
   *
   * @param delay between publishing and signing
   * @param overlap how long the old ones stay published after that
   */
  public record Rotation(Duration delay, Duration overlap) {}

  /** Adds a key; the others are published as long as {@code rotation} says. */
  public void rotate(Tx tx, NewKey key, Rotation rotation) {
    tx.change(
        """
        update tool_key
           set published_until = now() + ? * interval '1 second'
         where published_until is null
        """,
        rotation.delay().plus(rotation.overlap()).toSeconds());
    add(tx, key, rotation.delay());
  }

  /** Takes a key out of use at once; false when there is no such key in use. */
  public boolean revoke(Tx tx, String kid) {
    return tx.change(
            """
            update tool_key
               set revoked_at = now()
             where kid = ?
               and revoked_at is null
            """,
            kid)
        == 1;
  }

  /** One process at a time makes keys. */
  private static void lock(Tx tx) {
    tx.change("lock table tool_key in share row exclusive mode");
  }
}
