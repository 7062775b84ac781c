package org.examhall.core.attempt;

import java.time.Instant;
import java.util.Optional;
import org.examhall.core.access.EffectiveTimes;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Row;
import org.examhall.kernel.sql.Tx;

/**
 * Gives a window its token and what it needs to open the exam, for a ticket.
 *
 * <p>A ticket works once; racing calls get one token. A refusal leaves the ticket as it is. Errors:
 * {@link Refused} with {@link AttemptReason#TICKET}, the same for a ticket that never existed and
 * one that is used up, or with an {@code AccessReason} when the attempt closed since the ticket was
 * given. Threads: any. Source: docs/reference/protocol.md 2.
 */
public final class TradeTicket {
  private final AttemptTokens tokens;

  /** Over this table. */
  public TradeTicket(AttemptTokens tokens) {
    this.tokens = tokens;
  }

  /**
   * What the ticket was good for.
   *
   * @param token the secret: for the window's memory and nowhere else
   */
  public record Traded(String token, AttemptToken holder, Opening opening) {}

  /** What a ticket is for, and when that may be worked on. */
  private record Wanted(Opening opening, Mode mode, EffectiveTimes open, Instant now) {
    static Wanted read(Row row) {
      return new Wanted(
          Opening.read(row),
          row.constant("mode", Mode.class),
          EffectiveTimes.read(row),
          row.instant("now"));
    }
  }

  /** What the ticket opens, if it may be opened now; only looks. */
  public Opening look(Tx tx, String ticket) {
    Wanted wanted =
        wanted(tx, tokens.hash(ticket)).orElseThrow(() -> new Refused(AttemptReason.TICKET));
    Opening opening = wanted.opening();
    if (wanted.mode() == Mode.NORMAL && !opening.ended()) {
      wanted.open().countAt(opening.attempt().times(), wanted.now()).orRefuse();
    }
    return opening;
  }

  /** Trades the ticket: one statement. */
  public Traded run(Tx tx, String ticket, Opening opening) {
    AttemptTokens.Traded traded =
        tokens.trade(tx, ticket).orElseThrow(() -> new Refused(AttemptReason.TICKET));
    return new Traded(traded.token(), traded.holder(), opening);
  }

  /** The launch that a refused ticket came from; empty if it is used up or never existed. */
  public Optional<String> launchOf(Tx tx, String ticket) {
    return tokens.launchOf(tx, ticket);
  }

  private static Optional<Wanted> wanted(Tx tx, byte[] ticketHash) {
    return tx.one(
        """
        select t.mode, a.*, o.title, p.display_name, v.sha256, v.standard, v.launch_path,
               v.numbas_version, v.duration_seconds, v.activity_count,
               r.available_from, r.available_until, r.due_at, r.time_limit_minutes,
               r.own_seconds, r.own_runs_on,
               r.extra_unit, r.extra_amount, r.deadline_minutes, r.extra_attempts,
               coalesce((select min(l.lti_user_id)
                           from person_alias l
                          where l.person_id = p.id), '') as lti_user_id,
               statement_timestamp() as now
          from attempt_token t
          join attempt a
            on a.id = t.attempt_id
          join attempt_rule r
            on r.attempt_id = a.id
          join resource o
            on o.id = a.resource_id
          join person p
            on p.id = a.person_id
          join exam_version v
            on v.id = a.exam_version_id
         where t.ticket_hash = ?
           and t.ticket_expires_at > now()
           and t.revoked_at is null
        """,
        Wanted::read,
        ticketHash);
  }
}
