-- Invitations for LMSs to register themselves (LTI dynamic registration).

create table registration_invite (
  id bigint generated always as identity primary key,
  code_hash bytea not null unique,
  created_by text not null,
  consumer_title text not null,
  active_at_once boolean not null default false,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  claimed_at timestamptz,
  used_at timestamptz,
  registration_id bigint references lti13_registration on delete set null
);
create index registration_invite_registration on registration_invite (registration_id);
comment on table registration_invite is 'A code that lets one LMS register itself, once';
comment on column registration_invite.code_hash is 'SHA-256 of the code, which is shown once and stored nowhere';
comment on column registration_invite.created_by is 'actor, as in audit_log';
comment on column registration_invite.consumer_title is 'title of the consumer that the registration makes';
comment on column registration_invite.active_at_once is 'false: an administrator activates what registered itself';
comment on column registration_invite.claimed_at is 'when a try began: a second one waits for its end, or two minutes';
comment on column registration_invite.used_at is 'set by a success; a failed try spends nothing';
