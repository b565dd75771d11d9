create table comments (
  id integer generated always as identity primary key,
  post_id integer not null references posts (id) on delete cascade,
  owner_id integer not null references users (id) on delete cascade,
  body text not null check (char_length(body) between 1 and 2000),
  -- Set by the author of the post, who can also undo it.
  hidden boolean not null default false,
  created_at timestamptz not null default now()
);

create index comments_post_id_idx on comments (post_id, id);
create index comments_owner_id_idx on comments (owner_id);
