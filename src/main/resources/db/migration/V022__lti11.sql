-- LTI 1.1 beyond launch and grade: the cartridge.

create table cartridge_placement (
  name text primary key check (name ~ '^[a-z_]{1,60}$'),
  visibility text not null default 'public' check (visibility in ('public', 'members', 'admins')),
  shown boolean not null default false,
  content_items boolean not null default false
);
comment on table cartridge_placement is 'Where in Canvas the cartridge offers us';
comment on column cartridge_placement.name is 'as in a cartridge, such as course_navigation';
comment on column cartridge_placement.visibility is 'who sees it; of no meaning for selections';
comment on column cartridge_placement.shown is 'in the menu from the start; of navigation only';
comment on column cartridge_placement.content_items is 'asked for by ContentItemSelectionRequest; of selections only';
insert into cartridge_placement (name, content_items)
values ('assignment_selection', true), ('link_selection', true);
