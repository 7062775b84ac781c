-- After a restore, windows that were open at the time of the backup or later may hold answers that the database lost.

alter table attempt_lease
  add column restored_from integer,
  add column restored_turn integer;
comment on column attempt_lease.restored_from is 'windows with this number or a greater one, but less than restored_turn, may hold more than the database; null: somebody has gone on from what was restored, or nothing was';
comment on column attempt_lease.restored_turn is 'all numbers that were given out before the restore are less than this; null: never restored';
