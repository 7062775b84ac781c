package org.examhall.core.retention;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.examhall.core.user.Actor;
import org.examhall.core.user.AuditAction;
import org.examhall.core.user.AuditLog;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Tx;

/**
 * Changes the rules. One that is turned on, or that would take more than before, begins a week
 * later, so that somebody can still object.
 *
 * <p>Errors: {@link Refused} with {@link RetentionReason#MONTHS_UNUSABLE}. Repeats: change nothing.
 */
public final class SaveRetention {
  /** How long nothing goes by a rule that is new. */
  public static final Duration GRACE = Duration.ofDays(7);

  private final RetentionRules rules;
  private final AuditLog audit;

  /** Works on these tables. */
  public SaveRetention(RetentionRules rules, AuditLog audit) {
    this.rules = rules;
    this.audit = audit;
  }

  /** A rule as somebody wants it. */
  public record Wish(RetentionKind kind, boolean on, int months) {}

  /** From now on they are so. */
  public void run(Tx tx, Actor actor, List<Wish> wishes) {
    for (RetentionRule rule : rules.lock(tx)) {
      wishes.stream()
          .filter(wish -> wish.kind() == rule.kind())
          .forEach(wish -> save(tx, actor, rule, wish));
    }
  }

  private void save(Tx tx, Actor actor, RetentionRule rule, Wish wish) {
    if (!RetentionRule.allows(wish.months())) {
      throw new Refused(
          RetentionReason.MONTHS_UNUSABLE, RetentionRule.FEWEST_MONTHS, RetentionRule.MOST_MONTHS);
    }
    if (wish.on() == rule.isOn() && wish.months() == rule.months()) {
      return;
    }
    String months = Integer.toString(wish.months());
    if (wish.on()) {
      boolean takesMore = !rule.isOn() || wish.months() < rule.months();
      String begins =
          rules
              .saveOn(tx, rule.kind(), wish.months(), Optional.of(GRACE).filter(g -> takesMore))
              .toString();
      Map<String, String> details = Map.of("months", months, "begins", begins);
      audit.add(tx, actor, AuditAction.RETENTION_TURNED_ON, rule.kind().subject(), details);
    } else {
      rules.saveOff(tx, rule.kind(), wish.months());
      Map<String, String> details = Map.of("months", months);
      audit.add(tx, actor, AuditAction.RETENTION_TURNED_OFF, rule.kind().subject(), details);
    }
  }
}
