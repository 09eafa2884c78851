-- The guard: what it stopped, asked about or noted, and the contacts buyers volunteered.

-- One row for what became of a message that the guard had something to say about. Contact details in what was found are
-- stored masked; the message itself is not here.
create table guard_event (
  shop_id         int not null,
  event_id        bigint generated always as identity,
  at              timestamptz not null,
  conversation_id int not null,
  message_id      bigint,        -- null where it did not leave
  once            text,          -- the message's client id: a retry writes nothing more; null for what nobody sends again
  person_id       int,
  author          text not null check (author in ('agent', 'assistant-auto', 'assistant-assist', 'system')),
  outcome         text not null check (outcome in ('stopped', 'asked', 'sent-anyway', 'noted')),
  rules           text[] not null,
  finds           json not null, -- [{rule, severity, text}]
  reason          text,          -- of what was sent anyway
  false_alarm_by  int,
  false_alarm_at  timestamptz,
  primary key (shop_id, event_id)
);
create unique index guard_event_once on guard_event (shop_id, once, outcome);
create index guard_event_time on guard_event (shop_id, at);
create index guard_event_of_person on guard_event (shop_id, person_id, at);
call scope_by_shop('guard_event');

-- A way to reach a buyer that they gave without being asked. For those who may see it, for one purpose, until a day.
create table lead (
  shop_id         int not null,
  lead_id         bigint generated always as identity,
  conversation_id int not null,
  message_id      bigint not null,
  buyer_id        int not null,
  kind            text not null check (kind in ('phone', 'wechat', 'qq', 'email', 'alipay')),
  value           text not null,
  purpose         text not null default 'unknown'
    check (purpose in ('unknown', 'wholesale', 'order-change', 'after-sales', 'call-back')),
  note            text not null default '',
  found_at        timestamptz not null,
  expires_at      timestamptz not null,
  done_at         timestamptz,
  done_by         int,
  primary key (shop_id, lead_id)
);
create unique index lead_once on lead (shop_id, message_id, kind, value);
create index lead_of_conversation on lead (shop_id, conversation_id);
create index lead_expiry on lead (shop_id, expires_at);
call scope_by_shop('lead');
