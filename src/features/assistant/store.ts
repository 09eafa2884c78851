import { one, sql, type Tx } from '../../platform/db/db.ts'
import type { Surroundings } from './domain/answer.ts'

/** People on duty and buyers waiting in a shop at this moment. */
export const surroundings = async (tx: Tx, shopId: number): Promise<Surroundings> =>
  (await one(
    tx,
    sql<Surroundings>`select
      (select count(*)::int from membership
        where shop_id = ${shopId} and state = 'online' and role <> 'viewer') as "onDuty",
      (select count(*)::int from conversation
        where shop_id = ${shopId} and status <> 'closed' and waiting_since is not null) as waiting`,
  )) ?? { onDuty: 0, waiting: 0 }
