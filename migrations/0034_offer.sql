-- Offers of a shop. Each is one document, checked by its kind before it is stored; of a campaign and an activity of it where
-- it belongs to one.
create table offer (
  shop_id     int not null references shop,
  offer_id    text not null,
  campaign_id int,
  activity_id int,
  enabled     boolean not null,
  offer       jsonb not null,
  primary key (shop_id, offer_id),
  foreign key (shop_id, campaign_id) references campaign on delete cascade,
  foreign key (shop_id, activity_id) references activity on delete cascade,
  check (activity_id is null or campaign_id is not null)
);
create index offer_of_campaign on offer (shop_id, campaign_id) where campaign_id is not null;
call scope_by_shop('offer');

-- How often buyers asked when to buy, and were told the prices of both phases (rule price:compare:…).
create index message_compared on message (shop_id, sent_at)
  where author = 'assistant-auto' and detail ->> 'rule' like 'price:compare:%';
