-- Who connects (consumers), where they come from (contexts, links), who they are (persons, launches).

create table consumer (
  id bigint generated always as identity primary key,
  title text not null,
  enabled boolean not null default true,
  created_at timestamptz not null default now()
);
comment on table consumer is 'An institution''s LMS that may launch into this installation';
comment on column consumer.enabled is 'false refuses launches and sends no grades, but keeps everything';

create table lti11_key (
  id bigint generated always as identity primary key,
  consumer_id bigint not null references consumer,
  consumer_key text not null unique,
  secret bytea not null,
  previous_secret bytea,
  previous_secret_until timestamptz,
  minimum_method text not null default 'HMAC-SHA1' check (minimum_method in ('HMAC-SHA1', 'HMAC-SHA256')),
  window_seconds integer not null default 300 check (window_seconds between 60 and 5400),
  later_versions boolean not null default false,
  admins_are_staff boolean not null default false,
  created_at timestamptz not null default now()
);
comment on table lti11_key is 'LTI 1.1 key and shared secret of a consumer';
comment on column lti11_key.secret is 'sealed (AES-GCM under EXAMHALL_SECRET_KEY), purpose lti11_key.secret';
comment on column lti11_key.previous_secret is 'sealed; still accepted until previous_secret_until, so that a secret can be changed without a gap';
comment on column lti11_key.window_seconds is 'largest accepted difference between oauth_timestamp and our clock, both ways, in seconds';
comment on column lti11_key.later_versions is 'whether lti_version LTI-1p1 and LTI-1p2 are accepted too';
comment on column lti11_key.admins_are_staff is 'whether institution and system administrators count as instructors in a course';
create index lti11_key_consumer on lti11_key (consumer_id);

create table lti_nonce (
  lti11_key_id bigint not null references lti11_key on delete cascade,
  nonce_hash bytea not null,
  expires_at timestamptz not null,
  primary key (lti11_key_id, nonce_hash)
);
comment on table lti_nonce is 'Nonces seen on verified launches; the key lets exactly one of two racing copies win';
comment on column lti_nonce.nonce_hash is 'SHA-256 of the nonce, so that length and content do not matter';
create index lti_nonce_expiry on lti_nonce (expires_at);

create table context (
  id bigint generated always as identity primary key,
  consumer_id bigint not null references consumer,
  lti_context_id text not null,
  label text not null default '',
  title text not null default '',
  created_at timestamptz not null default now(),
  unique (consumer_id, lti_context_id)
);
comment on table context is 'An LTI course';
comment on column context.lti_context_id is 'context_id of the launch; "link:" and the resource_link_id when the launch named no context';

create table person (
  id bigint generated always as identity primary key,
  consumer_id bigint not null references consumer,
  display_name text not null default '',
  email text not null default '',
  created_at timestamptz not null default now()
);
comment on table person is 'Somebody who was launched by a consumer; never shared between consumers';
comment on column person.display_name is 'name as the LMS gave it; may be empty';
create index person_consumer on person (consumer_id);

create table person_alias (
  consumer_id bigint not null references consumer,
  lti_user_id text not null,
  person_id bigint not null references person,
  primary key (consumer_id, lti_user_id)
);
comment on table person_alias is 'Which person a consumer''s user_id means; e-mail addresses never link persons';
create index person_alias_person on person_alias (person_id);

create table staff_account (
  id bigint generated always as identity primary key,
  username text not null,
  password_hash text not null,
  created_at timestamptz not null default now(),
  last_login_at timestamptz
);
comment on table staff_account is 'Site admin with a local login';
comment on column staff_account.password_hash is 'argon2id, encoded form';
create unique index staff_account_username on staff_account (lower(username));

create table setup_code (
  only_row boolean primary key default true check (only_row),
  code_hash bytea not null,
  created_at timestamptz not null default now()
);
comment on table setup_code is 'One-time code, printed on the console, that lets the first admin account be made; gone after that';

create table browser_session (
  id bigint generated always as identity primary key,
  token_hash bytea not null unique,
  staff_account_id bigint not null references staff_account on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
comment on table browser_session is 'A signed-in site admin''s browser';
comment on column browser_session.token_hash is 'SHA-256 of the cookie''s token';
create index browser_session_expiry on browser_session (expires_at);

create table login_try (
  id bigint generated always as identity primary key,
  source_address text not null,
  username text not null,
  tried_at timestamptz not null default now()
);
comment on table login_try is 'Wrong admin logins, for throttling by address and by account';
create index login_try_address on login_try (source_address, tried_at);
create index login_try_username on login_try (lower(username), tried_at);

create table heartbeat (
  only_row boolean primary key default true check (only_row),
  at timestamptz not null default now()
);
comment on table heartbeat is 'Written by /health/ready, to know that the database takes writes';

create table audit_log (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  actor text not null,
  action text not null,
  subject text not null default '',
  details jsonb not null default '{}'
);
comment on table audit_log is 'Who changed what; never a secret, a token or a mark';
comment on column audit_log.actor is 'staff:<id>, person:<id>, or system';
create index audit_log_at on audit_log (at desc);
