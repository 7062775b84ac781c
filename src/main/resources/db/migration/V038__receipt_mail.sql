-- Receipts that students get by mail.

alter table resource_setting add column mail_receipts_since timestamptz;
comment on column resource_setting.mail_receipts_since is 'receipts of attempts that end from then on are sent by mail; null: none are';

-- It goes with the attempt, also where a process of the release before deletes that.
create table receipt_mail (
  attempt_id bigint primary key references attempt on delete cascade,
  ended_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'no_address', 'refused')),
  tries integer not null default 0,
  next_try_at timestamptz not null default now(),
  lease_until timestamptz,
  reason text,
  reason_detail text,
  added_at timestamptz not null default now(),
  sent_at timestamptz
);
comment on table receipt_mail is 'The receipt of an attempt on its way to the student''s mailbox, and how far it got';
comment on column receipt_mail.ended_at is 'the end of the attempt that it confirms; an attempt that goes on and ends anew gets a new receipt';
comment on column receipt_mail.state is 'waiting: will be sent at next_try_at, or a worker holds the lease; sent: the mail server took it; no_address: the LMS told no address; refused: given up';
comment on column receipt_mail.reason is 'code of the last failure, null after success';
comment on column receipt_mail.reason_detail is 'what the mail server said';
create index receipt_mail_due on receipt_mail (next_try_at) where state = 'waiting';
