create table authors (
  id integer generated always as identity primary key,
  name text not null unique check (char_length(name) between 1 and 200),
  born date,
  bio text check (char_length(bio) between 1 and 10000),
  owner_id integer not null references users (id) on delete cascade,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create index authors_owner_id_idx on authors (owner_id);
create index authors_created_at_idx on authors (created_at desc, id desc);
