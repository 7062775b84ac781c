-- What an ended attempt holds, in one row: its history and its current values.

alter table attempt add column packed boolean not null default false;
alter table attempt add constraint attempt_packed_ended check (not packed or state = 'ended');
comment on column attempt.packed is 'whether its attempt_batch and attempt_cmi rows are in attempt_archive';
create index attempt_to_pack on attempt (id) where state = 'ended' and not packed;

create table attempt_archive (
  attempt_id bigint primary key references attempt,
  history text not null,
  packed_at timestamptz not null default now()
);
comment on table attempt_archive is 'History and current values of an ended attempt; goes back into rows when something comes late or the attempt is reopened';
comment on column attempt_archive.history is
  'JSON array of [epoch, seq, received_at, late, stale, terminated, refused, elements, current, suspend_data]: as in attempt_batch; which elements are the attempt_cmi rows; and the whole suspend_data where it is one of them';

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

create function archived_values(history text)
  returns table (key text, value text, epoch integer, seq integer, item integer, saved_at timestamptz)
  language sql stable parallel safe
  begin atomic
    select e.element ->> 'k',
           case when e.element ->> 'k' = 'cmi.suspend_data' then b.suspend_data
           else e.element ->> 'v' end,
           b.epoch, b.seq, (e.place - 1)::integer, b.received_at
      from (select (h ->> 0)::integer as epoch, (h ->> 1)::integer as seq,
                   (h ->> 2)::timestamptz as received_at, h -> 7 as elements,
                   (h ->> 8)::integer[] as current, h ->> 9 as suspend_data
              from json_array_elements(history::json) as h
            offset 0) as b
     cross join lateral json_array_elements(b.elements) with ordinality as e (element, place)
     where e.place - 1 = any (b.current);
  end;
comment on function archived_values(text) is 'What attempt_archive.history says, as rows of attempt_cmi';

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
 cross join lateral archived_values(a.history) v;
comment on view attempt_value is 'Current values of every attempt, packed or not: what readers read';
