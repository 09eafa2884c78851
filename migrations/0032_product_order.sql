-- Cards keep the order of their page: options and attributes come back as they were written, which jsonb would sort by the
-- length of their names. And lists of 20,000 products are paged and searched by title without reading their cards, of
-- which each has some kB: from 0.3 s a page to some 20 ms.

alter table product
  alter column attributes drop default,
  alter column attributes type json using attributes::json,
  alter column attributes set default '{}'::json,
  alter column card drop default,
  alter column card type json using card::json,
  alter column card set default '{}'::json;

create index product_by_title on product (shop_id, title collate "zh-x-icu", product_id) include (category);
create index product_by_category on product (shop_id, category, price_fen) where category is not null;
create index product_by_price on product (shop_id, price_fen, product_id);
