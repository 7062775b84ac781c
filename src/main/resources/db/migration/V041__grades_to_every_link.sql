-- A grade goes to every link that opens its resource, not to the newest alone.

create or replace view grade_place as
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
                                   'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly'])
  union all
  select l.resource_id, o.person_id, l.id as resource_link_id, 'lti13' as standard,
         '-infinity'::timestamptz as refreshed_at
    from lti13_outcome o
    join resource_link came_by on came_by.id = o.resource_link_id
    join resource_link l on l.resource_id = came_by.resource_id and l.id <> came_by.id
    join lti13_service s on s.resource_link_id = l.id and s.deployment_id = o.deployment_id
   where 'https://purl.imsglobal.org/spec/lti-ags/scope/score' = any (s.scopes)
     and (s.line_item_url <> ''
          or s.line_items_url <> ''
             and s.scopes && array['https://purl.imsglobal.org/spec/lti-ags/scope/lineitem',
                                   'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly']);
comment on view grade_place is 'Every place of a person''s grade; of one link the newest row counts';
comment on column grade_place.refreshed_at is 'last launch of the person there; -infinity: by LTI 1.3 a column takes the grades of all whom the platform knows, also of who came by another link of the resource alone';

alter table line_item add lost_url text not null default '';
comment on column line_item.lost_url is 'the column that the platform no longer had, until another one takes a score and all grades of the old one are due again; empty: none is lost';
