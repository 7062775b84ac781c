package org.examhall.core.context;

import java.util.Map;
import org.examhall.core.consumer.EarlierIds;
import org.examhall.core.consumer.Lti13Registrations;
import org.examhall.core.user.Actor;
import org.examhall.core.user.AuditAction;
import org.examhall.core.user.AuditLog;
import org.examhall.kernel.sql.Tx;

/**
 * Decides which claims of a consumer's launches about ids of LTI 1.1 are followed, and takes back
 * what was linked by them.
 */
public final class FollowEarlierIds {
  private final Lti13Registrations registrations;
  private final IdAliases aliases;
  private final AuditLog audit;

  /** Works on these tables, audited in {@code audit}. */
  public FollowEarlierIds(Lti13Registrations registrations, IdAliases aliases, AuditLog audit) {
    this.registrations = registrations;
    this.aliases = aliases;
    this.audit = audit;
  }

  /** From now on these are followed; how many registrations that is about. */
  public int run(Tx tx, Actor actor, long consumerId, EarlierIds followed) {
    audit.add(
        tx,
        actor,
        AuditAction.CONSUMER_EARLIER_IDS,
        "consumer:" + consumerId,
        Map.of("followed", followed.name()));
    return registrations.saveEarlierIds(tx, consumerId, followed);
  }

  /** All links are taken back, and none made again until somebody says so. */
  public void undo(Tx tx, Actor actor, long consumerId) {
    run(tx, actor, consumerId, EarlierIds.OFF);
    aliases.removeAll(tx, consumerId);
  }
}
