-- What a person said is why somebody has not ordered or paid: it goes before whatever the desk guesses, also for cases
-- that begin later. And how far buyers' messages were read for what follows from them (asked and not ordered, wishes).

create table recovery_reason (
  shop_id   int not null,
  subject   text not null,
  reason    text not null,
  person_id int not null,
  at        timestamptz not null,
  primary key (shop_id, subject)
);
call scope_by_shop('recovery_reason');

create table recovery_read (
  shop_id int not null,
  what    text not null, -- `wishes`, or `asked:<plan>`
  read_to bigint not null, -- message
  primary key (shop_id, what)
);
call scope_by_shop('recovery_read');
