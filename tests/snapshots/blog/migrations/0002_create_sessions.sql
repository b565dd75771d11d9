-- A token works like a password, so only its hash is stored: reading this table is not enough to log in.
create table sessions (
  hash text primary key,
  user_id integer not null references users (id) on delete cascade,
  expires_at timestamptz not null
);

create index sessions_user_id_idx on sessions (user_id);
