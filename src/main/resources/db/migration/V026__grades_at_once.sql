-- How hard an LMS may be pressed differs from LMS to LMS.

alter table consumer add grades_at_once smallint not null default 2
  check (grades_at_once between 1 and 16);
comment on column consumer.grades_at_once is 'how many grades one worker sends to this LMS at the same time';
