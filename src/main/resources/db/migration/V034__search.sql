-- Finding people, courses and exams by the beginnings of their words; where launches came from; administrators who look on.

create index person_words on person using gin (to_tsvector('simple', display_name));
create index person_email on person (lower(email) text_pattern_ops);
create index person_alias_user on person_alias (lower(lti_user_id) text_pattern_ops);
create index context_words on context using gin (to_tsvector('simple', title || ' ' || label));
create index context_lti_id on context (lower(lti_context_id) text_pattern_ops);
create index resource_words on resource using gin (to_tsvector('simple', title));
create index resource_exam on resource (exam_id);
create index exam_words on exam using gin (to_tsvector('simple', title));

alter table launch
  add source_address text not null default '',
  add user_agent text not null default '';
comment on column launch.source_address is 'of the browser, after trusted proxies';
comment on column launch.user_agent is 'what the browser calls itself, cut';

alter table person add staff_account_id bigint references staff_account;
create unique index person_staff on person (staff_account_id, consumer_id) where staff_account_id is not null;
comment on column person.staff_account_id is 'whose stand-in this is: an administrator who looks at courses of this consumer; null: a student or teacher';

alter table launch drop constraint launch_purpose_check;
alter table launch add constraint launch_purpose_check
  check (purpose in ('resource', 'selection', 'review', 'privacy', 'administration')) not valid;
alter table launch validate constraint launch_purpose_check;
comment on column launch.purpose is 'what the LMS asked for; administration: no LMS did, an administrator looks at the class';
