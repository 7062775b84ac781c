-- What persons may besides, which every save asks for, without sorting once for each field.

create or replace function allowance(of_resource bigint, of_person bigint)
  returns table (extra_unit text, extra_amount integer, deadline_minutes integer, extra_attempts integer)
  language sql stable parallel safe
  begin atomic
    select (array['minutes', 'percent', 'unlimited'])[newest.unit[2]],
           newest.amount[2]::integer,
           newest.deadline[2]::integer,
           newest.attempts[2]::integer
      from (select max(array[c.id, array_position(array['minutes', 'percent', 'unlimited'], c.extra_unit)])
                     filter (where c.extra_unit is not null) as unit,
                   max(array[c.id, c.extra_amount]) filter (where c.extra_unit is not null) as amount,
                   max(array[c.id, c.deadline_minutes]) filter (where c.deadline_minutes is not null) as deadline,
                   max(array[c.id, c.extra_attempts]) filter (where c.extra_attempts is not null) as attempts
              from access_change_member m
              join access_change c
                on c.id = m.access_change_id
             where m.person_id = of_person
               and c.resource_id = of_resource) as newest;
  end;
