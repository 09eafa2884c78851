-- In which version each area of a shop's settings last changed: a process that has 20,000 products ready reads again only
-- what has changed since, not everything whenever a phrase is edited.
create table settings_area (
  shop_id int not null references shop,
  area    text not null,
  version int not null,
  primary key (shop_id, area)
);
call scope_by_shop('settings_area');
