-- Incidents are written down by people, who may err: what should not stand is struck out with a reason, and stays.
alter table breach alter column money type bigint; -- an incident may be of a thousand orders
alter table breach add column times int not null default 1 check (times > 0); -- one refusal for each of three orders
alter table breach add column struck_at timestamptz;
alter table breach add column struck_by int;
alter table breach add column struck_why text;
alter table breach add constraint breach_struck check (struck_at is null or by_person is not null); -- clocks do not err
