-- What an ended attempt holds, in one row: its history and its current values.

alter table attempt add column packed boolean not null default false;
alter table attempt add constraint attempt_packed_ended check (not packed or state = 'ended');
comment on column attempt.packed is 'whether its attempt_batch and attempt_cmi rows are in attempt_archive';
create index attempt_to_pack on attempt (id) where state = 'ended' and not packed;

create table attempt_archive (
  attempt_id bigint primary key references attempt,
  history text not null,
  held text not null,
  packed_at timestamptz not null default now()
);
comment on table attempt_archive is 'History and current values of an ended attempt; goes back into rows when something comes late or the attempt is reopened';
comment on column attempt_archive.history is 'JSON array of [epoch, seq, received_at, late, stale, terminated, refused, elements], as in attempt_batch';
comment on column attempt_archive.held is 'JSON array of [key, value, epoch, seq, item, saved_at], as in attempt_cmi';

create function archived_batches(history text)
  returns table (epoch integer, seq integer, received_at timestamptz, late boolean, stale boolean,
                 terminated boolean, element_count integer, elements text, refused text)
  language sql stable parallel safe
  begin atomic
    select (b ->> 0)::integer, (b ->> 1)::integer, (b ->> 2)::timestamptz, (b ->> 3)::boolean,
           (b ->> 4)::boolean, (b ->> 5)::boolean, json_array_length(b -> 7), (b -> 7)::text,
           case when json_typeof(b -> 6) <> 'null' then (b -> 6)::text end
      from json_array_elements(history::json) as b;
  end;
comment on function archived_batches(text) is 'What attempt_archive.history says, as rows of attempt_batch';

create function archived_values(held text)
  returns table (key text, value text, epoch integer, seq integer, item integer, saved_at timestamptz)
  language sql stable parallel safe
  begin atomic
    select v ->> 0, v ->> 1, (v ->> 2)::integer, (v ->> 3)::integer, (v ->> 4)::integer,
           (v ->> 5)::timestamptz
      from json_array_elements(held::json) as v;
  end;
comment on function archived_values(text) is 'What attempt_archive.held says, as rows of attempt_cmi';

create view attempt_history as
select attempt_id, epoch, seq, received_at, late, stale, terminated, element_count, elements, refused
  from attempt_batch
 union all
select a.attempt_id, b.*
  from attempt_archive a
 cross join lateral archived_batches(a.history) b;
comment on view attempt_history is 'Every batch of every attempt, packed or not: what readers read';

create view attempt_value as
select attempt_id, key, value, epoch, seq, item, saved_at
  from attempt_cmi
 union all
select a.attempt_id, v.*
  from attempt_archive a
 cross join lateral archived_values(a.held) v;
comment on view attempt_value is 'Current values of every attempt, packed or not: what readers read';
