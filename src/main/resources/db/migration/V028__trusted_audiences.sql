-- Tokens that a platform makes for us and for others at once.

alter table lti13_registration add trusted_audiences text[] not null default '{}';
comment on column lti13_registration.trusted_audiences is 'whom else its tokens may name in aud besides us; empty: nobody';
