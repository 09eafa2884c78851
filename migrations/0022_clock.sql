-- Service clocks: what runs in a conversation, and every breach that was recorded, with what it cost.
alter table conversation add column clock json; -- since when each kind of answer is awaited

create table breach (
  shop_id         int not null,
  breach_id       bigint generated always as identity,
  rule            text not null,
  name            json not null,  -- of the rule as it was then
  unit            text not null,  -- what is spoilt, once: a round, a session, a buyer's day
  conversation_id int,
  person_id       int,            -- who had the conversation
  team            text,
  started_at      timestamptz not null,
  due_at          timestamptz not null,
  recorded_at     timestamptz not null,
  money           int not null,   -- fen
  points          real not null,
  note            text not null default '', -- of an incident: what happened
  by_person       int,            -- who wrote an incident down
  primary key (shop_id, breach_id)
);
create unique index breach_once on breach (shop_id, rule, unit);
create index breach_time on breach (shop_id, due_at);
call scope_by_shop('breach');

-- Figures of a period read messages by their time. Messages arrive nearly in that order, so a block range index will do:
-- it costs an insert next to nothing, where a B-tree would cost a fifth of it.
create index message_time on message using brin (sent_at) with (pages_per_range = 32, autosummarize = on);

-- Who waits already, waits for a person's answer too; the desk looks at each of them as soon as it runs.
update conversation set due_at = now(), clock = json_build_object(
    'person', (extract(epoch from waiting_since) * 1000)::bigint,
    'assist', (extract(epoch from waiting_since) * 1000)::bigint,
    'any', null, 'offline', null, 'reached', null, 'breached', '[]'::json, 'steps', 0)
  where status = 'open' and waiting_since is not null;
