-- Whether administrators of an LMS erase people themselves, by its data-privacy launches.

alter table lti13_registration add admins_erase boolean not null default false;
comment on column lti13_registration.admins_erase is
  'whether who administers the LMS may erase the person that a data-privacy launch names';
