-- What the worker saw when it last looked at the certificates of both origins.

create table site_certificate (
  site text primary key check (site in ('pages', 'player')),
  good_until timestamptz not null
);
comment on table site_certificate is 'How long the certificates of both origins are good, as the worker last saw them';
comment on column site_certificate.good_until is 'when it ends; the moment of the look, if that is earlier, when it was not believed';
