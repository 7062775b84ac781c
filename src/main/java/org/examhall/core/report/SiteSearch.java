package org.examhall.core.report;

import java.util.List;
import org.examhall.kernel.sql.Tx;

/**
 * Finds people, courses and exams of the whole site by index: at most {@link #MOST} of a kind, so
 * that a short word costs no more on a large site.
 */
public final class SiteSearch {
  /** Who searches for less than this many has to say more. */
  public static final int MOST = 1_000;

  private static final String PEOPLE =
      """
      with found as (
        (select id
           from person
          where to_tsvector('simple', display_name) @@ to_tsquery('simple', ?)
          limit 1000)
        union
        (select id
           from person
          where lower(email) ~>=~ ?
            and lower(email) ~<~ ?
          limit 1000)
        union
        (select person_id
           from person_alias
          where lower(lti_user_id) ~>=~ ?
            and lower(lti_user_id) ~<~ ?
          limit 1000)
        limit 1000),
      hit as (
        select p.id, p.display_name as name, c.title as consumer,
               concat_ws(', ', nullif(p.email, ''),
                         (select string_agg(a.lti_user_id, ', ' order by a.lti_user_id)
                            from person_alias a
                           where a.person_id = p.id)) as more
          from found
          join person p on p.id = found.id and p.staff_account_id is null
          join consumer c on c.id = p.consumer_id)
      """;

  private static final String CONTEXTS =
      """
      with found as (
        (select id
           from context
          where to_tsvector('simple', title || ' ' || label) @@ to_tsquery('simple', ?)
          limit 1000)
        union
        (select id
           from context
          where lower(lti_context_id) ~>=~ ?
            and lower(lti_context_id) ~<~ ?
          limit 1000)
        limit 1000),
      hit as (
        select x.id, coalesce(nullif(x.title, ''), x.label) as name, c.title as consumer,
               concat_ws(', ', nullif(x.label, ''), x.lti_context_id) as more
          from found
          join context x on x.id = found.id
          join consumer c on c.id = x.consumer_id)
      """;

  private static final String EXAMS =
      """
      with found as (
        (select id
           from resource
          where to_tsvector('simple', title) @@ to_tsquery('simple', ?)
          limit 1000)
        union
        (select r.id
           from exam e
           join resource r on r.exam_id = e.id
          where to_tsvector('simple', e.title) @@ to_tsquery('simple', ?)
          limit 1000)
        limit 1000),
      hit as (
        select x.id, r.title as name, c.title as consumer,
               coalesce(nullif(x.title, ''), nullif(x.label, ''), x.lti_context_id) as more
          from found
          join resource r on r.id = found.id
          join context x on x.id = r.context_id
          join consumer c on c.id = x.consumer_id)
      """;

  /** Those of a kind by name, at most {@code limit} after the first {@code skip}. */
  public List<SearchHit> list(Tx tx, SearchKind kind, SearchWords words, int skip, int limit) {
    return tx.list(
        sql(kind)
            + """
              select id, name, more, consumer
                from hit
               order by lower(name), consumer, id
              offset %d
               limit %d
              """
                .formatted(skip, limit),
        row -> SearchHit.read(row, kind),
        values(kind, words));
  }

  /** How many of a kind there are, up to {@link #MOST}. */
  public int count(Tx tx, SearchKind kind, SearchWords words) {
    return tx.only(
        sql(kind) + " select count(*)::integer as hits from hit",
        row -> row.intAt("hits"),
        values(kind, words));
  }

  private static String sql(SearchKind kind) {
    return switch (kind) {
      case PEOPLE -> PEOPLE;
      case CONTEXTS -> CONTEXTS;
      case EXAMS -> EXAMS;
    };
  }

  private static Object[] values(SearchKind kind, SearchWords words) {
    return switch (kind) {
      case PEOPLE ->
          new Object[] {words.query(), words.from(), words.to(), words.from(), words.to()};
      case CONTEXTS -> new Object[] {words.query(), words.from(), words.to()};
      case EXAMS -> new Object[] {words.query(), words.query()};
    };
  }
}
