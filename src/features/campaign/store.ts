import { texts } from '../../platform/db/arrays.ts'
import { all, one, sql, type Tx } from '../../platform/db/db.ts'
import type { PriceChange, Product } from '../catalog/domain/product.ts'
import type { Activity, ActivityBody } from './domain/activity.ts'
import type { Campaign, CampaignBody, SignUp } from './domain/campaign.ts'
import type { WaveUse } from './domain/valid.ts'

const campaignColumns = sql`campaign_id as id, name, template, rule_set as "ruleSet", waves, rules`

/** The latest first: by the beginning of the first phase; those without phases, being planned, before all. */
export const campaigns = (tx: Tx, shopId: number): Promise<Campaign[]> =>
  all(
    tx,
    sql<Campaign>`select ${campaignColumns} from campaign where shop_id = ${shopId}
      order by (select min((p->>'from')::bigint) from jsonb_array_elements(waves) w,
        jsonb_array_elements(w->'phases') p) desc nulls first, campaign_id desc`,
  )

export const campaignById = (tx: Tx, shopId: number, id: number): Promise<Campaign | undefined> =>
  one(
    tx,
    sql<Campaign>`select ${campaignColumns} from campaign where shop_id = ${shopId} and campaign_id = ${id}`,
  )

export const countCampaigns = async (tx: Tx, shopId: number): Promise<number> =>
  (await one(tx, sql<{ n: number }>`select count(*)::int as n from campaign where shop_id = ${shopId}`))?.n ??
  0

export const insertCampaign = async (tx: Tx, shopId: number, body: CampaignBody): Promise<Campaign> => {
  const row = await one(
    tx,
    sql<{ id: number }>`insert into campaign (shop_id, name, template, rule_set, waves, rules)
      values (${shopId}, ${body.name}, ${body.template}, ${body.ruleSet}, ${JSON.stringify(body.waves)}::jsonb,
        ${JSON.stringify(body.rules)}::jsonb)
      returning campaign_id as id`,
  )
  if (!row) throw new Error('a campaign was not stored')
  return { ...body, id: row.id }
}

export const saveCampaign = async (tx: Tx, shopId: number, campaign: Campaign): Promise<void> => {
  await sql`update campaign set name = ${campaign.name}, template = ${campaign.template},
      rule_set = ${campaign.ruleSet}, waves = ${JSON.stringify(campaign.waves)}::jsonb,
      rules = ${JSON.stringify(campaign.rules)}::jsonb
    where shop_id = ${shopId} and campaign_id = ${campaign.id}`.execute(tx)
}

/** With its activities and sign-ups. */
export const deleteCampaign = async (tx: Tx, shopId: number, id: number): Promise<void> => {
  await sql`delete from campaign where shop_id = ${shopId} and campaign_id = ${id}`.execute(tx)
}

/** What hangs on each wave of a campaign. */
export const usesOfWaves = (tx: Tx, shopId: number, id: number): Promise<WaveUse[]> =>
  all(
    tx,
    sql<WaveUse>`select wave, sum(a)::int as activities, sum(s)::int as "signUps" from (
        select wave, 1 as a, 0 as s from activity where shop_id = ${shopId} and campaign_id = ${id}
        union all
        select wave, 0, 1 from sign_up where shop_id = ${shopId} and campaign_id = ${id}) used
      group by wave order by wave`,
  )

const activityColumns = sql`activity_id as id, campaign_id as "campaignId", name, wave, facts, products, owner`

/** Of a campaign, or of all of the shop's; in the order in which they were added. */
export const activities = (tx: Tx, shopId: number, campaignId: number | null = null): Promise<Activity[]> =>
  all(
    tx,
    sql<Activity>`select ${activityColumns} from activity
      where shop_id = ${shopId} and (${campaignId}::int is null or campaign_id = ${campaignId})
      order by activity_id`,
  )

/** Many at once: a copied campaign's. In the order given. */
export const insertActivities = async (
  tx: Tx,
  shopId: number,
  campaignId: number,
  bodies: readonly ActivityBody[],
): Promise<Activity[]> => {
  const rows = await all(
    tx,
    sql<{ id: number }>`insert into activity (shop_id, campaign_id, wave, name, facts, products, owner)
      select ${shopId}, ${campaignId}, wave, name, facts, products, owner
      from rows from (jsonb_to_recordset(${JSON.stringify(bodies)}::jsonb) as
        (wave text, name text, facts jsonb, products jsonb, owner int)) with ordinality
      order by ordinality
      returning activity_id as id`,
  )
  return bodies.map((body, i) => {
    const id = rows[i]?.id
    if (id === undefined) throw new Error('an activity was not stored')
    return { ...body, id, campaignId }
  })
}

export const saveActivity = async (tx: Tx, shopId: number, activity: Activity): Promise<void> => {
  await sql`update activity set name = ${activity.name}, wave = ${activity.wave},
      facts = ${JSON.stringify(activity.facts)}::jsonb, products = ${JSON.stringify(activity.products)}::jsonb,
      owner = ${activity.owner}
    where shop_id = ${shopId} and activity_id = ${activity.id}`.execute(tx)
}

export const deleteActivity = async (tx: Tx, shopId: number, id: number): Promise<void> => {
  await sql`delete from activity where shop_id = ${shopId} and activity_id = ${id}`.execute(tx)
}

/** Of a campaign, or of all of the shop's. */
export const signUps = (tx: Tx, shopId: number, campaignId: number | null = null): Promise<SignUp[]> =>
  all(
    tx,
    sql<SignUp>`select campaign_id as "campaignId", wave, product_id as product, sku, price_fen as "priceFen",
        (extract(epoch from signed_at) * 1000)::float8 as "signedAt"
      from sign_up where shop_id = ${shopId} and (${campaignId}::int is null or campaign_id = ${campaignId})
      order by campaign_id, wave, product_id, sku nulls first`,
  )

/** Puts a campaign's sign-ups in place of those it has. */
export const replaceSignUps = async (
  tx: Tx,
  shopId: number,
  campaignId: number,
  list: readonly SignUp[],
): Promise<void> => {
  await sql`delete from sign_up where shop_id = ${shopId} and campaign_id = ${campaignId}`.execute(tx)
  await sql`insert into sign_up (shop_id, campaign_id, wave, product_id, sku, price_fen, signed_at)
    select ${shopId}, ${campaignId}, wave, product, sku, "priceFen", to_timestamp("signedAt" / 1000)
    from jsonb_to_recordset(${JSON.stringify(list)}::jsonb)
      as (wave text, product text, sku text, "priceFen" int, "signedAt" float8)`.execute(tx)
}

/** Of the catalog, what campaigns ask of a product. */
export interface KnownProduct extends Pick<Product, 'id' | 'category' | 'page'> {
  skus: string[]
}

/** The products with these ids; all that say something on their pages for null. */
export const productsKnown = (
  tx: Tx,
  shopId: number,
  ids: readonly string[] | null,
): Promise<KnownProduct[]> =>
  all(
    tx,
    sql<KnownProduct>`select product_id as id, category, coalesce(card -> 'page', '{}'::json) as page,
        array(select s ->> 'id' from json_array_elements(coalesce(card -> 'skus', '[]'::json)) s) as skus
      from product where shop_id = ${shopId} and ${
        ids === null
          ? sql`coalesce((card -> 'page')::text, '{}') <> '{}'`
          : sql`product_id = any(${texts(ids)}::text[])`
      }
      order by product_id`,
  )

/** How the prices of products changed, oldest first. */
export const priceChanges = (tx: Tx, shopId: number, ids: readonly string[]): Promise<PriceChange[]> =>
  all(
    tx,
    sql<PriceChange>`select change_id::float8 as id, product_id as product, sku, was_fen as "wasFen",
        is_fen as "isFen", (extract(epoch from at) * 1000)::float8 as at, source, person_id as by
      from price_change where shop_id = ${shopId} and product_id = any(${texts(ids)}::text[])
      order by at, change_id`,
  )
