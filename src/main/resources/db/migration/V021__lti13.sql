-- LTI 1.3: registrations and their deployments, keys on both sides, logins under way, services.

create table lti13_registration (
  id bigint generated always as identity primary key,
  consumer_id bigint not null references consumer,
  issuer text not null,
  client_id text not null,
  authorization_url text not null,
  token_url text not null,
  key_set_url text not null,
  token_audience text not null default '',
  product text not null default '',
  active boolean not null default true,
  unknown_deployments text not null default 'strict' check (unknown_deployments in ('strict', 'accept')),
  consumer_per_deployment boolean not null default false,
  algorithms text[] not null default '{RS256}',
  leeway_seconds integer not null default 60 check (leeway_seconds between 0 and 300),
  oldest_seconds integer not null default 600 check (oldest_seconds between 60 and 86400),
  admins_are_staff boolean not null default false,
  scopes text[] not null default '{}',
  created_at timestamptz not null default now(),
  unique (issuer, client_id)
);
create index lti13_registration_consumer on lti13_registration (consumer_id);
comment on table lti13_registration is 'Examhall as a tool of one platform: what LTI 1.3 calls a client';
comment on column lti13_registration.token_audience is 'aud of our token requests; empty: the token URL';
comment on column lti13_registration.product is 'product_family_code, for the guide and the habits of that LMS; may be empty';
comment on column lti13_registration.active is 'false until an administrator approves what registered itself';
comment on column lti13_registration.consumer_per_deployment is 'one client for many institutions (Blackboard): each deployment is a consumer of its own';
comment on column lti13_registration.algorithms is 'JWS algorithms that its tokens may be signed with';
comment on column lti13_registration.leeway_seconds is 'how far clocks may differ';
comment on column lti13_registration.oldest_seconds is 'largest age of a token (iat)';
comment on column lti13_registration.scopes is 'what the platform granted at registration; empty: not told, the launch says';

create table lti13_deployment (
  id bigint generated always as identity primary key,
  registration_id bigint not null references lti13_registration on delete cascade,
  consumer_id bigint not null references consumer,
  deployment_id text not null,
  state text not null check (state in ('accepted', 'pending')),
  created_at timestamptz not null default now(),
  unique (registration_id, deployment_id)
);
create index lti13_deployment_consumer on lti13_deployment (consumer_id);
comment on table lti13_deployment is 'Where in the platform the tool was installed';
comment on column lti13_deployment.consumer_id is 'whose courses its launches open; the registration''s, or its own';
comment on column lti13_deployment.state is 'pending: a launch named it, an administrator has to accept it';

create table platform_key (
  registration_id bigint primary key references lti13_registration on delete cascade,
  key_set_url text not null,
  key_set text not null default '',
  fetched_at timestamptz,
  fresh_until timestamptz,
  sought_at timestamptz,
  problem text not null default ''
);
comment on table platform_key is 'The platform''s public keys as last fetched';
comment on column platform_key.key_set_url is 'where they came from: keys of another address are not used';
comment on column platform_key.fresh_until is 'when they are fetched again; they serve a day longer while that fails';
comment on column platform_key.sought_at is 'when they were last asked for, whether or not an answer came; bounds how often';
comment on column platform_key.problem is 'why the last fetch failed; empty when it did not';

create table tool_key (
  id bigint generated always as identity primary key,
  kid text not null unique,
  private_key bytea not null,
  public_key text not null,
  created_at timestamptz not null default now(),
  signs_from timestamptz not null,
  published_until timestamptz,
  revoked_at timestamptz
);
comment on table tool_key is 'Our own signing keys; the youngest that may sign does';
comment on column tool_key.kid is 'RFC 7638 thumbprint';
comment on column tool_key.private_key is 'JWK, sealed';
comment on column tool_key.public_key is 'JWK with public members only';
comment on column tool_key.signs_from is 'a day after it is first published, except the very first key';
comment on column tool_key.published_until is 'set when a younger one signs: all that it signed has expired by then';

create table lti_state (
  state_hash bytea primary key,
  registration_id bigint not null references lti13_registration on delete cascade,
  nonce_hash bytea not null,
  browser_hash bytea not null,
  target_link_uri text not null,
  login_path text not null,
  storage_frame text not null default '',
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  ticket_hash bytea
);
create index lti_state_expiry on lti_state (expires_at);
comment on table lti_state is 'Logins under way: each is followed by one launch at most';
comment on column lti_state.browser_hash is 'of the secret in the state''s cookie, and in the platform''s storage where that is offered';
comment on column lti_state.login_path is 'our login endpoint with this login''s parameters, to start it again in a new window';
comment on column lti_state.storage_frame is 'where the platform keeps things for us (lti_storage_target); empty: it offered nothing';
comment on column lti_state.ticket_hash is 'the launch came without the cookie: whoever brings this ticket and the secret from the platform''s storage goes on, once';

create table launch_handover (
  ticket_hash bytea primary key,
  launch_id text not null references launch on delete cascade,
  token bytea not null,
  expires_at timestamptz not null
);
create index launch_handover_expiry on launch_handover (expires_at);
create index launch_handover_launch on launch_handover (launch_id);
comment on table launch_handover is 'A launch whose frame can hold no cookie, on its way into a window of its own: taken once, within minutes';
comment on column launch_handover.token is 'for the launch''s cookie, sealed';

alter table launch alter column resource_link_id drop not null;
alter table launch add purpose text not null default 'resource'
  check (purpose in ('resource', 'selection', 'review', 'privacy'));
alter table launch add lti13_deployment_id bigint references lti13_deployment;
alter table launch add details jsonb not null default '{}';
alter table launch add constraint launch_resource_link
  check (purpose <> 'resource' or resource_link_id is not null);
create index launch_deployment on launch (lti13_deployment_id) where lti13_deployment_id is not null;
comment on column launch.resource_link_id is 'null where the launch opens no link: selection, privacy';
comment on column launch.purpose is 'what the LMS asks for; selection is deep linking or content-item selection';
comment on column launch.lti13_deployment_id is 'null for LTI 1.1';
comment on column launch.details is 'what the answer of a selection or a review needs to know';

create table lti13_service (
  resource_link_id bigint primary key references resource_link,
  deployment_id bigint not null references lti13_deployment,
  scopes text[] not null default '{}',
  line_items_url text not null default '',
  line_item_url text not null default '',
  refreshed_at timestamptz not null default now()
);
create index lti13_service_deployment on lti13_service (deployment_id);
comment on table lti13_service is 'Where the grades of a link go (AGS), as its last launch said';
comment on column lti13_service.line_item_url is 'the link''s own column; empty when there is none or more than one';

create table lti13_outcome (
  resource_link_id bigint not null references resource_link,
  person_id bigint not null references person,
  deployment_id bigint not null references lti13_deployment,
  lti_user_id text not null,
  refreshed_at timestamptz not null default now(),
  primary key (resource_link_id, person_id)
);
create index lti13_outcome_person on lti13_outcome (person_id);
create index lti13_outcome_deployment on lti13_outcome (deployment_id);
comment on table lti13_outcome is 'Whose grade a link''s column takes: a person who was launched there';
comment on column lti13_outcome.lti_user_id is 'sub, as the platform knows them';

create table line_item (
  resource_id bigint not null references resource,
  deployment_id bigint not null references lti13_deployment,
  line_items_url text not null,
  url text not null,
  label text not null,
  created_at timestamptz not null default now(),
  primary key (resource_id, deployment_id)
);
create index line_item_deployment on line_item (deployment_id);
comment on table line_item is 'The column that we found or made for a resource, where its launches named none';

create table roster (
  context_id bigint primary key references context,
  deployment_id bigint not null references lti13_deployment,
  memberships_url text not null,
  groups_url text not null default '',
  differences_url text not null default '',
  wanted_at timestamptz,
  fetched_at timestamptz,
  next_try_at timestamptz,
  problem text not null default ''
);
create index roster_due on roster (next_try_at) where next_try_at is not null;
create index roster_deployment on roster (deployment_id);
comment on table roster is 'Where a course''s list of members comes from (NRPS), as its last launch said, and how old our copy is';
comment on column roster.wanted_at is 'when a teacher first asked to see who has not started; null: nobody did, and nothing is fetched';
comment on column roster.next_try_at is 'when it is fetched again';
comment on column roster.problem is 'why the last fetch failed; empty when it did not';

create table roster_member (
  context_id bigint not null references context,
  lti_user_id text not null,
  name text not null default '',
  email text not null default '',
  role text not null check (role in ('instructor', 'learner', 'observer')),
  active boolean not null default true,
  seen_at timestamptz not null default now(),
  primary key (context_id, lti_user_id)
);
comment on table roster_member is 'The course''s members as last fetched; who leaves is marked, never removed';
