create table posts (
  id integer generated always as identity primary key,
  owner_id integer not null references users (id) on delete cascade,
  slug text not null unique check (char_length(slug) between 1 and 80),
  title text not null check (char_length(title) between 1 and 150),
  body text not null check (char_length(body) between 1 and 50000),
  -- Computed from the body when the post is stored, so that showing a post only reads a row.
  html text not null,
  excerpt text not null,
  -- Null for a draft, which only its author sees.
  published_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- The words to search, which the database keeps up to date. Words in the title count more. Runs of
  -- characters are cut after 50, because PostgreSQL needs seconds to find words in a long run such as ~/~/~/
  -- or after <!--.
  search tsvector not null generated always as (
    setweight(to_tsvector('english', title), 'A')
    || to_tsvector('english', regexp_replace(translate(body, '<', ' '), '(\S{50})', '\1 ', 'g'))
  ) stored
);

create index posts_owner_id_idx on posts (owner_id);
create index posts_published_at_idx on posts (published_at desc, id desc);
-- task search-index
create index posts_search_idx on posts using gin (search);
-- end search-index
