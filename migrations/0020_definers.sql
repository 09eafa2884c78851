-- Functions that run as their owner pass row-level security. PostgreSQL lets everybody call a new function: these are the
-- application's alone. pg_temp last: else a caller's temporary table would be found before ours of the same name.
revoke execute on function every_shop(), shops_of(int), channel_by_key(text), search_messages(tsquery, int[], int)
  from public;
grant execute on function every_shop(), shops_of(int), channel_by_key(text), search_messages(tsquery, int[], int)
  to peakdesk_app;
alter function every_shop() set search_path = public, pg_temp;
alter function shops_of(int) set search_path = public, pg_temp;
alter function channel_by_key(text) set search_path = public, pg_temp;
alter function search_messages(tsquery, int[], int) set search_path = public, pg_temp;
