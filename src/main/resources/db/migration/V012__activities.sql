-- Packages of several activities, and the one rule for what an activity's elements say of it.

alter table exam_version add column activity_count integer not null default 1;
comment on column exam_version.activity_count is 'activities that can be opened; 1: the package is the activity, and exam_activity has no rows';

create table exam_activity (
  exam_version_id bigint not null references exam_version,
  position integer not null,
  depth integer not null,
  kind text not null check (kind in ('folder', 'sco', 'asset')),
  title text not null,
  launch_path text,
  launch_data text,
  mastery_score numeric,
  primary key (exam_version_id, position),
  check ((kind = 'folder') = (launch_path is null))
);
comment on table exam_activity is 'Table of contents of a package of several activities, in the manifest''s order';
comment on column exam_activity.position is 'from 1, folders included; names the activity''s elements: sco.<position>.cmi…';
comment on column exam_activity.depth is '0: top of the table of contents';
comment on column exam_activity.kind is 'folder: a heading; sco: reports to the host; asset: is shown only';
comment on column exam_activity.launch_path is 'as exam_version.launch_path; null for folders';
comment on column exam_activity.mastery_score is 'as exam_version.mastery_score';

-- The table in docs/reference/packages.md, "Result", and assets/player/outcome.js say the same.
create function activity_outcome(attempt bigint, prefix text, standard text, passing numeric)
  returns table (raw numeric, high numeric, scaled numeric, completion text, success text)
  language sql stable parallel safe
  as $$
  select mark(v.raw), mark(v.high),
         scaled_mark(mark(v.scaled), mark(v.raw), mark(v.low), mark(v.high)),
         completion_word(v.completion, v.lesson),
         case
           when standard = 'scorm2004' and mark(v.scaled) is not null and passing is not null
             then case when mark(v.scaled) >= passing then 'passed' else 'failed' end
           when standard = 'scorm12' and v.lesson = 'completed'
                and mark(v.raw) is not null and passing is not null
             then case when mark(v.raw) >= passing then 'passed' else 'failed' end
           else success_word(v.success, v.lesson)
         end
    from (
         select coalesce(
                  max(c.value) filter (where c.key = prefix || 'cmi.score.raw'),
                  max(c.value) filter (where c.key = prefix || 'cmi.core.score.raw')) as raw,
                coalesce(
                  max(c.value) filter (where c.key = prefix || 'cmi.score.min'),
                  max(c.value) filter (where c.key = prefix || 'cmi.core.score.min')) as low,
                coalesce(
                  max(c.value) filter (where c.key = prefix || 'cmi.score.max'),
                  max(c.value) filter (where c.key = prefix || 'cmi.core.score.max'),
                  max('100') filter (where c.key = prefix || 'cmi.core.score.raw')) as high,
                max(c.value) filter (where c.key = prefix || 'cmi.score.scaled') as scaled,
                max(c.value) filter (where c.key = prefix || 'cmi.completion_status') as completion,
                max(c.value) filter (where c.key = prefix || 'cmi.success_status') as success,
                max(c.value) filter (where c.key = prefix || 'cmi.core.lesson_status') as lesson
           from attempt_cmi c
          where c.attempt_id = attempt
            and c.key = any (array[
                  prefix || 'cmi.score.raw', prefix || 'cmi.score.min',
                  prefix || 'cmi.score.max', prefix || 'cmi.score.scaled',
                  prefix || 'cmi.completion_status', prefix || 'cmi.success_status',
                  prefix || 'cmi.core.score.raw', prefix || 'cmi.core.score.min',
                  prefix || 'cmi.core.score.max', prefix || 'cmi.core.lesson_status'])) as v
  $$;
comment on function activity_outcome(bigint, text, text, numeric) is
  'What an attempt''s elements under a prefix (empty: the whole package) say of score, completion and success';

create function course_outcome(attempt bigint, version bigint)
  returns table (raw numeric, high numeric, scaled numeric, completion text, success text)
  language sql stable parallel safe
  as $$
  select null::numeric, null::numeric, avg(q.scaled_score),
         case
           when bool_and(coalesce(q.completion_status = 'completed', false)) then 'completed'
           when count(q.position) > 0 then 'incomplete'
           else ''
         end,
         case
           when bool_or(q.success_status = 'failed') then 'failed'
           when bool_and(coalesce(q.completion_status = 'completed', false))
                and bool_or(q.success_status = 'passed') then 'passed'
           else ''
         end
    from exam_activity e
    left join attempt_question q
      on q.attempt_id = attempt
     and q.position = e.position
   where e.exam_version_id = version
     and e.kind = 'sco'
  $$;
comment on function course_outcome(bigint, bigint) is
  'What the activities of an attempt, as attempt_question has them, come to: the mean of their scaled scores, all completed, none failed';

comment on table attempt_question is 'Question of an attempt: cmi.objectives.<position>; in a package of several activities, the activity at that position';
