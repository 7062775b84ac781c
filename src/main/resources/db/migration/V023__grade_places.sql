-- Where grades go, whichever version of LTI said so; who is making a column; news of a roster.

create view grade_place as
  select l.resource_id, o.person_id, o.resource_link_id, 'lti11' as standard, o.refreshed_at
    from lti11_outcome o
    join resource_link l on l.id = o.resource_link_id
   where l.resource_id is not null
  union all
  select l.resource_id, o.person_id, o.resource_link_id, 'lti13' as standard, o.refreshed_at
    from lti13_outcome o
    join resource_link l on l.id = o.resource_link_id
    join lti13_service s on s.resource_link_id = o.resource_link_id
   where l.resource_id is not null
     and 'https://purl.imsglobal.org/spec/lti-ags/scope/score' = any (s.scopes)
     and (s.line_item_url <> ''
          or s.line_items_url <> ''
             and s.scopes && array['https://purl.imsglobal.org/spec/lti-ags/scope/lineitem',
                                   'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly']);
comment on view grade_place is 'Every place that a launch gave for a person''s grade; the newest is used';
comment on column grade_place.standard is 'lti11: an outcome service; lti13: a column of AGS, known or to be found';

alter table line_item add maker_until timestamptz;
comment on column line_item.url is 'empty while it is being found or made';
comment on column line_item.maker_until is 'until when whoever finds or makes it is left to do so; null: it is there, or nobody is at it';

alter table score_outbox add finished boolean not null default false;
comment on column score_outbox.finished is 'whether no graded attempt behind it was open when it last changed; only LTI 1.3 is told';
