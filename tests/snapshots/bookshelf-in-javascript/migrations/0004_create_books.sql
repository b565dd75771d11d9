create table books (
  id integer generated always as identity primary key,
  title text not null check (char_length(title) between 1 and 200),
  isbn text not null unique check (char_length(isbn) between 1 and 200),
  pages integer check (pages >= 1),
  format text not null default 'paperback' check (format in ('hardcover', 'paperback', 'ebook')),
  published_on date,
  author_id integer not null references authors (id) on delete cascade,
  owner_id integer not null references users (id) on delete cascade,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create index books_owner_id_idx on books (owner_id);
create index books_created_at_idx on books (created_at desc, id desc);
create index books_author_id_idx on books (author_id);
