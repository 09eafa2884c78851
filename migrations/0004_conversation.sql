-- Buyers, conversations and messages. These tables are written thousands of times a second: no foreign keys, and
-- no index that the questions of the desk do not need. Ids come from shop_log.

create table buyer (
  shop_id     int not null,
  buyer_id    int not null,
  channel_id  int not null,
  external_id text not null, -- the buyer's name on the platform
  name        text not null,
  verified    boolean not null default false, -- the shop's server signed for who this is
  note        text not null default '',
  conversation_id int, -- the current or latest one
  created_at  timestamptz not null default now(),
  primary key (shop_id, buyer_id)
) with (fillfactor = 80);
create unique index buyer_external on buyer (shop_id, channel_id, external_id);
call scope_by_shop('buyer');

create table conversation (
  shop_id         int not null,
  conversation_id int not null,
  buyer_id        int not null,
  channel_id      int not null,
  status          text not null check (status in ('open', 'snoozed', 'closed')),
  assignee        int,         -- person_id
  waiting_since   timestamptz, -- the first buyer message nobody has answered
  last_at         timestamptz not null,
  last_text       text not null,
  last_author     text not null,
  last_message_id bigint not null,
  unread          int not null default 0,
  buyer_read_id   bigint not null default 0, -- the buyer has seen up to this message
  tags            text[] not null default '{}',
  snoozed_until   timestamptz,
  due_at          timestamptz, -- the next moment the desk has to look at it
  opened_at       timestamptz not null,
  closed_at       timestamptz,
  assistant       json not null, -- what the assistant remembers of it
  primary key (shop_id, conversation_id)
) with (fillfactor = 70);
create index conversation_open on conversation (shop_id, conversation_id) where status <> 'closed';
create unique index conversation_one_open on conversation (shop_id, buyer_id) where status <> 'closed';
create index conversation_of_buyer on conversation (shop_id, buyer_id, conversation_id);
create index conversation_due on conversation (due_at) where due_at is not null;
call scope_by_shop('conversation');

create table message (
  shop_id         int not null,
  conversation_id int not null,
  message_id      bigint not null,
  reply_to        bigint, -- the buyer's message this one answers
  sent_at         timestamptz not null, -- by the platform's clock
  received_at     timestamptz not null,
  channel_id      int not null,
  person_id       int, -- who wrote or confirmed it
  outbound        boolean not null, -- leaves by the outbox
  author          text not null check (author in ('buyer', 'agent', 'assistant-auto', 'assistant-assist', 'system')),
  kind            text not null check (kind in ('text', 'picture', 'note', 'notice')),
  text            text not null,
  external_id     text,
  picture         text,
  detail          json,
  primary key (shop_id, message_id)
);
create index message_stream on message (shop_id, conversation_id, message_id);
create unique index message_external on message (shop_id, channel_id, external_id) where external_id is not null;
create index message_outbox on message (shop_id, channel_id, message_id) where outbound;
call scope_by_shop('message');

create table draft (
  shop_id         int not null,
  conversation_id int not null,
  person_id       int not null,
  text            text not null,
  at              timestamptz not null default now(),
  primary key (shop_id, conversation_id, person_id)
);
call scope_by_shop('draft');

create table picture (
  shop_id    int not null,
  picture_id text not null, -- 128 random bits: knowing it is the right to see it
  type       text not null,
  width      int not null,
  height     int not null,
  bytes      bytea not null,
  created_at timestamptz not null default now(),
  primary key (shop_id, picture_id)
);
call scope_by_shop('picture');
