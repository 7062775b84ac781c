-- Anybody can have a launch refused, so what is kept of it has a bound: per source and in all.

alter table launch_refusal
  drop column url_decided_by,
  add column source_address text not null default '';
comment on column launch_refusal.source_address is 'browser''s address, or its IPv6 network; the newest few of each are kept';
create index launch_refusal_source on launch_refusal (source_address, id desc);
