-- An LMS that gives no access token is asked again: it may only have kept our old keys for a while.

update score_outbox
   set state = 'waiting',
       next_try_at = coalesce(next_try_at, now()),
       tries = 0
 where state = 'refused'
   and reason = 'token_refused';
