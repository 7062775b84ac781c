-- Where an exam stands in a course: resources, the links that open them, launches into them.

create table resource (
  id bigint generated always as identity primary key,
  context_id bigint not null references context,
  exam_id bigint not null references exam,
  exam_version_id bigint not null references exam_version,
  title text not null,
  created_by bigint references person,
  created_at timestamptz not null default now()
);
comment on table resource is 'An exam set up in a course, with its settings and attempts';
comment on column resource.exam_version_id is 'version that new attempts get; running attempts keep theirs';
create index resource_context on resource (context_id, created_at desc);

create table resource_setting (
  resource_id bigint primary key references resource,
  max_attempts integer check (max_attempts > 0),
  available_from timestamptz,
  available_until timestamptz,
  due_at timestamptz,
  grade_of text not null default 'highest' check (grade_of in ('highest', 'latest')),
  show_scores text not null default 'completed' check (show_scores in ('always', 'completed', 'review', 'never')),
  review_from timestamptz,
  changed_at timestamptz not null default now()
);
comment on table resource_setting is 'Rules of a resource';
comment on column resource_setting.max_attempts is 'null: any number';
comment on column resource_setting.grade_of is 'which attempt''s score is the grade';
comment on column resource_setting.show_scores is 'when a student sees scores and may review: always, once completed, from review_from on, never';

create table resource_link (
  id bigint generated always as identity primary key,
  context_id bigint not null references context,
  lti_link_id text not null,
  title text not null default '',
  resource_id bigint references resource,
  created_at timestamptz not null default now(),
  unique (context_id, lti_link_id)
);
comment on table resource_link is 'A place in the course that launches; resource_id is null until an instructor chose or uploaded an exam';
create index resource_link_resource on resource_link (resource_id);

create table launch (
  id text primary key,
  secret_hash bytea not null,
  consumer_id bigint not null references consumer,
  context_id bigint not null references context,
  resource_link_id bigint not null references resource_link,
  person_id bigint not null references person,
  role text not null check (role in ('instructor', 'learner', 'observer')),
  locale text not null default '',
  return_url text not null default '',
  document_target text not null default '',
  parameters jsonb not null default '{}',
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null
);
comment on table launch is 'A verified launch: who, in which role, from where; everything its pages show is checked against this row';
comment on column launch.id is 'opaque, in the path of its pages; useless without the cookie';
comment on column launch.secret_hash is 'SHA-256 of the token in this launch''s own __Host- cookie';
comment on column launch.parameters is 'custom_* and ext_* of the launch, and what else later pages need';
create index launch_expiry on launch (expires_at);
create index launch_person on launch (person_id, created_at desc);
create index launch_consumer on launch (consumer_id, created_at desc);

create table lti11_outcome (
  resource_link_id bigint not null references resource_link,
  person_id bigint not null references person,
  lti11_key_id bigint not null references lti11_key,
  service_url text not null,
  sourcedid text not null,
  refreshed_at timestamptz not null default now(),
  primary key (resource_link_id, person_id)
);
comment on table lti11_outcome is 'Where a person''s grade goes; from verified launches only, refreshed by each';
comment on column lti11_outcome.sourcedid is 'sent back byte for byte';
create index lti11_outcome_person on lti11_outcome (person_id);
