-- Whose an order is, both ways, in one place (specs/order.md ORD-12).

-- The keys under which orders are a buyer's, the platform's own first: the platform's id; the name, where it is theirs alone
-- (Taobao's and Tmall's 旺旺, 京东账号: what the platforms' own exports name a buyer by, 2025; elsewhere names are chosen freely
-- and often alike) and whole (小** is many people). In a web chat only whom the shop has signed for (`user:` and the shop's own
-- id) has any: the others call themselves what they like. Imported chats know their buyers by the name alone.
create function order_keys(platform text, channel_kind text, external_id text, name text, verified boolean)
returns text[] language sql immutable parallel safe as $$
  select case
    when channel_kind is null then '{}'
    when channel_kind = 'import' then
      case when platform in ('taobao', 'tmall', 'jd') and position('*' in external_id) = 0 then array[external_id]
        else '{}' end
    when channel_kind = 'web-chat' then
      case when verified and external_id like 'user:%' then array[substr(external_id, 6)] else '{}' end
    when platform in ('taobao', 'tmall', 'jd') and name <> '' and name <> external_id and position('*' in name) = 0 then
      array[external_id, name]
    else array[external_id] end
$$;

create index buyer_name on buyer (shop_id, name);

-- The other way: the buyers of whom orders under a key are, in all channels.
create function buyers_of(of_shop int, of_key text) returns setof buyer language sql stable as $$
  select b.* from shop s join channel c on c.shop_id = s.shop_id
  cross join lateral (
    select * from buyer where shop_id = of_shop and channel_id = c.channel_id and external_id in (of_key, 'user:' || of_key)
    union all
    select * from buyer where shop_id = of_shop and channel_id = c.channel_id and name = of_key
      and external_id not in (of_key, 'user:' || of_key)) b
  where s.shop_id = of_shop and of_key = any (order_keys(s.platform, c.kind, b.external_id, b.name, b.verified))
$$;

-- All keys of whoever orders under one: what is said of a buyer under one of them is said of them all. With what they are called
-- in channels, under which older rows stand; also in channels that are closed: who wants no more wants no more.
create function keys_beside(of_shop int, of_key text) returns text[] language sql stable as $$
  select array(
    select of_key
    union
    select unnest(order_keys(s.platform, c.kind, b.external_id, b.name, b.verified) || b.external_id)
    from buyers_of(of_shop, of_key) b
    join channel c on c.shop_id = b.shop_id and c.channel_id = b.channel_id
    join shop s on s.shop_id = b.shop_id)
$$;
