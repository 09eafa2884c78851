import { all, moment, one, sql, type Tx } from '../../platform/db/db.ts'
import type { Instant } from '../../shared/time.ts'
import type { ShopOffer } from './contract.ts'
import { Offer } from './domain/offer.ts'

interface Row extends Omit<ShopOffer, 'offer'> {
  offer: unknown
}

const columns = sql`offer, campaign_id as "campaignId", activity_id as "activityId", enabled`
/** An offer stored before a field existed has its default. */
const asOffer = ({ offer, ...place }: Row): ShopOffer => ({ offer: Offer.parse(offer), ...place })

/** All offers of a shop, or of one campaign, in the order of their ids. */
export const offersOf = async (tx: Tx, shopId: number, campaignId?: number): Promise<ShopOffer[]> =>
  (
    await all(
      tx,
      sql<Row>`select ${columns} from offer
        where shop_id = ${shopId} and (${campaignId ?? null}::int is null or campaign_id = ${campaignId ?? null})
        order by offer_id collate "C"`,
    )
  ).map(asOffer)

export const offerById = async (tx: Tx, shopId: number, id: string): Promise<ShopOffer | null> => {
  const row = await one(
    tx,
    sql<Row>`select ${columns} from offer where shop_id = ${shopId} and offer_id = ${id}`,
  )
  return row ? asOffer(row) : null
}

export const saveOffer = async (tx: Tx, shopId: number, { offer, ...place }: ShopOffer): Promise<void> => {
  await sql`insert into offer (shop_id, offer_id, campaign_id, activity_id, enabled, offer)
    values (${shopId}, ${offer.id}, ${place.campaignId}, ${place.activityId}, ${place.enabled},
      ${JSON.stringify(offer)}::jsonb)
    on conflict (shop_id, offer_id) do update set campaign_id = excluded.campaign_id,
      activity_id = excluded.activity_id, enabled = excluded.enabled, offer = excluded.offer`.execute(tx)
}

export const deleteOffer = async (tx: Tx, shopId: number, id: string): Promise<boolean> => {
  const { numAffectedRows } =
    await sql`delete from offer where shop_id = ${shopId} and offer_id = ${id}`.execute(tx)
  return Number(numAffectedRows ?? 0) > 0
}

export interface Shifted {
  campaignId: number
  wave: string
  /** Questions answered with the prices of both phases, and conversations in which they were asked. */
  questions: number
  conversations: number
}

/** How often buyers were told the prices of both phases since a moment, by campaign and wave. */
export const shiftedSince = (tx: Tx, shopId: number, since: Instant): Promise<Shifted[]> =>
  all(
    tx,
    sql<Shifted>`select split_part(detail ->> 'rule', ':', 3)::int as "campaignId",
        split_part(detail ->> 'rule', ':', 4) as wave,
        count(*)::int as questions, count(distinct conversation_id)::int as conversations
      from message
      where shop_id = ${shopId} and author = 'assistant-auto' and detail ->> 'rule' like 'price:compare:%'
        and sent_at >= ${moment(since)}
      group by 1, 2 order by 1, 2`,
  )

/** The version of a shop's settings; null for a shop there is not. */
export const settingsVersion = async (tx: Tx, shopId: number): Promise<number | null> =>
  (
    await one(
      tx,
      sql<{ version: number }>`select config_version as version from shop_log where shop_id = ${shopId}`,
    )
  )?.version ?? null
