-- Whether administrators of an LMS erase people themselves, by its data-privacy launches.

alter table lti13_registration add admins_erase boolean not null default false;
comment on column lti13_registration.admins_erase is
  'whether who administers the LMS may erase the person that a data-privacy launch names';

-- Groups of a course, as its LMS tells of them with the list of members.

alter table roster add group_sets_url text not null default '';
alter table roster add groups_problem text not null default '';
comment on column roster.groups_problem is 'why the last fetch of the groups failed; empty when it did not';

alter table roster_member add group_ids text[] not null default '{}';
comment on column roster_member.group_ids is 'the groups that the member is in, as the LMS calls them';

create table course_group (
  context_id bigint not null references context,
  lti_group_id text not null,
  name text not null,
  set_name text not null default '',
  primary key (context_id, lti_group_id)
);
comment on table course_group is 'The course''s groups as last fetched';
comment on column course_group.set_name is 'of the set that the group is one of; empty for none';
