-- What administrators look at and take away: the last day of the site, courses by periods of time, the log.

create index launch_created on launch (created_at, resource_link_id);
create index attempt_created on attempt (created_at) where kind = 'graded';
create index attempt_ended on attempt (ended_at) where kind = 'graded' and ended_at is not null;

create table time_period (
  id bigint generated always as identity primary key,
  consumer_id bigint not null references consumer,
  name text not null,
  starts_on date not null,
  ends_on date not null,
  check (starts_on <= ends_on)
);
create index time_period_consumer on time_period (consumer_id, starts_on);
comment on table time_period is 'A term, a year: how an administrator sorts the courses of an LMS; of two that overlap the later one counts';
comment on column time_period.ends_on is 'its last day; days are those of UTC';

alter table consumer add deleted_at timestamptz;
alter table consumer add constraint consumer_deleted_closed check (deleted_at is null or not enabled) not valid;
alter table consumer validate constraint consumer_deleted_closed;
comment on column consumer.deleted_at is 'when an administrator deleted it: it is closed and in no list; null: it was not, or was brought back';

alter table context add deleted_at timestamptz;
comment on column context.deleted_at is 'when an administrator deleted it: its launches are refused; null: it was not, or was brought back';

create view context_period as
select c.id as context_id, c.consumer_id, f.first_exam_at,
       case
         when c.deleted_at is not null then 'deleted'
         when f.first_exam_at is null then 'empty'
         else coalesce((select p.id::text
                          from time_period p
                         where p.consumer_id = c.consumer_id
                           and (f.first_exam_at at time zone 'UTC')::date between p.starts_on and p.ends_on
                         order by p.starts_on desc, p.id desc
                         limit 1), 'outside')
       end as period
  from context c
  left join lateral (select min(r.created_at) as first_exam_at
                       from resource r
                      where r.context_id = c.id) f on true;
comment on view context_period is 'Where a course stands among the periods of its LMS, by the day of its first exam';
comment on column context_period.period is 'id of a period, or outside, empty (no exam yet), deleted';

alter table audit_log add address text not null default '';
comment on column audit_log.address is 'where the actor sat; empty for system and the command line';
create index audit_log_actor on audit_log (actor, id desc);
create index audit_log_action on audit_log (action, id desc);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are only added', tg_table_name;
end
$$;
comment on function refuse_change() is 'For tables that nobody corrects afterwards';
create trigger audit_log_append_only before update or delete or truncate on audit_log
  for each statement execute function refuse_change();
