-- Existing rows get the column's default or stay empty; a required column without a default would be refused.
-- {{#specimen}}
alter table sample_items add column pages integer;
-- {{/specimen}}
-- alter table sample_items add column {{{sql}}};
-- {{#if indexed}}
-- create index {{@root.plural.snake}}_{{rawColumn}}_idx on {{@root.plural.snake}} ({{column}});
-- {{/if}}
