-- How far what agents send has been read for promises. A place in the order of messages and not a queue: who is behind reads
-- on from it, whatever was killed in between. What was said before this existed is left alone.

create table task_reading (
  shop_id    int primary key,
  message_id bigint not null default 0
);
call scope_by_shop('task_reading');
insert into task_reading (shop_id, message_id) select shop_id, message_id from shop_log;

-- Promises that were not kept, the latest first.
create index task_broken on task (shop_id, broken_at desc, task_id desc) where broken_at is not null;
-- What a clock still runs for.
create index task_due on task (shop_id, coalesce(warn_at, due_at)) where state in ('open', 'asking') and due_at is not null;
