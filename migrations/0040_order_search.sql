-- A shop has a million orders, and a person types one number: every way to look for an order has an index of its own. Parcel
-- numbers lie in rows, because row-level security hides an index over arrays from the question. How many orders a shop has
-- is counted as they come (in the shop's turn): counting a million takes 60 ms.

create table order_parcel (
  shop_id   int not null,
  parcel_id text not null,
  order_id  text not null,
  primary key (shop_id, parcel_id, order_id)
);
call scope_by_shop('order_parcel');

create table order_count (
  shop_id int not null primary key,
  orders  int not null
);
call scope_by_shop('order_count');

insert into order_parcel (shop_id, parcel_id, order_id)
  select o.shop_id, s ->> 'id', o.order_id from shop_order o, json_array_elements(o.doc -> 'order' -> 'shipments') s
  on conflict do nothing;
insert into order_count (shop_id, orders) select shop_id, count(*) from shop_order group by shop_id;

create index order_status on shop_order (shop_id, status, created_at, order_id);
create index order_buyer_name on shop_order (shop_id, buyer_name, created_at) where buyer_name <> '';
drop index order_created;
create index order_created on shop_order (shop_id, created_at, order_id);
