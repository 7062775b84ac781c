-- What may go once nobody has used it for long: rules, which are off until an administrator says otherwise, and what they did.

alter table context add last_launch_at timestamptz not null default now();
comment on column context.last_launch_at is 'its newest launch among those whose rows are gone already; before any, when it was made or this column was';
alter table person add last_launch_at timestamptz not null default now();
comment on column person.last_launch_at is 'their newest launch among those whose rows are gone already; before any, when they were added or this column was';

create table retention_rule (
  kind text primary key check (kind in ('work', 'people')),
  enabled boolean not null default false,
  months integer not null check (months between 3 and 240),
  begins_at timestamptz,
  check (enabled = (begins_at is not null))
);
comment on table retention_rule is 'What is deleted by itself; a row for each kind';
comment on column retention_rule.kind is 'work: of students in courses that nobody uses; people: of whom nothing else is kept';
comment on column retention_rule.months is 'for how many months nobody has used the course, or seen the person';
comment on column retention_rule.begins_at is 'nothing goes by this rule before then; null: it is off';
insert into retention_rule (kind, months) values ('work', 60), ('people', 24);

create table retention_run (
  id bigint generated always as identity primary key,
  began_at timestamptz not null default now(),
  ended_at timestamptz,
  lease_until timestamptz not null,
  lease_holder uuid not null,
  courses integer not null default 0,
  attempts integer not null default 0,
  grades integer not null default 0,
  people integer not null default 0,
  failures integer not null default 0
);
comment on table retention_run is 'What went each time that the rules were applied';
comment on column retention_run.ended_at is 'null: it is going on, or was broken off and the next one goes on with it';
comment on column retention_run.lease_until is 'until when whoever is at it is left to it; each step puts it off';
comment on column retention_run.failures is 'courses and people that could not be dealt with; the next run tries them again';
