-- The server's clock: time limits, extra time for persons, and what ends when nobody is there.

alter table resource_setting
  add column time_limit_minutes integer check (time_limit_minutes between 1 and 100000);
comment on column resource_setting.time_limit_minutes is 'from an attempt''s start, by the server''s clock; null: the exam''s own limit, where its time does not stop while it is closed';

alter table exam_version add column allow_pause boolean;
comment on column exam_version.allow_pause is 'whether the exam''s own time stops while it is closed; null: not known';

alter table attempt drop constraint attempt_end_reason_check;
alter table attempt add constraint attempt_end_reason_check
  check (end_reason in ('exam', 'due', 'closed', 'time', 'instructor')) not valid;
alter table attempt validate constraint attempt_end_reason_check;
create index attempt_going_on on attempt (id) where state <> 'ended' and kind = 'graded';

create table access_change (
  id bigint generated always as identity primary key,
  resource_id bigint not null references resource,
  extra_unit text check (extra_unit in ('minutes', 'percent', 'unlimited')),
  extra_amount integer check (extra_amount between 1 and 100000),
  deadline_minutes integer check (deadline_minutes between 1 and 1000000),
  extra_attempts integer check (extra_attempts between 1 and 1000),
  created_by bigint references person,
  created_at timestamptz not null default now(),
  check ((extra_amount is null) = (extra_unit is null or extra_unit = 'unlimited')),
  check (num_nonnulls(extra_unit, deadline_minutes, extra_attempts) > 0)
);
comment on table access_change is 'What some persons may that others may not; of several for one person the latest made wins, field by field';
comment on column access_change.extra_unit is 'of extra_amount: minutes, or percent of the time limit; unlimited: no time limit; null: no change';
comment on column access_change.deadline_minutes is 'how much later due date and closing are; null: no change';
comment on column access_change.extra_attempts is 'on top of the resource''s; null: no change';
create index access_change_resource on access_change (resource_id, id);

create table access_change_member (
  person_id bigint not null references person,
  access_change_id bigint not null references access_change on delete cascade,
  primary key (person_id, access_change_id)
);
comment on table access_change_member is 'Whom an access change is for';
create index access_change_member_change on access_change_member (access_change_id);

create function allowance(of_resource bigint, of_person bigint)
  returns table (extra_unit text, extra_amount integer, deadline_minutes integer, extra_attempts integer)
  language sql stable parallel safe
  begin atomic
    select (array_agg(c.extra_unit order by c.id desc) filter (where c.extra_unit is not null))[1],
           (array_agg(c.extra_amount order by c.id desc) filter (where c.extra_unit is not null))[1],
           (array_agg(c.deadline_minutes order by c.id desc) filter (where c.deadline_minutes is not null))[1],
           (array_agg(c.extra_attempts order by c.id desc) filter (where c.extra_attempts is not null))[1]
      from access_change_member m
      join access_change c on c.id = m.access_change_id
     where m.person_id = of_person
       and c.resource_id = of_resource;
  end;
comment on function allowance(bigint, bigint) is 'What access changes give a person at a resource: always one row; the latest made wins, field by field';

create view attempt_rule as
select a.id as attempt_id,
       s.available_from,
       s.available_until,
       s.due_at,
       s.time_limit_minutes,
       v.duration_seconds as own_seconds,
       coalesce(not v.allow_pause, false) as own_runs_on,
       x.extra_unit,
       x.extra_amount,
       x.deadline_minutes,
       x.extra_attempts
  from attempt a
  left join resource_setting s
    on s.resource_id = a.resource_id
   and a.kind = 'graded'
  left join exam_version v
    on v.id = a.exam_version_id
   and v.numbas_version is not null
   and a.kind = 'graded'
  left join lateral allowance(a.resource_id, a.person_id) x
    on a.kind = 'graded';
comment on view attempt_rule is 'All that decides when an attempt may be worked on; nothing binds test runs';

create function students(of_resource bigint)
  returns table (person_id bigint)
  language sql stable parallel safe
  begin atomic
    select a.person_id
      from attempt a
     where a.resource_id = of_resource
       and a.kind = 'graded'
    union
    select o.person_id
      from resource_link l
      join lti11_outcome o on o.resource_link_id = l.id
     where l.resource_id = of_resource
    union
    select n.person_id
      from resource r
      join launch n on n.context_id = r.context_id
     where r.id = of_resource
       and n.role = 'learner';
  end;
comment on function students(bigint) is 'Whom the course is known to have: who has an attempt or a place for a grade, and who was launched into it lately';
create index launch_context on launch (context_id, role);
