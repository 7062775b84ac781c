package org.examhall.core.exam;

import java.util.List;
import java.util.Optional;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Tx;

/** Every statement about the {@code exam} table. */
public final class Exams {
  /** The exam if it belongs to the course; empty otherwise, whoever's it is. */
  public Optional<Exam> find(Tx tx, long contextId, long id) {
    return tx.one(
        """
        select id, context_id, title, created_at
          from exam
         where id = ?
           and context_id = ?
        """,
        Exam::read,
        id,
        contextId);
  }

  /** The exam of the course, or {@link ExamReason#NO_SUCH_EXAM}. */
  public Exam byId(Tx tx, long contextId, long id) {
    return find(tx, contextId, id).orElseThrow(() -> new Refused(ExamReason.NO_SUCH_EXAM));
  }

  /** The course's exams, newest first. */
  public List<Exam> list(Tx tx, long contextId) {
    return tx.list(
        """
        select id, context_id, title, created_at
          from exam
         where context_id = ?
         order by created_at desc, id desc
        """,
        Exam::read,
        contextId);
  }

  /** A new exam without versions. */
  public Exam add(Tx tx, long contextId, String title, Optional<Long> createdBy) {
    return tx.only(
        """
        insert into exam (context_id, title, created_by)
        values (?, ?, ?)
        returning id, context_id, title, created_at
        """,
        Exam::read,
        contextId,
        title,
        createdBy);
  }

  /** The exam of the course, locked until the transaction ends, or {@link ExamReason}. */
  Exam lock(Tx tx, long contextId, long id) {
    return tx.one(
            """
            select id, context_id, title, created_at
              from exam
             where id = ?
               and context_id = ?
               for update
            """,
            Exam::read,
            id,
            contextId)
        .orElseThrow(() -> new Refused(ExamReason.NO_SUCH_EXAM));
  }
}
