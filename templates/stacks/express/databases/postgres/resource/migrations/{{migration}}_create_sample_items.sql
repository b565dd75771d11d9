create table sample_items (
  id integer generated always as identity primary key,
  -- {{#each tableFields}}
  -- {{{sql}}},
  -- {{/each}}
  -- {{#specimen}}
  title text not null check (char_length(title) between 1 and 200),
  pages integer,
  -- {{/specimen}}
  owner_id integer not null references users (id) on delete cascade,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create index sample_items_owner_id_idx on sample_items (owner_id);
create index sample_items_created_at_idx on sample_items (created_at desc, id desc);
-- task index-sample-items
-- {{#each tableIndexes}}
-- create index {{@root.plural.snake}}_{{rawColumn}}_idx on {{@root.plural.snake}} ({{column}});
-- {{/each}}
-- end index-sample-items
-- {{#each tableTogether}}

-- -- No two {{@root.plural.words}} have the same {{words}}. From its name the app knows which field an error is about.
-- create unique index {{index}} on {{@root.plural.snake}} ({{columns}});
-- {{/each}}
-- {{#if lateRefs}}

-- Two tables that reference each other: the first was created without its reference, which is added now.
-- {{#each lateRefs}}
-- alter table {{table}} add constraint {{table}}_{{rawColumn}}_fkey foreign key ({{column}})
-- {{~! }} references {{@root.plural.snake}} (id) on delete {{#if clears}}set null{{else}}{{#if restricts}}no action{{else}}cascade{{/if}}{{/if}};
-- {{/each}}
-- {{/if}}
