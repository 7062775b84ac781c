-- Whom an observer may look on for, as the launch said it.

alter table launch add column mentor_of text[] not null default '{}';
comment on column launch.mentor_of is 'user ids of the same LMS whose attempts this launch may read; of observers only';
