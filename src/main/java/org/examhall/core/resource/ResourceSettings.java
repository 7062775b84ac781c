package org.examhall.core.resource;

import org.examhall.kernel.sql.Tx;

/** Every statement about the {@code resource_setting} table. */
public final class ResourceSettings {
  /** The resource's settings; the initial ones when nobody saved any. */
  public ResourceSetting of(Tx tx, long resourceId) {
    return tx.one(
            """
            select resource_id, max_attempts, available_from, available_until, due_at,
                   time_limit_minutes, grade_of, show_scores, review_from, mail_receipts_since
              from resource_setting
             where resource_id = ?
            """,
            ResourceSetting::read,
            resourceId)
        .orElseGet(() -> ResourceSetting.initial(resourceId));
  }

  /** Stores the settings in place of what was there. */
  public void save(Tx tx, ResourceSetting setting) {
    tx.change(
        """
        insert into resource_setting
               (resource_id, max_attempts, available_from, available_until, due_at,
                time_limit_minutes, grade_of, show_scores, review_from, mail_receipts_since)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, case when ? then now() end)
        on conflict (resource_id) do update
           set max_attempts = excluded.max_attempts,
               available_from = excluded.available_from,
               available_until = excluded.available_until,
               due_at = excluded.due_at,
               time_limit_minutes = excluded.time_limit_minutes,
               grade_of = excluded.grade_of,
               show_scores = excluded.show_scores,
               review_from = excluded.review_from,
               mail_receipts_since = case
                 when excluded.mail_receipts_since is not null
                   then coalesce(resource_setting.mail_receipts_since, now())
               end,
               changed_at = now()
        """,
        setting.resourceId(),
        setting.maxAttempts(),
        setting.availableFrom(),
        setting.availableUntil(),
        setting.dueAt(),
        setting.timeLimitMinutes(),
        setting.gradeOf(),
        setting.showScores(),
        setting.reviewFrom(),
        setting.mailReceipts());
  }
}
