package org.examhall.core.resource;

import java.util.List;
import org.examhall.kernel.sql.Tx;

/** What can be chosen in a course: exams that are set up, and those that are not yet. */
public final class CourseExams {
  /** All of the course, newest first. */
  public List<CourseExam> list(Tx tx, long contextId) {
    return tx.list(
        """
        select r.id as resource_id, r.exam_id, r.title, v.max_score, r.created_at as added_at,
               (select coalesce(string_agg(l.title, ', ' order by l.id), '')
                  from resource_link l
                 where l.resource_id = r.id
                   and l.title <> '') as links,
               (select count(*)
                  from attempt a
                 where a.resource_id = r.id
                   and a.kind = 'graded') as attempts
          from resource r
          join exam_version v on v.id = r.exam_version_id
         where r.context_id = ?
         union all
        select null, e.id, e.title, newest.max_score, e.created_at, '', 0
          from exam e
          join lateral (select max_score
                          from exam_version
                         where exam_id = e.id
                         order by number desc
                         limit 1) newest on true
         where e.context_id = ?
           and not exists (select 1
                             from resource
                            where exam_id = e.id)
         order by added_at desc, exam_id desc, resource_id desc
        """,
        CourseExam::read,
        contextId,
        contextId);
  }
}
