create table users (
  id integer generated always as identity primary key,
  name text not null check (char_length(name) between 1 and 100),
  -- Always stored in lower case, so that Ann@example.com and ann@example.com are the same account.
  email text not null unique check (email = lower(email)),
  password_hash text not null,
  -- {{#if roles}}
  -- role text not null default 'member' check (role in ({{#each roles}}{{sqlText this}}{{#unless @last}}, {{/unless}}{{/each}})),
  -- {{/if}}
  created_at timestamptz not null default now()
);
