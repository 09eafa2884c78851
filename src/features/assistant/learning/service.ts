import { record } from '../../../platform/auth/audit.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { refuse } from '../../../shared/refusal.ts'
import { excerpt } from '../../../shared/text.ts'
import { type By, changeSettings, type SettingsDeps } from '../../shop/index.ts'
import { FaqBody } from '../domain/faq.ts'
import type { Knowledge } from '../knowledge/live.ts'
import { MOST_ENTRIES } from '../knowledge/load.ts'
import { addWordings, countEntries, entryById, everyEntry, insertEntry } from '../knowledge/store.ts'
import { loadSettings } from '../load.ts'
import type { Fared, QuestionGroup } from './contract.ts'
import type { Figures } from './domain/figures.ts'
import { type Mend, mending, type WeekFacts } from './domain/mending.ts'
import { dayAfter, dayIn, type Week, weekBefore, weekNamed, weekOf } from './domain/week.ts'
import type { Reader } from './reader.ts'
import { glanceAt, groupsFor } from './review.ts'
import * as store from './review-store.ts'
import { standing } from './store.ts'

export interface LearningDeps extends SettingsDeps {
  knowledge: Pick<Knowledge, 'of'>
  reader: Reader
}

const MOST_FIGURES = 1000
const USES = 50
/** Groups looked at for a week's list. */
const WEEKS_GROUPS = 40
/** Pieces read at once when somebody asks for it. */
const PIECES = 10

export const questionGroups = async (
  deps: LearningDeps,
  shopId: number,
  show: store.Show,
  offset: number,
): Promise<{
  groups: QuestionGroup[]
  total: number
  questions: number
  readAt: number | null
  behind: boolean
}> => {
  // Asked for before: it may have to be built, and would then wait for a connection of its own.
  const ask = await deps.knowledge.of(shopId)
  return deps.db.tx({ shops: [shopId] }, async (tx) => {
    const { shop } = await loadSettings(tx, shopId)
    const page = await groupsFor(tx, shop, ask, show, offset, deps.clock.now())
    return { ...page, ...(await standing(tx, shopId)) }
  })
}

/** Reads what was said since the last time, at most some thousand messages. */
export const readNow = async (
  { reader }: LearningDeps,
  shopId: number,
): Promise<{ read: number; more: boolean }> => {
  let read = 0
  for (let piece = 0; piece < PIECES; piece++) {
    const once = await reader.readOnce(shopId)
    read += once.read
    if (!once.more) return { read, more: false }
  }
  return { read, more: true }
}

const needGroup = async (tx: Tx, shopId: number, id: number) => {
  const group = await store.lockGroup(tx, shopId, id)
  if (!group) throw refuse('not-found', { group: id })
  return group
}
/** A group of which nobody has made an entry meanwhile: two entries for one question would contradict each other. */
const needUnsettled = async (tx: Tx, shopId: number, id: number) => {
  const group = await needGroup(tx, shopId, id)
  if (group.settled) throw refuse('already-settled', { group: id })
  return group
}

const settle = (tx: Tx, shopId: number, id: number, size: number, by: By, at: number, to: string) =>
  store.putAside(tx, shopId, id, { how: 'settled', size, at, by: by.personId, why: '', to })

/** Makes an entry of a group. Refuses `not-found` where the group has become part of another,
 * `already-settled`, `too-many`. */
export const makeEntry = (
  deps: LearningDeps,
  by: By,
  shopId: number,
  id: number,
  given: Pick<FaqBody, 'question' | 'wordings' | 'answer' | 'category'>,
): Promise<{ entryId: number }> =>
  changeSettings(deps, by, shopId, 'knowledge', async (tx) => {
    const group = await needUnsettled(tx, shopId, id)
    if ((await countEntries(tx, shopId)) >= MOST_ENTRIES) throw refuse('too-many', { limit: MOST_ENTRIES })
    const now = deps.clock.now()
    const body: FaqBody = {
      ...given,
      wordings: [...new Set(given.wordings)].filter((wording) => wording !== given.question),
      enabled: true,
      pictures: [],
      items: [],
      phases: [],
      validFrom: null,
      validTo: null,
      ownerId: by.personId,
    }
    const entry = await insertEntry(tx, shopId, body, { personId: by.personId, at: now })
    await settle(tx, shopId, id, group.size, by, now, `faq:${entry.id}`)
    return {
      gives: { entryId: entry.id },
      audit: {
        what: 'learning.entry',
        detail: {
          group: id,
          questions: group.size,
          id: entry.id,
          code: entry.code,
          question: excerpt(given.question),
        },
      },
    }
  })

/** Makes a group's ways of asking wordings of an entry. Refuses `not-found`, `already-settled`, `too-many`. */
export const makeWordings = (
  deps: LearningDeps,
  by: By,
  shopId: number,
  id: number,
  { entryId, wordings }: { entryId: number; wordings: readonly string[] },
): Promise<Record<string, never>> =>
  changeSettings(deps, by, shopId, 'knowledge', async (tx) => {
    const group = await needUnsettled(tx, shopId, id)
    const entry = await entryById(tx, shopId, entryId)
    if (!entry) throw refuse('not-found', { entry: entryId })
    const fresh = [...new Set(wordings)].filter(
      (one) => one !== entry.question && !entry.wordings.includes(one),
    )
    if (!FaqBody.shape.wordings.safeParse([...entry.wordings, ...fresh]).success)
      throw refuse('too-many', { limit: 500 })
    const now = deps.clock.now()
    if (fresh.length > 0) await addWordings(tx, shopId, entryId, fresh, { personId: by.personId, at: now })
    await settle(tx, shopId, id, group.size, by, now, `faq:${entryId}`)
    return {
      gives: {},
      audit: {
        what: 'learning.wordings',
        detail: {
          group: id,
          questions: group.size,
          id: entryId,
          code: entry.code,
          added: fresh.slice(0, 20).map((w) => excerpt(w)),
        },
      },
    }
  })

/** Puts a group aside or takes it up again: audited, but no setting: nothing the assistant says depends on it. */
const setAside = (
  deps: LearningDeps,
  by: By,
  shopId: number,
  id: number,
  how: 'ignored' | null,
  why: string,
): Promise<Record<string, never>> =>
  deps.db.tx({ shops: [shopId] }, async (tx) => {
    const group = await needGroup(tx, shopId, id)
    const now = deps.clock.now()
    await store.putAside(tx, shopId, id, { how, size: group.size, at: now, by: by.personId, why, to: null })
    const what = how === null ? 'learning.restored' : 'learning.ignored'
    const detail = { group: id, questions: group.size, ...(why !== '' && { why }) }
    await record(tx, { shopId, ...by, what, detail }, now)
    return {}
  })

export const ignoreGroup = (deps: LearningDeps, by: By, shopId: number, id: number, why: string) =>
  setAside(deps, by, shopId, id, 'ignored', why)
export const restoreGroup = (deps: LearningDeps, by: By, shopId: number, id: number) =>
  setAside(deps, by, shopId, id, null, '')

/** What records are called: entries by their question, keyword rules by their keywords. */
const namesOf = async (tx: Tx, shopId: number): Promise<Map<string, string>> => {
  const { settings } = await loadSettings(tx, shopId)
  const entries = await everyEntry(tx, shopId, MOST_ENTRIES)
  return new Map([
    ...settings.rules.map(({ id, keywords }): [string, string] => [`rule:${id}`, keywords.join(' / ')]),
    ...entries.map(({ id, question }): [string, string] => [`faq:${id}`, question]),
  ])
}

const figuresIn = ({ source: _, record: __, lastDay: ___, ...figures }: store.FigureRow): Figures => figures

export const learningFigures = (deps: LearningDeps, shopId: number, days: number): Promise<Fared[]> =>
  deps.db.tx({ shops: [shopId] }, async (tx) => {
    const { shop } = await loadSettings(tx, shopId)
    const names = await namesOf(tx, shopId)
    const today = dayIn(deps.clock.now(), shop.timeZone)
    const between = { from: dayAfter(today, 1 - days), to: today }
    return (await store.figuresBetween(tx, shopId, between, MOST_FIGURES)).map((row) => ({
      source: row.source,
      record: row.record,
      says: names.get(`${row.source}:${row.record}`) ?? null,
      figures: figuresIn(row),
      lastDay: row.lastDay,
    }))
  })

export const recordUses = (
  deps: LearningDeps,
  shopId: number,
  of: { source: string; record: string; before?: number | undefined },
): Promise<store.UseRow[]> =>
  deps.db.tx({ shops: [shopId] }, (tx) => store.usesBefore(tx, shopId, of, of.before ?? null, USES))

const factsOf = async (
  tx: Tx,
  shopId: number,
  zone: string,
  week: Week,
  names: ReadonlyMap<string, string>,
): Promise<WeekFacts> => {
  const rows = await store.figuresBetween(tx, shopId, week, MOST_FIGURES)
  const used = await store.lastUsed(tx, shopId, week.to)
  const asked = await store.askedIn(tx, shopId, week, WEEKS_GROUPS)
  const glance = await glanceAt(
    tx,
    shopId,
    asked.map(({ groupId }) => groupId),
  )
  const entries = await everyEntry(tx, shopId, MOST_ENTRIES)
  return {
    week,
    names,
    figures: new Map(rows.map((row) => [`${row.source}:${row.record}`, figuresIn(row)])),
    entries: entries.map(({ id, question, validTo, enabled, updatedAt }) => ({
      id,
      question,
      validTo,
      enabled,
      changedOn: dayIn(updatedAt, zone),
      endsOn: validTo === null ? null : dayIn(validTo, zone),
      lastUsedOn: used.get(`faq:${id}`) ?? null,
    })),
    groups: asked.map(({ groupId, asked: times }) => ({
      groupId,
      week: times,
      says: glance.get(groupId)?.says ?? '',
      contradicting: glance.get(groupId)?.contradicting ?? false,
    })),
  }
}

/** What to mend in a week. Refuses `malformed` where there is no such week. */
export const mendingList = (
  deps: LearningDeps,
  shopId: number,
  asked: string | undefined,
): Promise<{ week: string; from: string; to: string; list: Mend[]; mended: Mend[] }> =>
  deps.db.tx({ shops: [shopId] }, async (tx) => {
    const { shop } = await loadSettings(tx, shopId)
    const week = asked === undefined ? weekOf(dayIn(deps.clock.now(), shop.timeZone)) : weekNamed(asked)
    if (!week)
      throw refuse('malformed', { where: 'query', problems: [{ field: 'week', problem: 'no such week' }] })
    const names = await namesOf(tx, shopId)
    const facts = await factsOf(tx, shopId, shop.timeZone, week, names)
    const before = await factsOf(tx, shopId, shop.timeZone, weekBefore(week), names)
    return { week: week.name, from: week.from, to: week.to, ...mending(facts, before) }
  })
