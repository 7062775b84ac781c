-- Whether the database's clock was set while exams went on, so that it ends nothing.

create table clock_watch (
  only_row boolean primary key default true check (only_row),
  halted_at timestamptz,
  stepped_seconds bigint not null default 0,
  confirmed integer not null default 0
);
insert into clock_watch default values;
comment on table clock_watch is 'Whether the database''s clock was set; one row';
comment on column clock_watch.halted_at is 'since when nothing is ended by the clock, by the clock that is doubted; null: it is trusted';
comment on column clock_watch.stepped_seconds is 'by how much it was set, back if negative';
comment on column clock_watch.confirmed is 'how often a person said that the new time is right';
