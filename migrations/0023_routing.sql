-- Routing: who waits for whom, how much each person may have at once, and who is really there.
alter table conversation add column team text;
alter table conversation add column queued_at timestamptz; -- waits for somebody to have it since
alter table conversation add column route json;
create index conversation_queue on conversation (shop_id, queued_at) where queued_at is not null;
create index conversation_of_person on conversation (shop_id, assignee) where status = 'open' and assignee is not null;

alter table buyer add column agent_id int; -- who looks after this buyer

-- A person may be in several teams.
alter table membership add column teams text[] not null default '{}';
update membership set teams = array[team] where team is not null;
alter table membership drop column team;
alter table membership add column skills text[] not null default '{}';
alter table membership add column slots int check (slots >= 0); -- most in this shop at once; null: only the person's own limit
alter table membership add column load int not null default 0;  -- slots taken by the shop's conversations
alter table membership add column given_at timestamptz;         -- when the desk last gave them one
alter table membership drop constraint membership_state_check;
alter table membership add constraint membership_state_check
  check (state in ('online', 'break', 'finishing', 'offline'));

-- A person's limit holds across all their shops, whose turns are taken apart: this row is where they meet.
create table seat (
  person_id int primary key references person,
  slots     int not null default 8 check (slots between 0 and 1000),
  load      int not null default 0
) with (fillfactor = 50);
insert into seat (person_id) select person_id from person;


-- Whose browser has been heard of lately. Written every few seconds, so apart from the rows that others wait for.
create table presence (
  person_id int primary key references person,
  seen_at   timestamptz not null,
  here      boolean not null
) with (fillfactor = 50);

-- Moves slots in the shops whose turns the transaction has. Fails with PD002 where a person would get more than their
-- limit: whoever decided that did not know of a colleague process's decision, and decides again.
create function move_slots(shops int[], persons int[], deltas int[], checked boolean[]) returns void
language plpgsql as $$
begin
  -- In one order for all, so that no two wait for each other.
  perform 1 from seat where person_id = any(persons) order by person_id for update;
  update seat s set load = greatest(0, s.load + d.delta)
    from (select person, sum(delta)::int as delta from unnest(persons, deltas) as x(person, delta) group by person) d
    where s.person_id = d.person;
  update membership m set load = greatest(0, m.load + d.delta)
    from (select shop, person, sum(delta)::int as delta
      from unnest(shops, persons, deltas) as x(shop, person, delta) group by shop, person) d
    where m.shop_id = d.shop and m.person_id = d.person;
  if exists (
    select from unnest(shops, persons, deltas, checked) as d(shop, person, delta, must)
      join seat s on s.person_id = d.person
      left join membership m on m.shop_id = d.shop and m.person_id = d.person
    where d.must and d.delta > 0 and (s.load > s.slots or m.load > m.slots)
  ) then
    raise exception 'a limit would be exceeded' using errcode = 'PD002';
  end if;
end $$;

-- Who waits already, waits for somebody.
update conversation set queued_at = waiting_since
  where status = 'open' and assignee is null and waiting_since is not null;

-- What is open already counts; of somebody who has left a shop too, until the desk has given it to others.
update membership m set load = c.open from (
  select shop_id, assignee, count(*)::int as open from conversation
  where status = 'open' and assignee is not null group by shop_id, assignee) c
  where c.shop_id = m.shop_id and c.assignee = m.person_id;
update seat s set load = c.open from (
  select assignee, count(*)::int as open from conversation
  where status = 'open' and assignee is not null group by assignee) c where c.assignee = s.person_id;
