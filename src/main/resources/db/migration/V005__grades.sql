-- Grades on their way to the LMS. The row is the fact; Redis only rings the bell.

create table score_outbox (
  id bigint generated always as identity primary key,
  resource_id bigint not null references resource,
  person_id bigint not null references person,
  consumer_id bigint not null references consumer,
  scaled_score numeric not null,
  version bigint not null default 1,
  sent_version bigint not null default 0,
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'refused', 'no_address')),
  tries integer not null default 0,
  next_try_at timestamptz default now(),
  lease_until timestamptz,
  reason text,
  reason_detail text,
  changed_at timestamptz not null default now(),
  sent_at timestamptz,
  unique (resource_id, person_id)
);
comment on table score_outbox is 'The grade of a person for a resource and how far it got';
comment on column score_outbox.version is 'counts changes of the grade; sent when sent_version has caught up';
comment on column score_outbox.state is 'waiting: will be sent at next_try_at; sending: a worker holds the lease; sent; refused: the LMS said no for good; no_address: the LMS gave no place for a grade';
comment on column score_outbox.reason is 'code of the last failure, null after success';
create index score_outbox_due on score_outbox (next_try_at) where state in ('waiting', 'sending');
create index score_outbox_person on score_outbox (person_id);

create table score_delivery (
  id bigint generated always as identity primary key,
  score_outbox_id bigint not null references score_outbox,
  version bigint not null,
  at timestamptz not null default now(),
  outcome text not null,
  http_status integer,
  detail text not null default '',
  took_millis integer not null
);
comment on table score_delivery is 'One try to send a grade';
create index score_delivery_outbox on score_delivery (score_outbox_id, id desc);
