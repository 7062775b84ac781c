-- What a save costs: no detour for what fits into a page, and no row read twice.

alter table attempt_batch set (toast_tuple_target = 8160);
alter table attempt_cmi set (toast_tuple_target = 8160);

create or replace view attempt_rule as
select a.id as attempt_id,
       s.available_from,
       s.available_until,
       s.due_at,
       s.time_limit_minutes,
       case when a.kind = 'graded' and v.numbas_version is not null then v.duration_seconds end as own_seconds,
       a.kind = 'graded' and v.numbas_version is not null and coalesce(not v.allow_pause, false) as own_runs_on,
       x.extra_unit,
       x.extra_amount,
       x.deadline_minutes,
       x.extra_attempts,
       a.started_at,
       a.ended_at,
       a.end_reason,
       a.ended_epoch,
       a.ended_seq,
       v.numbas_version is not null or v.activity_count > 1 as says_completed_last
  from attempt a
  join exam_version v
    on v.id = a.exam_version_id
  left join resource_setting s
    on s.resource_id = a.resource_id
   and a.kind = 'graded'
  left join lateral allowance(a.resource_id, a.person_id) x
    on a.kind = 'graded';
comment on view attempt_rule is 'All that decides when an attempt may be worked on, and how it stands; nothing binds test runs';
comment on column attempt_rule.says_completed_last is 'whether the exam''s word that it is completed is its last';
