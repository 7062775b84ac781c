-- What students do: attempts, what they saved, what it is worth.

-- A mark as a package wrote it: any plain or exponent decimal; anything else is no mark.
create function mark(value text) returns numeric
  language sql immutable parallel safe
  return case
    when length(value) <= 64 and value ~ '^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,2})?\s*$'
    then value::numeric
  end;
comment on function mark(text) is 'The number a package wrote, or null if it is none';

-- The share of the marks: as reported, else where raw lies between min (or 0) and max.
create function scaled_mark(scaled numeric, raw numeric, low numeric, high numeric) returns numeric
  language sql immutable parallel safe
  return (
    select greatest(-1, least(1, given))
      from (select coalesce(
              scaled,
              case when high > coalesce(low, 0)
                then (raw - coalesce(low, 0)) / (high - coalesce(low, 0))
              end) as given) as reported
     where given is not null);
comment on function scaled_mark(numeric, numeric, numeric, numeric) is '-1..1, or null when too little was reported to tell';

-- One vocabulary for both versions of SCORM: 2004's two words, or 1.2's one lesson status.
create function completion_word(modern text, lesson text) returns text
  language sql immutable parallel safe
  return case
    when modern in ('completed', 'incomplete', 'not attempted', 'unknown') then modern
    when lesson in ('passed', 'failed', 'completed') then 'completed'
    when lesson in ('incomplete', 'browsed') then 'incomplete'
    when lesson = 'not attempted' then lesson
    else ''
  end;
comment on function completion_word(text, text) is 'SCORM 2004 completion status from either version; empty: none that we know';

create function success_word(modern text, lesson text) returns text
  language sql immutable parallel safe
  return case
    when modern in ('passed', 'failed', 'unknown') then modern
    when lesson in ('passed', 'failed') then lesson
    else ''
  end;
comment on function success_word(text, text) is 'SCORM 2004 success status from either version; empty: none that we know';

create table attempt (
  id bigint generated always as identity primary key,
  resource_id bigint not null references resource,
  person_id bigint not null references person,
  exam_version_id bigint not null references exam_version,
  number integer not null,
  kind text not null default 'graded' check (kind in ('graded', 'test')),
  state text not null default 'new' check (state in ('new', 'running', 'ended')),
  completion_status text not null default '',
  success_status text not null default '',
  raw_score numeric,
  max_score numeric,
  scaled_score numeric,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  last_saved_at timestamptz,
  ended_at timestamptz,
  end_reason text check (end_reason in ('exam', 'due', 'closed', 'instructor')),
  ended_epoch integer,
  ended_seq integer,
  unique (resource_id, person_id, kind, number)
) with (fillfactor = 80);
comment on table attempt is 'One person''s try at a resource';
comment on column attempt.number is 'first try of the person at the resource is 1';
comment on column attempt.kind is 'test: an instructor''s test run, never counted or graded';
comment on column attempt.state is 'new: opened, nothing saved; running; ended: by the exam, by time or by staff';
comment on column attempt.scaled_score is '0..1 (down to -1 with negative marking); null until the exam reported one';
comment on column attempt.last_saved_at is 'when the server last stored an element';
comment on column attempt.ended_at is 'server''s clock';
comment on column attempt.ended_seq is 'with ended_epoch: the batch in which the exam said that it is over; null for other ends';
create index attempt_resource on attempt (resource_id, id desc);
create index attempt_person on attempt (person_id, resource_id);

create table attempt_lease (
  attempt_id bigint primary key references attempt,
  epoch integer not null,
  fresh_epoch integer not null,
  taken_at timestamptz not null default now()
);
comment on table attempt_lease is 'Which window holds the attempt: the newest epoch';
comment on column attempt_lease.epoch is 'counts windows; the first is 1';
comment on column attempt_lease.fresh_epoch is 'the last epoch that began from nothing; what older ones still send is history only';

create table attempt_token (
  id bigint generated always as identity primary key,
  attempt_id bigint not null references attempt,
  person_id bigint not null references person,
  launch_id text not null,
  mode text not null check (mode in ('normal', 'review')),
  ticket_hash bytea unique,
  ticket_expires_at timestamptz not null,
  token_hash bytea unique,
  epoch integer,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  created_at timestamptz not null default now()
);
comment on table attempt_token is 'Right of one player window to read or save one attempt; starts as a one-use ticket';
comment on column attempt_token.ticket_hash is 'SHA-256; null once the ticket was traded for the token';
comment on column attempt_token.epoch is 'the turn that the window took with this token; null before its hello';
create index attempt_token_attempt on attempt_token (attempt_id);
create index attempt_token_expiry on attempt_token (expires_at);

create table attempt_cmi (
  attempt_id bigint not null references attempt,
  key text not null,
  value text not null,
  epoch integer not null,
  seq integer not null,
  item integer not null,
  saved_at timestamptz not null,
  primary key (attempt_id, key)
) with (fillfactor = 80);
comment on table attempt_cmi is 'Current value of each element; the greatest (epoch, seq, item) wins';
comment on column attempt_cmi.item is 'place among the stored elements of its batch, from 0';
comment on column attempt_cmi.saved_at is 'server''s clock';

create table attempt_batch (
  attempt_id bigint not null references attempt,
  epoch integer not null,
  seq integer not null,
  received_at timestamptz not null default now(),
  late boolean not null default false,
  stale boolean not null default false,
  element_count integer not null,
  elements text not null,
  refused text,
  primary key (attempt_id, epoch, seq)
);
create index attempt_batch_refused on attempt_batch (attempt_id, epoch) where refused is not null;
comment on table attempt_batch is 'History: every batch as it came, once';
comment on column attempt_batch.late is 'received after the attempt''s end: kept, shown, never counted by itself';
comment on column attempt_batch.stale is 'received while a newer window held the attempt';
comment on column attempt_batch.elements is 'JSON array of {k, v or p, at} as docs/reference/protocol.md has them; at is the player''s clock in ms since 1970';
comment on column attempt_batch.refused is 'JSON array of {k, why}: what was not stored, told again when the batch is repeated';

create table attempt_question (
  attempt_id bigint not null references attempt,
  position integer not null,
  group_index integer,
  question_index integer,
  name text not null default '',
  raw_score numeric,
  max_score numeric,
  scaled_score numeric,
  completion_status text not null default '',
  success_status text not null default '',
  primary key (attempt_id, position)
);
comment on table attempt_question is 'Question of an attempt: cmi.objectives.<position>';
comment on column attempt_question.group_index is 'with question_index: which question of the source; null until known';

create table attempt_part (
  attempt_id bigint not null references attempt,
  position integer not null,
  path text not null default '',
  part_type text not null default '',
  raw_score numeric,
  max_score numeric,
  answer text,
  primary key (attempt_id, position)
);
comment on table attempt_part is 'Part, gap or step of an attempt: cmi.interactions.<position>';
comment on column attempt_part.path is 'as the exam named it, such as q0p1g2';

create table attempt_event (
  id bigint generated always as identity primary key,
  attempt_id bigint not null references attempt,
  at timestamptz not null default now(),
  event text not null,
  details jsonb not null default '{}'
);
comment on table attempt_event is 'What happened to an attempt besides answers: opened, taken over, ended, reviewed';
create index attempt_event_attempt on attempt_event (attempt_id, id);
