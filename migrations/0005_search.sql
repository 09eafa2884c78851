-- Full-text search over messages. Filled behind the hot path in message order. Every document also carries a word
-- for its shop and block of 20,000 messages ("#3:12"), so that a frequent word can be looked up newest block first
-- and a rare one in all blocks at once, both within one index.
create table message_index (
  shop_id         int not null,
  message_id      bigint not null,
  conversation_id int not null,
  words           tsvector not null,
  primary key (shop_id, message_id)
);
create index message_index_words on message_index using gin (words);
call scope_by_shop('message_index');

create table index_cursor (
  shop_id    int primary key,
  message_id bigint not null default 0
);
call scope_by_shop('index_cursor');
