-- Two fast flushes may be on the wire at once. Were the first to fail because somebody else had written exactly as many
-- events as it would have, the log would stand where the second expects it, though the second builds on the first. So
-- each names the one before, and leaves its own name in the session: a failed one's is rolled back with it.
drop function expect_log(int[], bigint[], int[]);
create function expect_log(shops int[], seqs bigint[], versions int[], before text, this text)
returns void language plpgsql as $$
declare
  r record;
  found_shops int := 0;
begin
  if before <> '' and before is distinct from nullif(current_setting('app.flush', true), '') then
    raise exception 'the flush before failed' using errcode = 'PD001';
  end if;
  for r in
    select l.seq = e.seq and l.config_version = e.version as same
    from shop_log l join unnest(shops, seqs, versions) as e(shop_id, seq, version) on e.shop_id = l.shop_id
    where l.shop_id = any(shops)
    order by l.shop_id
    for update of l
  loop
    if not r.same then
      raise exception 'the log has moved' using errcode = 'PD001';
    end if;
    found_shops := found_shops + 1;
  end loop;
  if found_shops <> cardinality(shops) then
    raise exception 'a shop is not in scope' using errcode = 'PD001';
  end if;
  perform set_config('app.flush', this, false);
end $$;

-- The buyers who wait in a shop are counted every second.
create index conversation_waiting on conversation (shop_id) where status <> 'closed' and waiting_since is not null;
