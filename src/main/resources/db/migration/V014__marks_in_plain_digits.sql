-- What PostgreSQL's classes take for blanks and digits is more than its numbers do: a no-break space
-- after a mark made an error of what is no mark.
create or replace function mark(value text) returns numeric
  language sql immutable parallel safe
  return case
    when length(value) <= 64
         and value ~ '^[ \t\r\n]*[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]{1,2})?[ \t\r\n]*$'
    then value::numeric
  end;
