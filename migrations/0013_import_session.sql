-- Which conversation a session of an imported file has become, so that a longer export of the same session lets it grow
-- instead of beginning another one. The session is kept as a hash: names in files can be of any length and hold people.
create table import_session (
  shop_id         int not null references shop,
  channel_id      int not null,
  session         text not null, -- 22 letters of SHA-256
  conversation_id int not null,
  primary key (shop_id, channel_id, session)
);
call scope_by_shop('import_session');
