package org.examhall.core.scoring;

import java.util.List;
import org.examhall.core.resource.ResourceSetting;
import org.examhall.core.resource.ResourceSettings;
import org.examhall.kernel.sql.Tx;

/**
 * Stores a resource's settings and brings the grades in line with them.
 *
 * <p>Only the choice of the attempt that counts changes grades; the others take effect by
 * themselves, as every page and save asks them anew. Threads: any.
 */
public final class ChangeSettings {
  private final ResourceSettings settings;
  private final Grades grades;

  /** Works on these. */
  public ChangeSettings(ResourceSettings settings, Grades grades) {
    this.settings = settings;
    this.grades = grades;
  }

  /** The grades to ring the {@link Bell} for after the commit. */
  public List<DueGrade> run(Tx tx, ResourceSetting setting) {
    ResourceSetting before = settings.of(tx, setting.resourceId());
    settings.save(tx, setting);
    return before.gradeOf() == setting.gradeOf()
        ? List.of()
        : grades.changed(tx, scoredAttempts(tx, setting.resourceId()));
  }

  private static long[] scoredAttempts(Tx tx, long resourceId) {
    return tx
        .list(
            """
            select id
              from attempt
             where resource_id = ?
               and kind = 'graded'
               and scaled_score is not null
            """,
            row -> row.longAt("id"),
            resourceId)
        .stream()
        .mapToLong(Long::longValue)
        .toArray();
  }
}
