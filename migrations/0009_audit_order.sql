-- The audit is read newest first by id, a shop's own entries and its people's sign-ins apart: each needs its own way
-- in, or a quiet shop's page reads the whole table.
drop index audit_shop;
create index audit_shop on audit (shop_id, audit_id) where shop_id is not null;
create index audit_desk on audit (person_id, audit_id) where shop_id is null;
