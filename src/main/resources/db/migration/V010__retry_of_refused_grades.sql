-- A launch has a refused grade tried again; until there is an answer it stays refused.

alter table score_outbox
  add column launch_retry_at timestamptz;
comment on column score_outbox.launch_retry_at is 'when a launch last had this grade tried again though it was refused; at most once an hour';
comment on column score_outbox.state is 'waiting: will be sent at next_try_at; sending: a worker holds the lease; sent; refused: the LMS said no for good, though one more try may be due at next_try_at or under way until lease_until; no_address: the LMS gave no place for a grade';

-- sent and no_address have no next try; the old index knew nothing of refused ones.
create index score_outbox_next_try on score_outbox (next_try_at)
  where state in ('waiting', 'sending', 'refused') and next_try_at is not null;
drop index score_outbox_due;
