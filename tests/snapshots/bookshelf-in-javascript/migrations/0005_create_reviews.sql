create table reviews (
  id integer generated always as identity primary key,
  rating integer not null,
  body text not null check (char_length(body) between 1 and 10000),
  recommended boolean not null default true,
  book_id integer not null references books (id) on delete cascade,
  owner_id integer not null references users (id) on delete cascade,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create index reviews_owner_id_idx on reviews (owner_id);
create index reviews_created_at_idx on reviews (created_at desc, id desc);
create index reviews_book_id_idx on reviews (book_id);
