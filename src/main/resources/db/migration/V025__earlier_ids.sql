-- An LMS that moves from LTI 1.1 to 1.3: what it calls by new ids is what it was.

alter table lti13_registration add earlier_ids text not null default 'proven'
  check (earlier_ids in ('off', 'proven', 'trusted'));
comment on column lti13_registration.earlier_ids is
  'which claims about ids of LTI 1.1 are followed: none; those signed with the secret of a key of the same consumer; also the bare user id (lti11_legacy_user_id)';

alter table person_alias add linked_at timestamptz;
alter table person_alias add person_before bigint references person;
create index person_alias_before on person_alias (person_before) where person_before is not null;
comment on column person_alias.linked_at is 'when a launch proved that this id is a new one of a person we knew; null: no such id';
comment on column person_alias.person_before is 'whom the id meant before that, for taking it back; null: nobody';

create table context_alias (
  consumer_id bigint not null references consumer,
  lti_context_id text not null,
  context_id bigint not null references context,
  linked_at timestamptz not null default now(),
  primary key (consumer_id, lti_context_id)
);
create index context_alias_context on context_alias (context_id);
comment on table context_alias is 'New ids of courses that we knew by another; wins over a course of that very id';

create table resource_link_alias (
  context_id bigint not null references context,
  lti_link_id text not null,
  resource_link_id bigint not null references resource_link,
  linked_at timestamptz not null default now(),
  primary key (context_id, lti_link_id)
);
create index resource_link_alias_link on resource_link_alias (resource_link_id);
comment on table resource_link_alias is 'New ids of links that we knew by another; wins over a link of that very id';
comment on column resource_link_alias.context_id is 'the course of the link';
