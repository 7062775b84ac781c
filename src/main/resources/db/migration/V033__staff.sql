-- Administrators and those who only look; a second factor; passwords that are set by a link.

alter table staff_account
  add role text not null default 'administrator' check (role in ('administrator', 'support')),
  add disabled_at timestamptz,
  add totp_secret bytea,
  add totp_last_step bigint not null default 0,
  add link_hash bytea unique,
  add link_expires_at timestamptz;
comment on table staff_account is 'Who has a local login to the administration';
comment on column staff_account.role is 'administrator: everything; support: sees everything and changes nothing';
comment on column staff_account.disabled_at is 'since when nobody can sign in with it; null: it can be used';
comment on column staff_account.totp_secret is 'sealed: Base32 of the secret shared with an authenticator app (RFC 6238); null: no second factor';
comment on column staff_account.totp_last_step is 'the last 30 seconds, counted from 1970, whose code was used: no code works twice';
comment on column staff_account.link_hash is 'SHA-256 of the code of the link by which a password can be set, once';

create table staff_recovery_code (
  staff_account_id bigint not null references staff_account on delete cascade,
  code_hash bytea not null,
  primary key (staff_account_id, code_hash)
);
comment on table staff_recovery_code is 'Each stands in for a code of the authenticator app once';
comment on column staff_recovery_code.code_hash is 'SHA-256; a code has 80 random bits';

create index browser_session_staff on browser_session (staff_account_id);
