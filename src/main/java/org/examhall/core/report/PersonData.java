package org.examhall.core.report;

import java.util.Optional;
import org.examhall.kernel.sql.Tx;

/**
 * All that is kept about a person, for the person: one statement, and so the picture of one moment.
 * Secrets, and what the LMS's addresses are, belong to the site and are not in it.
 */
public final class PersonData {
  private static final String SELECT =
      """
      select json_build_object(
               'person', json_build_object(
                 'lms', c.title,
                 'name', p.display_name,
                 'email', p.email,
                 'first_seen_at', p.created_at,
                 'user_ids', (select json_agg(a.lti_user_id order by a.lti_user_id)
                                from person_alias a
                               where a.person_id = p.id)),
               'memberships', (select json_agg(json_build_object(
                                        'course', coalesce(nullif(x.title, ''), x.lti_context_id),
                                        'name', m.name,
                                        'email', m.email,
                                        'role', m.role,
                                        'active', m.active,
                                        'groups', (select json_agg(g.name order by g.name)
                                                     from course_group g
                                                    where g.context_id = m.context_id
                                                      and g.lti_group_id = any(m.group_ids)),
                                        'seen_at', m.seen_at) order by m.seen_at)
                                 from person_alias a
                                 join context x on x.consumer_id = p.consumer_id
                                 join roster_member m on m.context_id = x.id
                                                     and m.lti_user_id = a.lti_user_id
                                where a.person_id = p.id),
               'launches', (select json_agg(json_build_object(
                                     'at', l.created_at,
                                     'role', l.role,
                                     'purpose', l.purpose,
                                     'language', l.locale,
                                     'address', l.source_address,
                                     'browser', l.user_agent,
                                     'parameters', l.parameters) order by l.created_at)
                              from launch l
                             where l.person_id = p.id),
               'attempts', (select json_agg(json_build_object(
                                     'course', coalesce(nullif(x.title, ''), x.lti_context_id),
                                     'exam', r.title,
                                     'number', t.number,
                                     'kind', t.kind,
                                     'state', t.state,
                                     'created_at', t.created_at,
                                     'started_at', t.started_at,
                                     'last_saved_at', t.last_saved_at,
                                     'ended_at', t.ended_at,
                                     'end_reason', t.end_reason,
                                     'raw_score', t.raw_score,
                                     'max_score', t.max_score,
                                     'scaled_score', t.scaled_score,
                                     'receipt_mailed_at', (select m.sent_at
                                                             from receipt_mail m
                                                            where m.attempt_id = t.id),
                                     'values', (select json_object_agg(v.key, v.value)
                                                  from attempt_value v
                                                 where v.attempt_id = t.id),
                                     'saves', (select json_agg(json_build_object(
                                                        'window', h.epoch,
                                                        'number', h.seq,
                                                        'received_at', h.received_at,
                                                        'late', h.late,
                                                        'elements', h.elements::json)
                                                        order by h.epoch, h.seq)
                                                 from attempt_history h
                                                where h.attempt_id = t.id),
                                     'events', (select json_agg(json_build_object(
                                                         'at', e.at,
                                                         'event', e.event,
                                                         'details', e.details) order by e.id)
                                                  from attempt_event e
                                                 where e.attempt_id = t.id)) order by t.id)
                              from attempt t
                              join resource r on r.id = t.resource_id
                              join context x on x.id = r.context_id
                             where t.person_id = p.id),
               'grades', (select json_agg(json_build_object(
                                   'exam', r.title,
                                   'scaled_score', o.scaled_score,
                                   'state', o.state,
                                   'changed_at', o.changed_at,
                                   'sent_at', o.sent_at) order by o.id)
                            from score_outbox o
                            join resource r on r.id = o.resource_id
                           where o.person_id = p.id),
               'extra_time', (select json_agg(json_build_object(
                                       'exam', r.title,
                                       'extra', concat_ws(' ', g.extra_amount, g.extra_unit),
                                       'deadline_minutes', g.deadline_minutes,
                                       'extra_attempts', g.extra_attempts,
                                       'given_at', g.created_at) order by g.id)
                                from access_change_member m
                                join access_change g on g.id = m.access_change_id
                                join resource r on r.id = g.resource_id
                               where m.person_id = p.id)
             )::text as data
        from person p
        join consumer c on c.id = p.consumer_id
       where p.id = ?
      """;

  /** As a JSON object; empty if there is nobody. */
  public Optional<String> json(Tx tx, long personId) {
    return tx.one(SELECT, row -> row.text("data"), personId);
  }
}
