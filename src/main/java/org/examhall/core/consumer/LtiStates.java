package org.examhall.core.consumer;

import java.time.Duration;
import java.util.Optional;
import org.examhall.kernel.sql.Row;
import org.examhall.kernel.sql.Tx;

/**
 * Every statement about the {@code lti_state} table: logins under way, each followed by one launch
 * at most.
 *
 * <p>A login that begins, or is spent, need not be on the disk before anybody hears of it: what the
 * launch stores comes later in the database's log and is waited for, so a crash that forgets the
 * login forgets the launch as well.
 */
public final class LtiStates {
  /**
   * A login that begins; of what only the browser and the platform may know, the hashes.
   *
   * @param answer what its launch needs to know
   */
  public record Begun(
      byte[] stateHash,
      long registrationId,
      byte[] nonceHash,
      byte[] browserHash,
      Answer answer,
      Duration lifetime) {}

  /**
   * What the launch that ends a login needs to know.
   *
   * @param targetLinkUri where the platform wants the launch to lead
   * @param loginPath our login endpoint with its parameters, to start it again in a new window
   * @param storageFrame where the platform keeps things for us; empty when it offered nothing
   */
  public record Answer(String targetLinkUri, String loginPath, String storageFrame) {}

  /**
   * A login that a launch refers to, as it was before that.
   *
   * @param registration whose login it is
   * @param keys what is known of its platform's keys
   * @param wasUsed whether another launch came first
   */
  public record Taken(
      Lti13Registration registration,
      PlatformKeys.Known keys,
      byte[] nonceHash,
      byte[] browserHash,
      Answer answer,
      boolean isExpired,
      boolean wasUsed) {
    static Taken read(Row row) {
      return new Taken(
          Lti13Registration.read(row),
          PlatformKeys.Known.read(row),
          row.bytes("nonce_hash"),
          row.bytes("browser_hash"),
          new Answer(
              row.text("target_link_uri"), row.text("login_path"), row.text("storage_frame")),
          row.flag("is_expired"),
          row.flag("was_used"));
    }
  }

  private static final int TIDIED_AT_ONCE = 10;

  /** What became of the rows of {@code found}. */
  private static final String TAKEN =
      """
      select f.nonce_hash, f.browser_hash, f.target_link_uri, f.login_path, f.storage_frame,
             f.expires_at < now() as is_expired, f.used_at is not null as was_used,
             %s, %s
        from found f
        join lti13_registration r on r.id = f.registration_id
        join consumer c on c.id = r.consumer_id
        left join platform_key k
          on k.registration_id = r.id
         and k.key_set_url = r.key_set_url
      """
          .formatted(Lti13Registrations.COLUMNS, PlatformKeys.COLUMNS);

  /**
   * Remembers a login that begins, and forgets a few whose time is over: anybody can begin logins,
   * so there are never more than a flood of ten minutes makes.
   */
  public void add(Tx tx, Begun login) {
    tx.change(
        """
        with tidied as (
          delete from lti_state
           where state_hash in (select state_hash
                                  from lti_state
                                 where expires_at < now()
                                 order by expires_at
                                 limit ?
                                   for update skip locked))
        insert into lti_state
               (state_hash, registration_id, nonce_hash, browser_hash, target_link_uri, login_path,
                storage_frame, expires_at)
        select ?, ?, ?, ?, ?, ?, ?, now() + ? * interval '1 second'
          from set_config('synchronous_commit', 'off', true)
        """,
        TIDIED_AT_ONCE,
        login.stateHash(),
        login.registrationId(),
        login.nonceHash(),
        login.browserHash(),
        login.answer().targetLinkUri(),
        login.answer().loginPath(),
        login.answer().storageFrame(),
        login.lifetime().toSeconds());
  }

  /** Spends a state; empty when there is none. Of two at once, one is told that it was used. */
  public Optional<Taken> take(Tx tx, byte[] stateHash) {
    return tx.one(
        """
        with found as (
          select *
            from lti_state
           where state_hash = ?
             for update),
        spent as (
          update lti_state s
             set used_at = now()
            from found
           where s.state_hash = found.state_hash
             and found.used_at is null)
        """
            + TAKEN
            + " cross join set_config('synchronous_commit', 'off', true)",
        Taken::read,
        stateHash);
  }

  /** Gives a spent state a ticket, with which its launch goes on once. */
  public void saveTicket(Tx tx, byte[] stateHash, byte[] ticketHash) {
    tx.change(
        """
        update lti_state
           set ticket_hash = ?
         where state_hash = ?
        """,
        ticketHash,
        stateHash);
  }

  /** Spends the ticket of a state; empty when it has none, or another, or its time is over. */
  public Optional<Taken> takeTicket(Tx tx, byte[] stateHash, byte[] ticketHash) {
    return tx.one(
        """
        with found as (
          update lti_state
             set ticket_hash = null
           where state_hash = ?
             and ticket_hash = ?
             and expires_at > now()
          returning *)
        """
            + TAKEN,
        Taken::read,
        stateHash,
        ticketHash);
  }

  /** Deletes some of those whose time is over, at most {@code most}; how many. */
  public int removeExpired(Tx tx, int most) {
    return tx.change(
        """
        delete from lti_state
         where state_hash in (select state_hash
                                from lti_state
                               where expires_at < now()
                               order by expires_at
                               limit ?
                                 for update skip locked)
        """,
        most);
  }
}
