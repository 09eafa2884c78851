import { refuse } from '../../../shared/refusal.ts'
import { type Instant, localTime } from '../../../shared/time.ts'
import type { SettingsDeps } from '../../shop/index.ts'
import type { ChatEvent } from '../domain/chat.ts'
import { isRate, type Unit } from '../domain/count/index.ts'
import { figureOf, type Leaf, rowsBy, type Split, sumOf, type Tally } from '../domain/rates.ts'
import type { ClockRule } from '../domain/rule.ts'
import { versionsOf } from '../domain/settings-rules.ts'
import type { CountedUnit, RateOfRule } from './contract.ts'
import { type Day, dateAfter, daysFrom } from './day.ts'
import { eventsOfDay } from './day-events.ts'
import { type DayFigures, figuresOfDay, marginOf, unitsOfDay } from './day-figures.ts'
import { type DayMemory, dayMemory, TOO_MUCH } from './memory.ts'
import { shopRules } from './service.ts'
import * as store from './store.ts'

/** Days that are put together at most: a quarter. */
const LONGEST = 92
const PAGE = 50

export interface Period {
  from: string
  to: string
}

export interface UnitsAsked extends Period {
  rule: string
  verdict?: Unit['verdict'] | undefined
  /** 0: nobody. */
  personId?: number | undefined
  /** Empty: none. */
  team?: string | undefined
  day?: string | undefined
  after?: string | undefined
}

interface Asked {
  shopId: number
  zone: string
  now: Instant
  days: Day[]
  /** The versions of each rule that gives a rate and held at some time in the period. */
  rules: ClockRule[][]
}

const malformed = (field: string, problem: string) =>
  refuse('malformed', { where: 'query', problems: [{ field, problem }] })

const held = (version: ClockRule, first: Instant, end: Instant): boolean =>
  version.enabled && isRate(version) && version.from < end && (version.to ?? end) > first

const matches = ({ agent, team }: Pick<Unit, 'agent' | 'team'>, asked: UnitsAsked): boolean =>
  (asked.personId === undefined || Number(agent ?? 0) === asked.personId) &&
  (asked.team === undefined || (team ?? '') === asked.team)

/** Where a unit stands in a list of them: by time, then by name. */
const placeOf = ({ start, key }: Unit): string => `${start} ${key}`
const isAfter = (unit: Unit, place: string): boolean => {
  const start = Number(place.slice(0, place.indexOf(' ')))
  return unit.start > start || (unit.start === start && placeOf(unit) > place)
}

const toldOf = (unit: Unit, names: ReadonlyMap<number, string>): CountedUnit => {
  const { start, dueAt, answeredAt, took, verdict, why, final, agent, team, refs } = unit
  const conversationId = Number(unit.session)
  return {
    key: placeOf(unit),
    conversationId,
    buyerName: names.get(conversationId) ?? '',
    personId: agent === null ? null : Number(agent),
    ...{ team, start, dueAt, answeredAt, took, verdict, why, final },
    messageId: refs[0] ?? null,
  }
}

/** The rates of shops' stored messages. Finished days are remembered: a month of 600,000 messages takes seconds. */
export const shopRates = (deps: SettingsDeps) => {
  const { db } = deps
  const memories = new Map<number, DayMemory>()
  const memoryOf = (shopId: number): DayMemory => {
    const memory = memories.get(shopId) ?? dayMemory()
    memories.set(shopId, memory)
    return memory
  }

  /** Refuses `malformed` for a period that ends before it begins, is too long, or has not begun. */
  const asking = (shopId: number, { from, to }: Period): Promise<Asked> =>
    db.tx({ shops: [shopId] }, async (tx) => {
      const { shop, rules } = await shopRules(tx, shopId)
      const zone = shop.timeZone
      const now = deps.clock.now()
      const today = localTime(now, zone).date
      if (from > to) throw malformed('to', 'is before the first day')
      if (from > today) throw malformed('from', 'has not come yet')
      if (dateAfter(from, LONGEST) <= to)
        throw malformed('to', `is more than ${LONGEST} days after the first`)
      const days = daysFrom(from, to < today ? to : today, zone)
      const [first, last] = [days[0]?.from ?? now, days.at(-1)?.to ?? now]
      const rates = [...versionsOf(rules).values()].filter((versions) =>
        versions.some((version) => held(version, first, last)),
      )
      return { shopId, zone, now, days, rules: rates }
    })

  /** What was said that decides a day, read in one look at the database. */
  const read = ({ shopId }: Asked, day: Day, margin: number) =>
    db.tx({ shops: [shopId] }, async (tx) => ({
      readUpTo: await store.lastMessage(tx, shopId),
      pieces: await eventsOfDay(tx, shopId, day, margin),
    }))

  const hearOfLate = async ({ shopId }: Asked, memory: DayMemory) => {
    const before = memory.upTo()
    const { since, last } = await db.tx({ shops: [shopId] }, async (tx) => {
      const last = await store.lastMessage(tx, shopId)
      const few = before > 0 && last - before <= TOO_MUCH
      return { last, since: few ? await store.saidSince(tx, shopId, before) : null }
    })
    if (last >= memory.upTo()) memory.heard(since, last)
  }

  /** What some rules counted of a day, in their order. */
  const figuresOf = async (asked: Asked, day: Day, rules: readonly ClockRule[][]): Promise<DayFigures[]> => {
    const memory = memoryOf(asked.shopId)
    const { zone } = asked
    let events: { pieces: ChatEvent[][]; readUpTo: number } | null = null
    const found: DayFigures[] = []
    for (const versions of rules) {
      let figures = memory.find(versions, day, zone)
      if (!figures) {
        events ??= await read(asked, day, Math.max(...rules.map(marginOf)))
        figures = await figuresOfDay(versions, events.pieces, day, { zone, asOf: asked.now })
        memory.keep(versions, day, zone, { figures, readUpTo: events.readUpTo })
      }
      found.push(figures)
    }
    return found
  }

  const rates = async (shopId: number, period: Period) => {
    const asked = await asking(shopId, period)
    await hearOfLate(asked, memoryOf(shopId))
    const leaves = new Map<ClockRule[], Leaf[]>(asked.rules.map((versions) => [versions, []]))
    const moving = new Set<ClockRule[]>()
    for (const day of asked.days)
      for (const [i, figures] of (await figuresOf(asked, day, asked.rules)).entries()) {
        const versions = asked.rules[i] ?? []
        leaves.get(versions)?.push(...figures.leaves)
        if (!figures.final) moving.add(versions)
      }
    const end = asked.days.at(-1)?.to ?? asked.now
    const told = [...leaves].flatMap(([versions, counted]): RateOfRule[] => {
      const rule = versions.findLast((version) => held(version, asked.days[0]?.from ?? end, end))
      if (!rule) return []
      const figure = (tally: Tally) => figureOf(tally, rule)
      const rows = (split: Split) =>
        rowsBy(counted, split).map(({ key, tally }) => ({ key, figure: figure(tally) }))
      return [
        {
          rule,
          figure: figure(sumOf(counted.map(({ tally }) => tally))),
          agent: rows('agent'),
          team: rows('team'),
          day: rows('day'),
          final: !moving.has(versions),
        },
      ]
    })
    return { from: period.from, to: period.to, asOf: asked.now, rates: told }
  }

  const units = async (shopId: number, wanted: UnitsAsked) => {
    const asked = await asking(shopId, wanted)
    await hearOfLate(asked, memoryOf(shopId))
    const rule = asked.rules.find((versions) => versions.some(({ id }) => id === wanted.rule))
    if (!rule) throw malformed('rule', 'gives no rate in this period')
    const { after, verdict } = wanted
    const from = after === undefined ? 0 : Number(after.slice(0, after.indexOf(' ')))
    if (Number.isNaN(from)) throw malformed('after', 'is no place in the list')
    const found: Unit[] = []
    for (const day of asked.days) {
      if (day.to <= from || (wanted.day !== undefined && wanted.day !== day.date)) continue
      if (found.length > PAGE) break
      const [figures] = await figuresOf(asked, day, [rule])
      const some = figures?.leaves.some(
        (leaf) => matches(leaf, wanted) && (verdict === undefined || leaf.tally[verdict] > 0),
      )
      if (!some) continue
      const { pieces } = await read(asked, day, marginOf(rule))
      const ofDay: Unit[] = []
      await unitsOfDay(rule, pieces, day, { zone: asked.zone, asOf: asked.now }, (some) => {
        for (const unit of some)
          if (
            matches(unit, wanted) &&
            (verdict === undefined || unit.verdict === verdict) &&
            (after === undefined || isAfter(unit, after))
          )
            ofDay.push(unit)
      })
      found.push(...ofDay.sort((a, b) => a.start - b.start || (placeOf(a) < placeOf(b) ? -1 : 1)))
    }
    const page = found.slice(0, PAGE)
    const names = await db.tx({ shops: [shopId] }, (tx) =>
      store.buyerNames(tx, shopId, [...new Set(page.map(({ session }) => Number(session)))]),
    )
    return { units: page.map((unit) => toldOf(unit, names)), more: found.length > PAGE }
  }

  return { rates, units }
}
