-- The workbench asks for letters that nobody has settled, newest first, every minute.
create index dead_letter_unsettled on dead_letter (shop_id, at desc) where settled_at is null;
