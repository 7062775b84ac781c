package org.examhall.bench;

import java.util.List;
import org.examhall.bench.Seats.Seat;

/**
 * Gives attempts a long past: 6,500 batches of four elements each, 26,000 in all, which come to
 * 2,000 current values besides suspend_data, and 20 questions.
 */
final class LongAttempts {
  /** Elements that each attempt gets. */
  static final int ELEMENTS = 26_000;

  /** Interactions 0 to 199, one in each batch; ten members of each, three in each batch. */
  private static final String HISTORY =
      """
      insert into attempt_batch (attempt_id, epoch, seq, received_at, element_count, elements)
      select a.id, 1, s, now() - (6501 - s) * interval '1 second', 4,
             format(
               '[{"k":"cmi.suspend_data","p":{"base":"%2$s","from":%1$s,"drop":60,"add":"%3$s"},'
               '"len":4096,"hash":"%2$s","at":1767225610123},'
               '{"k":"cmi.interactions.%4$s.m%5$s","v":"%1$s","at":1767225610123},'
               '{"k":"cmi.interactions.%4$s.m%6$s","v":"%1$s","at":1767225610123},'
               '{"k":"cmi.interactions.%4$s.m%7$s","v":"%1$s","at":1767225610123}]',
               s % 4000, left(md5(s::text), 16), md5(s::text) || left(md5('x' || s), 28),
               s % 200, s % 10, (s + 3) % 10, (s + 6) % 10)
        from generate_series(1, 6500) as s, unnest(?) as a(id)
       order by s, a.id
      """;

  private static final String VALUES =
      """
      insert into attempt_cmi (attempt_id, key, value, epoch, seq, item, saved_at)
      select a.id, format('cmi.interactions.%s.m%s', i, m), md5(i || '.' || m),
             1, 6301 + i, m % 4, now()
        from unnest(?) as a(id), generate_series(0, 199) as i, generate_series(0, 9) as m
      """;

  private static final String DATA =
      """
      insert into attempt_cmi (attempt_id, key, value, epoch, seq, item, saved_at)
      select a.id, 'cmi.suspend_data',
             (select string_agg(md5(a.id || '.' || n), '') from generate_series(1, 128) as n),
             1, 6500, 0, now()
        from unnest(?) as a(id)
      """;

  private static final String QUESTIONS =
      """
      insert into attempt_question (attempt_id, position, name, raw_score, max_score)
      select a.id, n, 'Question', n % 5, 5 from unnest(?) as a(id), generate_series(0, 19) as n
      """;

  private static final String WINDOW =
      "insert into attempt_lease (attempt_id, epoch, fresh_epoch) select unnest(?), 1, 1";

  private static final String STATE =
      """
      update attempt
         set state = 'running', started_at = now() - interval '2 hours', last_saved_at = now()
       where id = any (?)
      """;

  private LongAttempts() {}

  /** Fills the attempts of these students, who have saved nothing so far. */
  static void fill(Database database, List<Seat> seats) {
    List<Long> attempts = seats.stream().map(Seat::attemptId).toList();
    for (String sql : List.of(HISTORY, VALUES, DATA, QUESTIONS, WINDOW, STATE)) {
      database.run(sql, attempts);
    }
    database.run("vacuum analyze", "checkpoint");
  }
}
