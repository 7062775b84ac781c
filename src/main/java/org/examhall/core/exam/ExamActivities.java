package org.examhall.core.exam;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.examhall.kernel.sql.Tx;
import org.examhall.scorm.manifest.Activity;
import org.examhall.scorm.manifest.Launch;

/** Every statement about the {@code exam_activity} table. */
public final class ExamActivities {
  /** The version's table of contents; empty when the package is one activity. */
  public List<ExamActivity> list(Tx tx, long versionId) {
    return tx.list(
        """
        select position, depth, kind, title, launch_path, launch_data, mastery_score
          from exam_activity
         where exam_version_id = ?
         order by position
        """,
        ExamActivity::read,
        versionId);
  }

  /** Stores the table of contents of a new version. */
  void add(Tx tx, long versionId, List<Activity> activities) {
    if (activities.isEmpty()) {
      return;
    }
    tx.change(
        """
        insert into exam_activity
               (exam_version_id, position, depth, kind, title, launch_path, launch_data,
                mastery_score)
        select ?, a.position, a.depth, a.kind, a.title, a.launch_path, a.launch_data,
               a.mastery_score
          from unnest(?::integer[], ?::integer[], ?::text[], ?::text[], ?::text[], ?::text[],
                      ?::numeric[])
               as a (position, depth, kind, title, launch_path, launch_data, mastery_score)
        """,
        versionId,
        IntStream.rangeClosed(1, activities.size()).toArray(),
        activities.stream().mapToInt(Activity::depth).toArray(),
        activities.stream()
            .map(activity -> activity.kind().name().toLowerCase(Locale.ROOT))
            .toArray(String[]::new),
        activities.stream().map(Activity::title).toArray(String[]::new),
        texts(activities.stream().map(a -> a.launch().map(Launch::address)).toList()),
        texts(activities.stream().map(Activity::launchData).toList()),
        activities.stream().map(a -> a.masteryScore().orElse(null)).toArray(BigDecimal[]::new));
  }

  /** Stores for a version what another of the same package has. */
  void copy(Tx tx, long fromVersionId, long toVersionId) {
    tx.change(
        """
        insert into exam_activity
               (exam_version_id, position, depth, kind, title, launch_path, launch_data,
                mastery_score)
        select ?, position, depth, kind, title, launch_path, launch_data, mastery_score
          from exam_activity
         where exam_version_id = ?
        """,
        toVersionId,
        fromVersionId);
  }

  private static String[] texts(List<Optional<String>> texts) {
    return texts.stream().map(text -> text.orElse(null)).toArray(String[]::new);
  }
}
