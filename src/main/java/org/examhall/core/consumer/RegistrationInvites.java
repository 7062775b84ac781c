package org.examhall.core.consumer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.examhall.kernel.sql.Tx;

/** Every statement about the {@code registration_invite} table; codes are stored as hashes. */
public final class RegistrationInvites {
  /** How long an invitation can be used. */
  public static final Duration LIFETIME = Duration.ofDays(7);

  /** After this a try that never ended no longer keeps others out. */
  private static final Duration LONGEST_TRY = Duration.ofMinutes(2);

  private static final String COLUMNS =
      "id, consumer_title, active_at_once, created_at, expires_at, used_at";

  /** A new invitation; its id. */
  public long add(Tx tx, byte[] codeHash, String createdBy, String title, boolean activeAtOnce) {
    return tx.only(
        """
        insert into registration_invite
               (code_hash, created_by, consumer_title, active_at_once, expires_at)
        values (?, ?, ?, ?, now() + ? * interval '1 second')
        returning id
        """,
        row -> row.longAt("id"),
        codeHash,
        createdBy,
        title,
        activeAtOnce,
        LIFETIME.toSeconds());
  }

  /** The invitation with this code, if it can be used. */
  public Optional<RegistrationInvite> findOpen(Tx tx, byte[] codeHash) {
    return tx.one(
        "select "
            + COLUMNS
            + """

            from registration_invite
           where code_hash = ?
             and used_at is null
             and expires_at > now()
          """,
        RegistrationInvite::read,
        codeHash);
  }

  /** Those that can be used, newest first. */
  public List<RegistrationInvite> listOpen(Tx tx) {
    return tx.list(
        "select "
            + COLUMNS
            + """

            from registration_invite
           where used_at is null
             and expires_at > now()
           order by id desc
          """,
        RegistrationInvite::read);
  }

  /** Keeps others from using it meanwhile; empty when it can't be used, or somebody does. */
  public Optional<RegistrationInvite> claim(Tx tx, byte[] codeHash) {
    return tx.one(
        """
           update registration_invite
              set claimed_at = now()
            where code_hash = ?
              and used_at is null
              and expires_at > now()
              and (claimed_at is null or claimed_at < now() - ? * interval '1 second')
        returning\s"""
            + COLUMNS,
        RegistrationInvite::read,
        codeHash,
        LONGEST_TRY.toSeconds());
  }

  /** After a try that failed: it can be used again. */
  public void release(Tx tx, long id) {
    tx.change(
        """
        update registration_invite
           set claimed_at = null
         where id = ?
        """,
        id);
  }

  /** Uses it up for this registration; false when somebody else has done so. */
  public boolean spend(Tx tx, long id, long registrationId) {
    return tx.change(
            """
            update registration_invite
               set used_at = now(),
                   registration_id = ?
             where id = ?
               and used_at is null
            """,
            registrationId,
            id)
        == 1;
  }

  /**
   * Deletes some that have been of no use for {@code days}, used or not, at most {@code most}; how
   * many.
   */
  public int removeOld(Tx tx, int days, int most) {
    return tx.change(
        """
        delete from registration_invite
         where id in (select id
                        from registration_invite
                       where coalesce(used_at, expires_at) < now() - ? * interval '1 day'
                       order by id
                       limit ?)
        """,
        days,
        most);
  }

  /** Withdraws one that was not used; false when it was. */
  public boolean remove(Tx tx, long id) {
    return tx.change(
            """
            delete from registration_invite
             where id = ?
               and used_at is null
            """,
            id)
        == 1;
  }
}
