import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { hoursInWords } from '../../../../shared/hours.ts'
import { client } from '../../../../web/api.ts'
import { useCell } from '../../../../web/cell.ts'
import { deskNow } from '../../../../web/clock.ts'
import { yuan } from '../../../../web/format.ts'
import { assistantContract } from '../../../assistant/contract.ts'
import { phaseOn } from '../../../campaign/domain/phase-on.ts'
import { usePhases } from '../../../campaign/ui/phases-now.ts'
import { lookedAt } from '../../../catalog/domain/looked-at.ts'
import { useProductNamed } from '../../../catalog/ui/looked-at.ts'
import type { Message } from '../../../conversation/domain.ts'
import { lastParcel, spokenOf } from '../../../order/domain/open.ts'
import { useTalkOrders } from '../../../order/ui/api.ts'
import { phases } from '../../../phrase/domain/phases.ts'
import type { PhraseContext } from '../../../phrase/domain/variables.ts'
import { mayIn, me, shopOf } from '../../../shop/ui/session.ts'
import { desk } from '../live/feed.ts'
import { type Key, partsOf } from '../live/state.ts'

const assistant = client(assistantContract)
const none: readonly Message[] = []
const SELDOM = 5 * 60_000

/** The product the buyer wrote about last, where the catalog has it. */
export const useLookedAt = (key: Key) => {
  const about = useCell(desk, (s) => lookedAt(s.streams.get(key)?.messages ?? none))
  return useProductNamed(partsOf(key).shopId, about)
}

/** When the shop answers. */
const useHours = (shopId: number): string | undefined =>
  useQuery({
    queryKey: ['settings', 'hours', shopId],
    queryFn: async () => hoursInWords((await assistant.assistantSettings({ params: { shopId } })).hours),
    staleTime: SELDOM,
  }).data

/** So long a conversation is looked at before its orders are asked for, ms: opening it is not slowed down by them, and
 * stepping through the list asks for none. */
const LOOKED = 800

/** The order that words to the buyer speak of, and its last parcel. */
const useSpokenOrder = (key: Key): { order?: string; tracking?: string } => {
  const { shopId, id } = partsOf(key)
  const [looked, setLooked] = useState<Key | null>(null)
  useEffect(() => {
    const timer = setTimeout(() => setLooked(key), LOOKED)
    return () => clearTimeout(timer)
  }, [key])
  const { data } = useTalkOrders(shopId, id, looked === key && mayIn(shopId, 'order.read'))
  return useMemo(() => {
    const order = spokenOf(data?.orders.map((one) => one.order) ?? [], deskNow())
    if (!order) return {}
    const parcel = lastParcel(order)
    return { order: order.id, ...(parcel && { tracking: `${parcel.carrier} ${parcel.id}`.trim() }) }
  }, [data])
}

/**
 * What the desk knows of a conversation now, for the variables of phrases. The order is the one that words to the buyer
 * speak of (specs/order.md ORD-82), and the parcel its last. The phase is that of the shop's campaigns by the clock; outside of them the plain words hold.
 */
export const usePhraseContext = (key: Key, buyer: string): PhraseContext => {
  const { shopId } = partsOf(key)
  const agent = useCell(me, (person) => person?.name)
  const looked = useLookedAt(key)
  const product = looked?.title
  const price = looked ? yuan(looked.priceFen) : undefined
  const hours = useHours(shopId)
  const { name: shop, locale } = shopOf(shopId) ?? {}
  const { order, tracking } = useSpokenOrder(key)
  const code = phaseOn(usePhases(shopId).on.map(({ kind }) => kind))
  // In the language in which the shop speaks to buyers, whatever the agent's screen is in.
  const phase = phases.find((one) => one.code === code)?.[locale === 'en' ? 'en' : 'zh']
  return useMemo(() => {
    const known = { buyer, shop, agent, hours, order, tracking, product, price, phase }
    const values = Object.entries(known).filter((entry): entry is [keyof typeof known, string] => !!entry[1])
    return { values: Object.fromEntries(values), phase: code }
  }, [buyer, shop, agent, hours, order, tracking, product, price, phase, code])
}
