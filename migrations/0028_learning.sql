-- What the assistant learns from: questions it could not answer, in groups of the same matter, and how each record of the
-- knowledge fares when it is used. Written behind the hot path, from messages alone, in their order: a shop's cursor says
-- how far. Rows are named after the message they tell of, so that reading it again changes nothing.

create table learning_cursor (
  shop_id    int primary key,
  message_id bigint not null default 0, -- all up to this one are read
  next_group int not null default 1,
  version    int not null default 0,    -- raised with every change of the groups, which processes remember
  read_at    timestamptz
);
call scope_by_shop('learning_cursor');

create table question (
  shop_id         int not null,
  message_id      bigint not null,
  conversation_id int not null,
  asked_at        timestamptz not null,
  day             date not null, -- in the shop's zone
  text            text not null,
  essence         text not null, -- what is compared: the same for two that differ in courtesies and form alone
  group_id        int not null,
  alone           boolean not null, -- the only question of its round: the answer is surely its own
  reply_id        bigint,
  reply_text      text,
  reply_by        int,
  reply_assist    boolean,
  primary key (shop_id, message_id)
);
create index question_of_group on question (shop_id, group_id, message_id);
create index question_essence on question (shop_id, essence);
call scope_by_shop('question');

create table question_group (
  shop_id    int not null,
  group_id   int not null,
  exemplars  text[] not null, -- the first questions, by which later ones are compared
  aside      text check (aside in ('ignored', 'settled')),
  aside_size int not null default 0, -- its size then: it comes back when it has grown well beyond
  aside_at   timestamptz,
  aside_by   int,
  aside_why  text not null default '',
  settled_to text, -- the record that was made of it, `faq:12`
  primary key (shop_id, group_id)
);
call scope_by_shop('question_group');

create table faq_use (
  shop_id         int not null,
  message_id      bigint not null, -- what was said
  conversation_id int not null,
  source          text not null,
  record          text not null,
  at              timestamptz not null,
  day             date not null,
  assist          boolean not null, -- a person sent it
  edited          boolean not null, -- and changed it before
  handed_over     boolean not null, -- a person had to answer all the same, or the buyer was not content
  reaction        text check (reaction in ('thanks', 'displeased', 'again')),
  primary key (shop_id, message_id)
);
create index faq_use_time on faq_use (shop_id, at);
create index faq_use_of_record on faq_use (shop_id, source, record, message_id);
call scope_by_shop('faq_use');

-- The sums of faq_use by day: kept when the uses themselves are forgotten.
create table faq_figure (
  shop_id    int not null,
  source     text not null,
  record     text not null,
  day        date not null,
  uses       int not null default 0,
  hand_overs int not null default 0,
  thanks     int not null default 0,
  displeased int not null default 0,
  again      int not null default 0,
  assists    int not null default 0,
  edited     int not null default 0,
  primary key (shop_id, source, record, day)
);
create index faq_figure_day on faq_figure (shop_id, day);
call scope_by_shop('faq_figure');
