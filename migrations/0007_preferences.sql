-- Language, theme, send key and shortcuts belong to the person, not to the browser.
alter table person add column preferences jsonb not null default '{}';
