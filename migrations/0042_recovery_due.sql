-- What the recovery loop needs beside its tables: due cases found by shop; the step's own moment beside the one to which it
-- is held; until when a sending may leave and to whom, so that whoever takes it up after a crash sends the very same; and what
-- a plan has cost, because summing up 100,000 sendings for each decision would be slow.

drop index recovery_case_due;
create index recovery_case_due on recovery_case (shop_id, next_at) where next_at is not null;
alter table recovery_case add column due_at timestamptz;
-- Cases without an order, by buyer: an order of theirs ends them.
create index recovery_case_orderless on recovery_case (shop_id, buyer_key) where order_id is null;

alter table recovery_sending add column until_at timestamptz;
alter table recovery_sending add column channel_id int; -- of a chat, and the buyer's name in it
alter table recovery_sending add column reach text;
alter table recovery_sending add column judged text not null default '';

alter table recovery_plan add column spent_li bigint not null default 0;
