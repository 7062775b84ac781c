package org.examhall.core.attempt;

import org.examhall.core.access.AccessRules;
import org.examhall.core.resource.ResourceSetting;
import org.examhall.core.resource.ResourceSettings;
import org.examhall.kernel.sql.Tx;

/** Which rules bind an attempt: its resource's own, or none for a test run. */
public final class AttemptRules {
  private final ResourceSettings settings;

  /** Over this table. */
  public AttemptRules(ResourceSettings settings) {
    this.settings = settings;
  }

  /** The attempt's rules as they are now. */
  public AccessRules of(Tx tx, Attempt attempt) {
    return AccessRules.of(
        attempt.kind() == AttemptKind.TEST
            ? ResourceSetting.initial(attempt.resourceId())
            : settings.of(tx, attempt.resourceId()));
  }
}
