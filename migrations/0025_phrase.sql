-- Phrases of teams, with a situation to sort them by, words for the phases of a campaign, pictures, and how much they
-- are used.
alter table phrase rename column situation to title;
alter table phrase add column situation text not null default 'other';
alter table phrase alter column situation drop default;
alter table phrase add column team text; -- with person_id null: a team's; both null: everybody's
alter table phrase add column variants jsonb not null default '{}'; -- phase → words
alter table phrase add column pictures text[] not null default '{}';
alter table phrase add column created_at timestamptz not null default now();
alter table phrase add constraint phrase_of_one check (person_id is null or team is null);

-- What phrases were called so far began with their situation.
update phrase p set situation = s.code
  from (values ('欢迎', 'greeting'), ('预热', 'preheat'), ('忙碌', 'busy'), ('稍等', 'busy'), ('议价', 'bargaining'),
    ('改单', 'order-change'), ('改地址', 'order-change'), ('退款', 'refund'), ('价保', 'refund'), ('催付', 'payment'),
    ('付款', 'payment'), ('退货', 'returns'), ('换货', 'returns'), ('发货', 'shipping'), ('物流', 'shipping'),
    ('快递', 'shipping'), ('优惠', 'offer'), ('发票', 'invoice'), ('安抚', 'soothing'), ('转接', 'handover'),
    ('道别', 'farewell')) as s(word, code)
  where p.title like s.word || '%';

-- Messages sent with a phrase, by day (the shop's): who uses what grows with days, not with messages.
create table phrase_use (
  shop_id   int not null references shop,
  person_id int not null,
  phrase_id int not null,
  used_on   date not null,
  times     int not null,
  primary key (shop_id, person_id, phrase_id, used_on)
) with (fillfactor = 70);
create index phrase_use_of_phrase on phrase_use (shop_id, phrase_id, used_on);
call scope_by_shop('phrase_use');

-- Messages that were counted, so that one told of twice counts once. Kept for two days.
create table phrase_counted (
  shop_id   int not null references shop,
  client_id text not null,
  at        timestamptz not null,
  primary key (shop_id, client_id)
);
create index phrase_counted_at on phrase_counted (shop_id, at);
call scope_by_shop('phrase_counted');
