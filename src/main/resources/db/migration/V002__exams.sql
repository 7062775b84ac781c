-- What is taken: exams and their immutable, numbered versions.

create table exam (
  id bigint generated always as identity primary key,
  context_id bigint not null references context,
  title text not null,
  created_by bigint references person,
  created_at timestamptz not null default now()
);
comment on table exam is 'An exam of a course; what runs is one of its versions';
create index exam_context on exam (context_id, created_at desc);

create table exam_version (
  id bigint generated always as identity primary key,
  exam_id bigint not null references exam,
  number integer not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  file_name text not null,
  byte_count bigint not null,
  file_count integer not null,
  standard text not null check (standard in ('scorm12', 'scorm2004')),
  launch_path text not null,
  title text not null,
  numbas_version text,
  duration_seconds integer,
  max_score numeric,
  launch_data text,
  mastery_score numeric,
  created_by bigint references person,
  created_at timestamptz not null default now(),
  unique (exam_id, number)
);
comment on table exam_version is 'An uploaded package; its files are in the folder named by its content';
comment on column exam_version.sha256 is 'of the zip as uploaded; names the folder of the unpacked files';
comment on column exam_version.launch_path is 'path of the launch file inside the package, with its query if the manifest gives parameters';
comment on column exam_version.numbas_version is 'null when the package is not a Numbas exam; empty when it does not say which version';
comment on column exam_version.duration_seconds is 'the exam''s own time limit; null or 0: none known';
comment on column exam_version.byte_count is 'of its files, unpacked';
comment on column exam_version.launch_data is 'what the manifest wants handed to the activity as it starts';
comment on column exam_version.mastery_score is 'what it takes to pass: 0 to 100 in SCORM 1.2, -1 to 1 in SCORM 2004; null when the manifest says nothing';
comment on column exam_version.max_score is 'sum of the marks in the source; null when unknown';
create index exam_version_sha256 on exam_version (sha256);

create table exam_question (
  exam_version_id bigint not null references exam_version,
  group_index integer not null,
  question_index integer not null,
  name text not null,
  max_score numeric,
  primary key (exam_version_id, group_index, question_index)
);
comment on table exam_question is 'Question of the source, by its place there, never by the position a student saw';

create table exam_part (
  exam_version_id bigint not null,
  group_index integer not null,
  question_index integer not null,
  path text not null,
  part_type text not null,
  label text not null,
  max_score numeric,
  primary key (exam_version_id, group_index, question_index, path),
  foreign key (exam_version_id, group_index, question_index) references exam_question
);
comment on table exam_part is 'Part, gap or step of a question of the source';
comment on column exam_part.path is 'p1, p1g0, p1s0: part, gap, step, counted from 0';
