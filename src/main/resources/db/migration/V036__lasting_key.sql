-- The key that seals secrets can be changed; what was signed for years stays good.

create table lasting_key (
  only_one boolean primary key default true check (only_one),
  secret bytea not null
);
comment on table lasting_key is 'One row: the key that signs what must outlive EXAMHALL_SECRET_KEY (receipts, names of journals in browsers)';
comment on column lasting_key.secret is 'sealed, purpose lasting_key.secret; at first the EXAMHALL_SECRET_KEY of that day, with which these were signed before';
