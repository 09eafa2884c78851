-- The list of closed conversations, newest first. Partial: open ones change too often to be in it.
create index conversation_closed on conversation (shop_id, closed_at desc) where status = 'closed';
