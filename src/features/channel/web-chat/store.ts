import { one, sql, type Tx } from '../../../platform/db/db.ts'

export const shopFace = (tx: Tx, shopId: number) =>
  one<{ name: string; locale: string }>(tx, sql`select name, locale from shop where shop_id = ${shopId}`)

/** The name under which buyers know an agent. Also of those who have left: what they said stays theirs. */
export const publicName = async (tx: Tx, personId: number) =>
  (await one<{ name: string }>(tx, sql`select name from person where person_id = ${personId}`))?.name
