-- The list of closed conversations is read page by page: among those closed at the same moment, the id decides.
drop index conversation_closed;
create index conversation_closed on conversation (shop_id, closed_at desc, conversation_id desc) where status = 'closed';
