package org.examhall.core.consumer;

import java.util.LinkedHashMap;
import java.util.Map;
import org.examhall.core.user.Actor;
import org.examhall.core.user.AuditAction;
import org.examhall.core.user.AuditLog;
import org.examhall.kernel.sql.Tx;

/** Decides how launches with a key are checked from now on, and writes down who did and what. */
public final class ChangeLaunchChecks {
  private final Lti11Keys keys;
  private final AuditLog audit;

  /** Changes {@code keys}, audited in {@code audit}. */
  public ChangeLaunchChecks(Lti11Keys keys, AuditLog audit) {
    this.keys = keys;
    this.audit = audit;
  }

  /** Saves them; refused when a value is impossible. What changes nothing leaves no trace. */
  public void run(Tx tx, Actor actor, KeySummary key, LaunchChecks checks) {
    checks.requireUsable();
    Map<String, String> changes = checks.changesOf(key.checks());
    if (changes.isEmpty()) {
      return;
    }
    keys.saveChecks(tx, key.id(), checks);
    Map<String, String> details = new LinkedHashMap<>(changes);
    details.put("key", Long.toString(key.id()));
    audit.add(
        tx, actor, AuditAction.CONSUMER_CHECKS_CHANGED, "consumer:" + key.consumerId(), details);
  }
}
