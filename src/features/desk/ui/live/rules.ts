import { Refusal } from '../../../../shared/refusal.ts'
import { client } from '../../../../web/api.ts'
import { cell } from '../../../../web/cell.ts'
import { queries } from '../../../../web/query.ts'
import { clockContract } from '../../../clock/contract.ts'
import { type Clocks, prepareClocks } from '../../../clock/domain/live.ts'
import type { TeamSettings } from '../../../routing/domain/settings.ts'
import { routingApi } from '../../../routing/ui/api.ts'
import { me, shopOf } from '../../../shop/ui/session.ts'

const clockApi = client(clockContract)

/** What each shop goes by, once it is known: until then only the plain wait is shown, and teams by their codes. */
export const clocks = cell<ReadonlyMap<number, Clocks>>(new Map())
export const teams = cell<ReadonlyMap<number, readonly TeamSettings[]>>(new Map())

/** A desk that does not answer is asked again after 1, 2, 4 … 30 s. Who may not read the settings goes without. */
const ask = <T>(what: string, shopId: number, read: () => Promise<T>): Promise<T> =>
  queries.fetchQuery({
    queryKey: [what, shopId],
    queryFn: read,
    staleTime: 0,
    retry: (failures, error) => !(error instanceof Refusal) && failures < 10,
  })

const renew = {
  async clock(shopId: number) {
    const shop = shopOf(shopId)
    if (!shop) return
    const params = { shopId }
    const { settings, rules } = await ask('clocks', shopId, () => clockApi.clockSettings({ params }))
    const versions = rules.map(({ rule }) => rule)
    const ready = prepareClocks(versions, settings, shop.timeZone)
    clocks.update((all) => new Map(all).set(shopId, ready))
  },
  async routing(shopId: number) {
    const params = { shopId }
    const { settings } = await ask('teams', shopId, () => routingApi.routingSettings({ params }))
    teams.update((all) => new Map(all).set(shopId, settings.teams))
  },
}

const isArea = (area: string): area is keyof typeof renew => area in renew

/** Reads again what the settings of a shop's area are. */
export const renewRules = (shopId: number, area: string) => {
  if (isArea(area)) renew[area](shopId).catch(() => {})
}

/** At the start, and where news of changes may have been missed. */
export const renewAllRules = () => {
  for (const { shop } of me.get()?.shops ?? [])
    for (const area of Object.keys(renew)) renewRules(shop.id, area)
}

export const teamName = (all: ReadonlyMap<number, readonly TeamSettings[]>, shopId: number, code: string) =>
  all.get(shopId)?.find((team) => team.code === code)?.name ?? code
