-- LTI 1.1 beyond launch and grade: cartridge, ways to outcome services, what they take besides a score, relaunch.

create table cartridge_placement (
  name text primary key check (name ~ '^[a-z_]{1,60}$'),
  visibility text not null default 'public' check (visibility in ('public', 'members', 'admins')),
  shown boolean not null default false,
  content_items boolean not null default false
);
comment on table cartridge_placement is 'Where in Canvas the cartridge offers us';
comment on column cartridge_placement.name is 'as in a cartridge, such as course_navigation';
comment on column cartridge_placement.visibility is 'who sees it; of no meaning for selections';
comment on column cartridge_placement.shown is 'in the menu from the start; of navigation only';
comment on column cartridge_placement.content_items is 'asked for by ContentItemSelectionRequest; of selections only';
insert into cartridge_placement (name, content_items)
values ('assignment_selection', true), ('link_selection', true);

create table outcome_address (
  consumer_id bigint not null references consumer,
  from_prefix text not null,
  to_prefix text not null,
  primary key (consumer_id, from_prefix)
);
comment on table outcome_address is 'Where grades really go when the address that an LMS names can''t be reached from here';
comment on column outcome_address.from_prefix is 'start of the address in launches, up to a slash; the longest that fits counts';
comment on column outcome_address.to_prefix is 'what is called instead of that start';

create table client_certificate (
  consumer_id bigint primary key references consumer,
  certificate text not null,
  private_key bytea not null,
  changed_at timestamptz not null default now()
);
comment on table client_certificate is 'Who we are to an LMS that asks for a client certificate when it is sent grades';
comment on column client_certificate.certificate is 'PEM, our own first; nothing secret';
comment on column client_certificate.private_key is 'PEM of certificates and key together, sealed';

alter table lti11_outcome add data_accepted text not null default '';
alter table lti11_outcome add points_possible numeric;
alter table lti11_outcome add submitted_at_accepted boolean not null default false;
comment on column lti11_outcome.data_accepted is 'what may go along with a score: comma-separated, such as url,text; empty: nothing';
comment on column lti11_outcome.points_possible is 'what a full score is worth there; null unless the LMS takes totals and says so';
comment on column lti11_outcome.submitted_at_accepted is 'whether the time of handing in may go along';

create table lti11_relaunch (
  state_hash bytea primary key,
  lti11_key_id bigint not null references lti11_key on delete cascade,
  platform_state_hash bytea not null,
  browser_hash bytea not null,
  expires_at timestamptz not null
);
create index lti11_relaunch_expiry on lti11_relaunch (expires_at);
create index lti11_relaunch_key on lti11_relaunch (lti11_key_id);
comment on table lti11_relaunch is 'Launches that an LMS has begun by LTI 1.1.2 and has to repeat from the same browser';
comment on column lti11_relaunch.state_hash is 'of our state, which the second launch has to bring back once';
comment on column lti11_relaunch.platform_state_hash is 'of the LMS''s state';
comment on column lti11_relaunch.browser_hash is 'of the secret in the state''s cookie';
