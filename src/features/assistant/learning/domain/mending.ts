import { z } from 'zod'
import type { Knowable } from '../../domain/faq.ts'
import { type Figures, handOverShare, NO_FIGURES } from './figures.ts'
import { dayAfter, type Week } from './week.ts'

/** What is wrong with something of the knowledge. */
export const Fault = z.enum([
  'hand-overs',
  'displeased',
  'never-used',
  'expiring',
  'expired',
  'unanswered',
  'contradiction',
])
export type Fault = z.infer<typeof Fault>

/** Something to mend: an entry (or rule), or a group of questions. */
export const Mend = z.object({
  fault: Fault,
  /** `faq:12`, `rule:dispatch`, `group:7`. */
  key: z.string(),
  says: z.string(),
  /** How much: the share of hand-overs or displeasure (0–1), days left or past, questions of the week. */
  amount: z.number(),
  /** Times it was used, or asked, in the week. */
  times: z.number(),
  /** Against the week before: it was not on that list, or is worse, better, or as it was. */
  change: z.enum(['new', 'worse', 'better', 'same']),
})
export type Mend = z.infer<typeof Mend>

/** An entry as the list looks at it. */
export interface Watched extends Pick<Knowable, 'id' | 'question' | 'validTo'> {
  enabled: boolean
  /** Calendar dates in the shop's zone. */
  changedOn: string
  endsOn: string | null
  lastUsedOn: string | null
}

export interface Asks {
  groupId: number
  says: string
  week: number
  /** Agents answer it in ways that contradict each other. */
  contradicting: boolean
}

/** What one week's list is made of. */
export interface WeekFacts {
  week: Week
  /** By key. */
  figures: ReadonlyMap<string, Figures>
  /** What a rule that is no entry of the FAQ is called. */
  names: ReadonlyMap<string, string>
  entries: readonly Watched[]
  groups: readonly Asks[]
}

/** Fewer uses than this show nothing. */
const ENOUGH = 5
/** Beyond these shares an entry does harm: every third answer needs a person, every eighth angers. */
const MANY_HAND_OVERS = 1 / 3
const MANY_DISPLEASED = 1 / 8
const UNUSED_DAYS = 60
const EXPIRES_WITHIN = 14
/** Groups of questions shown, and how often one must be asked in a week. */
const GROUPS = 10
const ASKED = 2

const days = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

type Found = Omit<Mend, 'change'>

const ofFigures = ({ figures, entries, names }: WeekFacts): Found[] => {
  const questions = new Map(entries.map((entry) => [`faq:${entry.id}`, entry.question]))
  return [...figures].flatMap(([key, fared]) => {
    // Of an entry that has been removed meanwhile there is nothing to mend.
    const says = questions.get(key) ?? names.get(key)
    const times = fared.uses + fared.assists
    if (says === undefined || times < ENOUGH) return []
    const share = handOverShare(fared) ?? 0
    const angered = (fared.displeased + fared.again) / times
    return [
      ...(fared.uses >= ENOUGH && share >= MANY_HAND_OVERS
        ? [{ fault: 'hand-overs' as const, key, says, amount: share, times }]
        : []),
      ...(angered >= MANY_DISPLEASED
        ? [{ fault: 'displeased' as const, key, says, amount: angered, times }]
        : []),
    ]
  })
}

const ofEntries = ({ entries, week, figures }: WeekFacts): Found[] =>
  entries
    .filter((entry) => entry.enabled)
    .flatMap((entry) => {
      const key = `faq:${entry.id}`
      const { uses, assists } = figures.get(key) ?? NO_FIGURES
      const about = { key, says: entry.question, times: uses + assists }
      const found: Found[] = []
      // Exclusive: an entry that holds to the 12th, 0:00, does not hold on the 12th.
      const left = entry.endsOn === null ? null : days(week.to, entry.endsOn)
      if (left !== null && left <= 0) found.push({ fault: 'expired', amount: -left, ...about })
      else if (left !== null && left <= EXPIRES_WITHIN)
        found.push({ fault: 'expiring', amount: left, ...about })
      const since = dayAfter(week.to, -UNUSED_DAYS)
      const used = entry.lastUsedOn !== null && entry.lastUsedOn > since
      if (!used && entry.changedOn <= since && !(left !== null && left <= 0))
        found.push({
          fault: 'never-used',
          amount: days(entry.lastUsedOn ?? entry.changedOn, week.to),
          ...about,
        })
      return found
    })

const ofGroups = ({ groups }: WeekFacts): Found[] => {
  const of = ({ groupId, says, week }: Asks) => ({ key: `group:${groupId}`, says, amount: week, times: week })
  const asked = groups
    .filter(({ week }) => week >= ASKED)
    .toSorted((a, b) => b.week - a.week || a.groupId - b.groupId)
    .slice(0, GROUPS)
  return [
    ...asked.map((group) => ({ fault: 'unanswered' as const, ...of(group) })),
    ...groups
      .filter(({ contradicting, week }) => contradicting && week > 0)
      .map((group) => ({ fault: 'contradiction' as const, ...of(group) })),
  ]
}

const found = (facts: WeekFacts): Found[] => [...ofFigures(facts), ...ofEntries(facts), ...ofGroups(facts)]

const nameOf = ({ fault, key }: Pick<Found, 'fault' | 'key'>) => `${fault} ${key}`
const rank = (fault: Fault): number => Fault.options.indexOf(fault)

/**
 * What to mend in a week, the gravest of each kind first, each with how it stood the week before; and what was on that
 * week's list and no longer is. A running week is compared as far as it has come.
 */
export const mending = (now: WeekFacts, before: WeekFacts): { list: Mend[]; mended: Mend[] } => {
  const old = new Map(found(before).map((mend) => [nameOf(mend), mend]))
  const list = found(now).map((mend): Mend => {
    const was = old.get(nameOf(mend))
    const change =
      was === undefined
        ? 'new'
        : mend.amount > was.amount
          ? mend.fault === 'expiring'
            ? 'better'
            : 'worse'
          : mend.amount < was.amount
            ? mend.fault === 'expiring'
              ? 'worse'
              : 'better'
            : 'same'
    return { ...mend, change }
  })
  const still = new Set(list.map(nameOf))
  return {
    list: list.toSorted(
      (a, b) =>
        rank(a.fault) - rank(b.fault) ||
        (a.fault === 'expiring' ? a.amount - b.amount : b.amount - a.amount) ||
        b.times - a.times ||
        (a.key < b.key ? -1 : 1),
    ),
    mended: [...old.values()]
      .filter((mend) => !still.has(nameOf(mend)))
      .map((mend): Mend => ({ ...mend, change: 'better' })),
  }
}
