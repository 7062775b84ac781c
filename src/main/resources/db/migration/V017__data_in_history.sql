-- A whole suspend_data is written once: in the history, to which the current value points.

alter table attempt_cmi alter column value drop not null;
comment on column attempt_cmi.value is 'null for a suspend_data that came whole: then element "item" of attempt_batch row (epoch, seq) holds it';
alter table attempt_cmi add constraint attempt_cmi_value check (value is not null or key = 'cmi.suspend_data');

create function value_in_history(attempt bigint, at_epoch integer, at_seq integer, at_item integer)
  returns text
  language sql stable parallel safe
  begin atomic
    select b.elements::json -> at_item ->> 'v'
      from attempt_batch b
     where b.attempt_id = attempt
       and b.epoch = at_epoch
       and b.seq = at_seq;
  end;
comment on function value_in_history is 'The whole value that an element of attempt_batch brought';

create view attempt_current as
select attempt_id, key, coalesce(value, value_in_history(attempt_id, epoch, seq, item)) as value,
       epoch, seq, item, saved_at
  from attempt_cmi;
comment on view attempt_current is 'The rows of attempt_cmi with every value filled in';

create or replace view attempt_value as
select attempt_id, key, value, epoch, seq, item, saved_at
  from attempt_current
 union all
select a.attempt_id, v.*
  from attempt_archive a
 cross join lateral archived_values(a.history) v;
