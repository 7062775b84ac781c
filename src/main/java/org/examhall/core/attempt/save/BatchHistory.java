package org.examhall.core.attempt.save;

import java.time.Instant;
import java.util.List;
import org.examhall.kernel.sql.Row;
import org.examhall.kernel.sql.Tx;

/** Every statement about the {@code attempt_batch} table: what came, once, as it came. */
public final class BatchHistory {
  private final HistoryText text;

  /** Written as this text. */
  public BatchHistory(HistoryText text) {
    this.text = text;
  }

  /**
   * What the database says about a batch before it is stored.
   *
   * @param allowed whether its token still holds
   * @param stored whether it came before; {@code late} and {@code refused} are what it was told
   *     then
   * @param kept elements that are stored of it
   */
  record Known(boolean allowed, boolean stored, boolean late, int kept, List<Refusal> refused) {}

  /**
   * A row.
   *
   * @param kept the elements that are stored
   * @param refused the others
   * @param late received after the attempt's end
   * @param stale received while a newer window held the attempt
   */
  record Entry(
      Batch batch, List<Element> kept, List<Refusal> refused, boolean late, boolean stale) {}

  /**
   * The whole value that a repeat brings in place of a splice that did not fit.
   *
   * @param refused what is still not stored of the batch
   */
  record Completion(Batch batch, Element whole, List<Refusal> refused) {}

  /** How each batch stands, in the order given. */
  List<Known> known(Tx tx, List<Batch> batches) {
    return tx.list(
        """
        select t.id is not null as allowed, b.attempt_id is not null as stored,
               coalesce(b.late, false) as late, coalesce(b.element_count, 0) as kept, b.refused
          from unnest(?::bigint[], ?::bigint[], ?::integer[], ?::integer[]) with ordinality
               as w (attempt_id, token_id, epoch, seq, place)
          left join attempt_token t
            on t.id = w.token_id
           and t.attempt_id = w.attempt_id
           and t.mode = 'normal'
           and t.token_hash is not null
           and t.revoked_at is null
           and t.expires_at > now()
          left join attempt_batch b
            on b.attempt_id = w.attempt_id
           and b.epoch = w.epoch
           and b.seq = w.seq
         order by w.place
        """,
        this::known,
        batches.stream().mapToLong(Batch::attemptId).toArray(),
        batches.stream().mapToLong(Batch::tokenId).toArray(),
        batches.stream().mapToInt(Batch::epoch).toArray(),
        batches.stream().mapToInt(Batch::seq).toArray());
  }

  private Known known(Row row) {
    return new Known(
        row.flag("allowed"),
        row.flag("stored"),
        row.flag("late"),
        row.intAt("kept"),
        row.findText("refused").map(text::readRefused).orElse(List.of()));
  }

  /** Adds rows; one that is there stays as it is. */
  void add(Tx tx, List<Entry> entries, Instant receivedAt) {
    tx.change(
        """
        insert into attempt_batch
               (attempt_id, epoch, seq, received_at, late, stale, terminated, element_count, elements,
                refused)
        select unnest(?::bigint[]), unnest(?::integer[]), unnest(?::integer[]),
               ?, unnest(?::boolean[]), unnest(?::boolean[]),
               unnest(?::boolean[]), unnest(?::integer[]), unnest(?::text[]), unnest(?::text[])
            on conflict (attempt_id, epoch, seq) do nothing
        """,
        entries.stream().mapToLong(e -> e.batch().attemptId()).toArray(),
        entries.stream().mapToInt(e -> e.batch().epoch()).toArray(),
        entries.stream().mapToInt(e -> e.batch().seq()).toArray(),
        receivedAt,
        Flags.of(entries, Entry::late),
        Flags.of(entries, Entry::stale),
        Flags.of(entries, e -> e.batch().terminated()),
        entries.stream().mapToInt(e -> e.kept().size()).toArray(),
        entries.stream().map(e -> text.elements(e.kept())).toArray(String[]::new),
        entries.stream().map(e -> text.refused(e.refused())).toArray(String[]::new));
  }

  /** Adds to rows what they lacked. */
  void complete(Tx tx, List<Completion> completions) {
    if (completions.isEmpty()) {
      return;
    }
    tx.change(
        """
        update attempt_batch b
           set elements = case b.element_count
                 when 0 then t.elements
                 else left(b.elements, -1) || ',' || substr(t.elements, 2)
               end,
               element_count = b.element_count + 1,
               refused = t.refused
          from unnest(?::bigint[], ?::integer[], ?::integer[], ?::text[], ?::text[])
               as t (attempt_id, epoch, seq, elements, refused)
         where b.attempt_id = t.attempt_id
           and b.epoch = t.epoch
           and b.seq = t.seq
        """,
        completions.stream().mapToLong(c -> c.batch().attemptId()).toArray(),
        completions.stream().mapToInt(c -> c.batch().epoch()).toArray(),
        completions.stream().mapToInt(c -> c.batch().seq()).toArray(),
        completions.stream().map(c -> text.elements(List.of(c.whole()))).toArray(String[]::new),
        completions.stream().map(c -> text.refused(c.refused())).toArray(String[]::new));
  }

  /** The sequence numbers that are stored of an epoch, ascending. */
  public List<Integer> seqs(Tx tx, long attemptId, int epoch) {
    return tx.list(
        """
        select seq
          from attempt_history
         where attempt_id = ?
           and epoch = ?
         order by seq
        """,
        row -> row.intAt("seq"),
        attemptId,
        epoch);
  }

  /** Elements that are stored for the attempt, repeats of a key included. */
  public long elementCount(Tx tx, long attemptId) {
    return tx.only(
        """
        select coalesce(sum(element_count), 0)::bigint as elements
          from attempt_history
         where attempt_id = ?
        """,
        row -> row.longAt("elements"),
        attemptId);
  }
}
