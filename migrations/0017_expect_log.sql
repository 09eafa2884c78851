-- The fast flush decides on what the lane remembers and writes in one round trip. This is the proof that it remembered
-- right: it takes the shops' turns like every writer and fails (PD001) where somebody else has written since.
create function expect_log(shops int[], seqs bigint[], versions int[]) returns void language plpgsql as $$
declare
  r record;
  found_shops int := 0;
begin
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
end $$;
