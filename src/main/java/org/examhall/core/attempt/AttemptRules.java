package org.examhall.core.attempt;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.examhall.core.access.AccessRules;
import org.examhall.core.access.Allowance;
import org.examhall.core.access.OwnLimit;
import org.examhall.core.resource.Resource;
import org.examhall.core.resource.ResourceSetting;
import org.examhall.core.resource.ResourceSettings;
import org.examhall.kernel.sql.Row;
import org.examhall.kernel.sql.Tx;

/**
 * Which rules bind a person's attempts: the resource's with the person's own, or none for tests.
 */
public final class AttemptRules {
  private final ResourceSettings settings;

  /** Over this table. */
  public AttemptRules(ResourceSettings settings) {
    this.settings = settings;
  }

  /** The attempt's rules as they are now. */
  public AccessRules of(Tx tx, Attempt attempt) {
    return attempt.kind() == AttemptKind.TEST
        ? AccessRules.of(ResourceSetting.initial(attempt.resourceId()))
        : of(
            settings.of(tx, attempt.resourceId()),
            personal(tx, attempt.resourceId(), attempt.examVersionId(), attempt.personId()).get(0));
  }

  /** The rules of the person's next attempt at the resource. */
  public AccessRules ofNext(Tx tx, Resource resource, long personId) {
    return of(
        settings.of(tx, resource.id()),
        personal(tx, resource.id(), resource.examVersionId(), personId).get(0));
  }

  /** The rules of the next attempts of all these persons, by person. */
  public Map<Long, AccessRules> ofNext(Tx tx, Resource resource, Collection<Long> personIds) {
    ResourceSetting setting = settings.of(tx, resource.id());
    long[] ids = personIds.stream().mapToLong(Long::longValue).toArray();
    return personal(tx, resource.id(), resource.examVersionId(), ids).stream()
        .collect(Collectors.toMap(Personal::personId, personal -> of(setting, personal)));
  }

  private record Personal(long personId, OwnLimit own, Allowance allowance) {
    static Personal read(Row row) {
      return new Personal(row.longAt("person_id"), OwnLimit.read(row), Allowance.read(row));
    }
  }

  private static AccessRules of(ResourceSetting setting, Personal personal) {
    return AccessRules.of(setting, personal.own(), personal.allowance());
  }

  private static List<Personal> personal(
      Tx tx, long resourceId, long examVersionId, long... personIds) {
    return tx.list(
        """
        select p.person_id,
               case when v.numbas_version is not null then v.duration_seconds end as own_seconds,
               coalesce(not v.allow_pause, false) as own_runs_on,
               x.*
          from exam_version v
         cross join unnest(?::bigint[]) as p (person_id)
         cross join lateral allowance(?, p.person_id) x
         where v.id = ?
        """,
        Personal::read,
        personIds,
        resourceId,
        examVersionId);
  }
}
