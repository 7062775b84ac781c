-- Why launches failed, for the admin who has to repair it.

create table launch_refusal (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  reference text not null,
  fault text not null,
  clause text not null,
  consumer_key text not null,
  signed_url text not null,
  url_decided_by text not null,
  base_string text not null,
  clock_ahead_seconds bigint,
  hints text not null
);
comment on table launch_refusal is 'A refused launch; holds personal data (the base string), so it is kept for days, not years';
comment on column launch_refusal.reference is 'the number that the person saw on the refusal page';
comment on column launch_refusal.clock_ahead_seconds is 'the sender''s time minus ours; null when it sent none';
comment on column launch_refusal.hints is 'what may explain it, one sentence a line';
create index launch_refusal_at on launch_refusal (at desc);
