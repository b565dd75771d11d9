create table reviews (
  id integer generated always as identity primary key,
  rating integer not null check (rating between 1 and 5),
  body text not null check (char_length(body) between 1 and 10000),
  recommended boolean not null default true,
  book_id integer not null references books (id) on delete cascade,
  owner_id integer not null references users (id) on delete cascade,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create index reviews_owner_id_idx on reviews (owner_id);
create index reviews_created_at_idx on reviews (created_at desc, id desc);

-- No two reviews have the same book and owner. From its name the app knows which field an error is about.
create unique index reviews_book_id_key on reviews (book_id, owner_id);
