package org.examhall.core.attempt;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.examhall.core.access.AccessRules;
import org.examhall.core.access.Allowance;
import org.examhall.core.access.OwnLimit;
import org.examhall.core.context.Launch;
import org.examhall.core.resource.Resource;
import org.examhall.core.resource.ResourceReason;
import org.examhall.core.resource.ResourceSetting;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Row;
import org.examhall.kernel.sql.Tx;

/**
 * Which rules bind a person's attempts: the resource's with the person's own, or none for tests.
 */
public final class AttemptRules {
  /** Of the setting {@code s}, the exam's version {@code v} and the allowance {@code x}. */
  private static final String RULES =
      """
      s.resource_id as setting_of,
      s.*,
      case when v.numbas_version is not null then v.duration_seconds end as own_seconds,
      coalesce(not v.allow_pause, false) as own_runs_on,
      x.*,
      clock_timestamp() as now
      """;

  /**
   * What a launch opens, with the rules of its person's next attempt at it.
   *
   * @param isFirst whether that would be their first
   */
  public record Next(Resource resource, RulesNow rules, boolean isFirst) {
    static Next read(Row row) {
      Resource resource = Resource.read(row);
      return new Next(resource, AttemptRules.rules(resource.id(), row), row.flag("is_first"));
    }
  }

  /** The attempt's rules as they are now. */
  public RulesNow of(Tx tx, Attempt attempt) {
    return attempt.kind() == AttemptKind.TEST
        ? new RulesNow(
            AccessRules.of(ResourceSetting.initial(attempt.resourceId())), OwnLimit.NONE, tx.now())
        : list(tx, attempt.resourceId(), attempt.examVersionId(), attempt.personId())
            .get(0)
            .rules();
  }

  /** Those of the launch, or {@link ResourceReason#NO_SUCH_RESOURCE} when nothing is set up. */
  public Next ofNext(Tx tx, Launch launch) {
    return launch
        .resourceId()
        .flatMap(id -> findNext(tx, launch, id))
        .orElseThrow(() -> new Refused(ResourceReason.NO_SUCH_RESOURCE));
  }

  /** The rules of the person's next attempt at the resource. */
  public RulesNow ofNext(Tx tx, Resource resource, long personId) {
    return list(tx, resource.id(), resource.examVersionId(), personId).get(0).rules();
  }

  /** The rules of the next attempts of all these persons, by person. */
  public Map<Long, AccessRules> ofNext(Tx tx, Resource resource, Collection<Long> personIds) {
    long[] ids = personIds.stream().mapToLong(Long::longValue).toArray();
    return list(tx, resource.id(), resource.examVersionId(), ids).stream()
        .collect(Collectors.toMap(Personal::personId, personal -> personal.rules().rules()));
  }

  private record Personal(long personId, RulesNow rules) {}

  private static RulesNow rules(long resourceId, Row row) {
    ResourceSetting setting =
        row.findLong("setting_of").isPresent()
            ? ResourceSetting.read(row)
            : ResourceSetting.initial(resourceId);
    OwnLimit own = OwnLimit.read(row);
    AccessRules rules = AccessRules.of(setting, own, Allowance.read(row));
    return new RulesNow(rules, own, row.instant("now"));
  }

  private static Optional<Next> findNext(Tx tx, Launch launch, long resourceId) {
    return tx.one(
        """
        select o.id, o.context_id, o.exam_id, o.exam_version_id, o.title, o.created_at,
               not exists (select 1
                             from attempt a
                            where a.resource_id = o.id
                              and a.person_id = ?
                              and a.kind = 'graded') as is_first,
               %s
          from resource o
          join exam_version v
            on v.id = o.exam_version_id
          left join resource_setting s
            on s.resource_id = o.id
         cross join lateral allowance(o.id, ?) x
         where o.id = ?
           and o.context_id = ?
        """
            .formatted(RULES),
        Next::read,
        launch.personId(),
        launch.personId(),
        resourceId,
        launch.contextId());
  }

  private static List<Personal> list(
      Tx tx, long resourceId, long examVersionId, long... personIds) {
    return tx.list(
        """
        select p.person_id, %s
          from exam_version v
         cross join unnest(?::bigint[]) as p (person_id)
          left join resource_setting s
            on s.resource_id = ?
         cross join lateral allowance(?, p.person_id) x
         where v.id = ?
        """
            .formatted(RULES),
        row -> new Personal(row.longAt("person_id"), rules(resourceId, row)),
        personIds,
        resourceId,
        resourceId,
        examVersionId);
  }
}
