-- Parts are read from the elements, which every save writes, and no longer written besides.

set local lock_timeout = '5s'; -- a long report must not make all saves wait behind this

drop table attempt_part;
create view attempt_part as
select attempt_id,
       position,
       left(coalesce(id, ''), 1000) as path,
       left(coalesce(type, ''), 100) as part_type,
       mark(result) as raw_score,
       mark(weighting) as max_score,
       coalesce(answer, old_answer) as answer
  from (select v.attempt_id,
               split_part(v.key, '.', 3)::integer as position,
               max(v.value) filter (where v.key like '%.id') as id,
               max(v.value) filter (where v.key like '%.type') as type,
               max(v.value) filter (where v.key like '%.result') as result,
               max(v.value) filter (where v.key like '%.weighting') as weighting,
               max(v.value) filter (where v.key like '%.learner_response') as answer,
               max(v.value) filter (where v.key like '%.student_response') as old_answer
          from attempt_value v
         where v.key ~ '^cmi\.interactions\.(0|[1-9][0-9]{0,5})\.(id|type|result|weighting|learner_response|student_response)$'
         group by v.attempt_id, split_part(v.key, '.', 3)::integer) as interaction;
comment on view attempt_part is 'Part, gap or step of an attempt: cmi.interactions.<position>, as its current elements have it';
comment on column attempt_part.path is 'as the exam named it, such as q0p1g2';
