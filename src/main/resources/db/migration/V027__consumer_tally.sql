-- How much each LMS launches and is sent, over time, and whose refused launches are.

create table consumer_tally (
  consumer_id bigint not null,
  event text not null check (event in ('launch', 'refusal', 'grade')),
  since timestamptz not null,
  outcome text not null,
  times bigint not null,
  last_at timestamptz not null,
  primary key (consumer_id, event, since, outcome)
);
create index consumer_tally_since on consumer_tally (since);
comment on table consumer_tally is 'How often something happened at a consumer within a quarter of an hour; kept for a year';
comment on column consumer_tally.consumer_id is '0: a refused launch that named nobody we know; it is counted all the same, so that nobody can tell by the time that a refusal takes which keys there are';
comment on column consumer_tally.event is 'launch: one that was let in, counted when its row is cleared; refusal: a launch that was not, and named this consumer; grade: a try to send one';
comment on column consumer_tally.since is 'when the quarter of an hour began: every zone''s hours and days are made of these';
comment on column consumer_tally.outcome is 'of a refusal its fault; of a grade sent, or why not; of a launch empty';

alter table launch_refusal add column consumer_id bigint references consumer on delete set null;
comment on column launch_refusal.consumer_id is 'whom the message named, unverified; null: nobody we know';
create index launch_refusal_consumer on launch_refusal (consumer_id, id desc);
create index launch_refusal_reference on launch_refusal (reference);

update launch_refusal f
   set consumer_id = k.consumer_id
  from lti11_key k
 where k.consumer_key = f.consumer_key;

insert into consumer_tally (consumer_id, event, since, outcome, times, last_at)
select coalesce(consumer_id, 0), 'refusal', date_bin('15 minutes', at, 'epoch'), fault, count(*), max(at)
  from launch_refusal
 group by 1, 2, 3, 4
union all
select o.consumer_id, 'grade', date_bin('15 minutes', d.at, 'epoch'), d.outcome, count(*), max(d.at)
  from score_delivery d
  join score_outbox o on o.id = d.score_outbox_id
 where d.at > now() - interval '31 days'
 group by 1, 2, 3, 4;

-- Last: until the end it keeps grades from changing.
create index score_outbox_open on score_outbox (consumer_id, state)
  where state in ('waiting', 'sending', 'refused');
