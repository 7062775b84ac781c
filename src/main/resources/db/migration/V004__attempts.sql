-- What students do: attempts, what they saved, what it is worth.

-- A mark as a package wrote it: any plain or exponent decimal; anything else is no mark.
create function mark(value text) returns numeric
  language sql immutable parallel safe
  return case
    when length(value) <= 64 and value ~ '^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,2})?\s*$'
    then value::numeric
  end;
comment on function mark(text) is 'The number a package wrote, or null if it is none';

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
  end_reason text,
  unique (resource_id, person_id, kind, number)
);
comment on table attempt is 'One person''s try at a resource';
comment on column attempt.number is 'first try of the person at the resource is 1';
comment on column attempt.kind is 'test: an instructor''s test run, never counted or graded';
comment on column attempt.state is 'new: opened, nothing saved; running; ended: by the exam, by time or by staff';
comment on column attempt.scaled_score is '0..1 (below 0 with negative marking); null until the exam reported one';
comment on column attempt.last_saved_at is 'when the server last stored an element';
create index attempt_resource on attempt (resource_id, id desc);
create index attempt_person on attempt (person_id, resource_id);

create table attempt_lease (
  attempt_id bigint primary key references attempt,
  epoch integer not null default 0,
  taken_at timestamptz not null default now()
);
comment on table attempt_lease is 'Which window holds the attempt: the newest epoch';

create table attempt_token (
  id bigint generated always as identity primary key,
  attempt_id bigint not null references attempt,
  person_id bigint not null references person,
  launch_id text not null,
  mode text not null check (mode in ('normal', 'review')),
  ticket_hash bytea unique,
  ticket_expires_at timestamptz not null,
  token_hash bytea unique,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  created_at timestamptz not null default now()
);
comment on table attempt_token is 'Right of one player window to read or save one attempt; starts as a one-use ticket';
comment on column attempt_token.ticket_hash is 'null once the ticket was traded for the token';
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
comment on column attempt_cmi.item is 'place of the element in its batch';
comment on column attempt_cmi.saved_at is 'server''s clock';

create table attempt_batch (
  attempt_id bigint not null references attempt,
  epoch integer not null,
  seq integer not null,
  received_at timestamptz not null default now(),
  late boolean not null default false,
  elements text not null,
  primary key (attempt_id, epoch, seq)
);
comment on table attempt_batch is 'History: every batch as it came, once';
comment on column attempt_batch.late is 'received after the attempt''s end: kept, shown, never counted by itself';
comment on column attempt_batch.elements is 'JSON array of {k, v or p, at}; at is the player''s clock in ms since 1970';

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
