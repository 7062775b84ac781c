package org.examhall.core.resource;

import java.util.Optional;
import org.examhall.core.context.Launch;
import org.examhall.core.exam.ExamVersion;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Tx;

/** Every statement about the {@code resource} table. */
public final class Resources {
  /** The resource if it belongs to the course; empty otherwise, whoever's it is. */
  public Optional<Resource> find(Tx tx, long contextId, long id) {
    return tx.one(
        """
        select id, context_id, exam_id, exam_version_id, title, created_at
          from resource
         where id = ?
           and context_id = ?
        """,
        Resource::read,
        id,
        contextId);
  }

  /** What the launch opens, or {@link ResourceReason#NO_SUCH_RESOURCE} when nothing is set up. */
  public Resource of(Tx tx, Launch launch) {
    return launch
        .resourceId()
        .flatMap(id -> find(tx, launch.contextId(), id))
        .orElseThrow(() -> new Refused(ResourceReason.NO_SUCH_RESOURCE));
  }

  /** A new resource that runs {@code version}, in the launch's course. */
  Resource add(Tx tx, Launch launch, ExamVersion version, String title) {
    return tx.only(
        """
        insert into resource (context_id, exam_id, exam_version_id, title, created_by)
        values (?, ?, ?, ?, ?)
        returning id, context_id, exam_id, exam_version_id, title, created_at
        """,
        Resource::read,
        launch.contextId(),
        version.examId(),
        version.id(),
        title,
        launch.personId());
  }

  /** New attempts of the resource get {@code version}; the attempts there are keep theirs. */
  void useVersion(Tx tx, Resource resource, ExamVersion version) {
    tx.change(
        """
        update resource
           set exam_id = ?, exam_version_id = ?
         where id = ?
        """,
        version.examId(),
        version.id(),
        resource.id());
  }
}
