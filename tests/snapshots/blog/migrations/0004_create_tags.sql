create table tags (
  id integer generated always as identity primary key,
  name text not null unique check (char_length(name) between 1 and 30)
);

-- A post has many tags, and a tag many posts: a table between them has one row per pair.
create table post_tags (
  post_id integer references posts (id) on delete cascade,
  tag_id integer references tags (id) on delete cascade,
  primary key (post_id, tag_id)
);

create index post_tags_tag_id_idx on post_tags (tag_id);
