-- Content other than Numbas ends its session apart from reporting a result.

alter table attempt_batch add column terminated boolean not null default false;
comment on column attempt_batch.terminated is 'whether the content ended its session (Terminate, LMSFinish) after these elements';
