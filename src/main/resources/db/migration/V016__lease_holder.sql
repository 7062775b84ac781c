alter table score_outbox add lease_holder uuid;
comment on column score_outbox.lease_holder is 'who took the lease: it may ask again when the answer to its first try was lost';
