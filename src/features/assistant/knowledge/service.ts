import type { Tx } from '../../../platform/db/db.ts'
import { refuse } from '../../../shared/refusal.ts'
import { type By, changeSettings, membersOf, type SettingsDeps } from '../../shop/index.ts'
import { clashes as clashesOf } from '../domain/clash.ts'
import { FaqBody, isPictureOf, tidy } from '../domain/faq.ts'
import { differing } from '../domain/faq-import.ts'
import type { Clash, Entry } from './contract.ts'
import { MOST_ENTRIES } from './load.ts'
import * as store from './store.ts'

const malformed = (field: string, code: string, problem: string) =>
  refuse('malformed', { where: 'body', problems: [{ field, code, problem }] })

const needEntry = async (tx: Tx, shopId: number, id: number): Promise<Entry> => {
  const entry = await store.entryById(tx, shopId, id)
  if (!entry) throw refuse('not-found', { id })
  return entry
}

/** What a form cannot say: times in order, an owner who works here, pictures of this shop. */
const needSound = async (tx: Tx, shopId: number, body: FaqBody): Promise<void> => {
  if (body.validFrom !== null && body.validTo !== null && body.validFrom >= body.validTo)
    throw malformed('validTo', 'faq-times', 'ends before it begins')
  if (body.ownerId !== null && !(await membersOf(tx, shopId)).some((m) => m.personId === body.ownerId))
    throw malformed('ownerId', 'faq-owner', 'is not a member of this shop')
  const foreign = body.pictures.find((picture) => !isPictureOf(picture, shopId))
  if (foreign !== undefined)
    throw malformed('pictures', 'faq-picture', 'not a picture of this shop: upload it first')
}

export const listEntries = (
  deps: SettingsDeps,
  shopId: number,
  { offset, limit, ...filter }: store.Filter & { offset: number; limit: number },
) =>
  deps.db.tx({ shops: [shopId] }, async (tx) => ({
    ...(await store.entriesPage(tx, shopId, filter, { offset, limit }, deps.clock.now())),
    categories: await store.categories(tx, shopId),
  }))

export const entryOf = (deps: SettingsDeps, shopId: number, id: number): Promise<Entry> =>
  deps.db.tx({ shops: [shopId] }, (tx) => needEntry(tx, shopId, id))

const needRoom = async (tx: Tx, shopId: number): Promise<void> => {
  if ((await store.countEntries(tx, shopId)) >= MOST_ENTRIES)
    throw malformed('', 'faq-full', `a shop may have ${MOST_ENTRIES} entries at most`)
}

export const addEntry = (deps: SettingsDeps, by: By, shopId: number, given: FaqBody): Promise<Entry> =>
  changeSettings(deps, by, shopId, 'knowledge', async (tx) => {
    const body = tidy(given)
    await needSound(tx, shopId, body)
    await needRoom(tx, shopId)
    const entry = await store.insertEntry(tx, shopId, body, {
      personId: by.personId,
      at: deps.clock.now(),
    })
    return { gives: entry, audit: { what: 'faq.added', detail: { code: entry.code } } }
  })

/** Replaces an entry. `updatedAt`: the version that was edited; refuses `changed-meanwhile` where there is a newer one. The
 * audit says which fields changed, not how: answers have no place in it. */
export const setEntry = (
  deps: SettingsDeps,
  by: By,
  shopId: number,
  id: number,
  { updatedAt, ...given }: FaqBody & { updatedAt?: number | undefined },
): Promise<Entry> =>
  changeSettings(deps, by, shopId, 'knowledge', async (tx) => {
    const before = await needEntry(tx, shopId, id)
    if (updatedAt !== undefined && updatedAt !== before.updatedAt) throw refuse('changed-meanwhile', { id })
    const body = tidy(given)
    await needSound(tx, shopId, body)
    const fields = differing(FaqBody.parse(before), body)
    if (fields.length === 0) return { gives: before, audit: null }
    const entry = await store.saveEntry(tx, shopId, id, body, {
      personId: by.personId,
      at: deps.clock.now(),
    })
    return { gives: entry, audit: { what: 'faq.changed', detail: { code: entry.code, fields } } }
  })

export const removeEntry = (
  deps: SettingsDeps,
  by: By,
  shopId: number,
  id: number,
): Promise<Record<string, never>> =>
  changeSettings(deps, by, shopId, 'knowledge', async (tx) => {
    const { code, question } = await needEntry(tx, shopId, id)
    await store.deleteEntries(tx, shopId, [id])
    return { gives: {}, audit: { what: 'faq.removed', detail: { code, question } } }
  })

/** What one does to many entries at once. Those that are gone meanwhile are left out. */
export const changeEntries = (
  deps: SettingsDeps,
  by: By,
  shopId: number,
  ids: readonly number[],
  to: { enabled?: boolean; category?: string; removed?: true },
): Promise<{ changed: number }> =>
  changeSettings(deps, by, shopId, 'knowledge', async (tx) => {
    const writer = { personId: by.personId, at: deps.clock.now() }
    const codes = to.removed
      ? await store.deleteEntries(tx, shopId, ids)
      : await store.changeEntries(tx, shopId, ids, to, writer)
    if (codes.length === 0) return { gives: { changed: 0 }, audit: null }
    const what = to.removed ? 'faq.removed' : 'faq.changed'
    return { gives: { changed: codes.length }, audit: { what, detail: { codes, ...to } } }
  })

/** Clashes shown; whoever has more begins with these. */
const SHOWN = 200
const breathe = () => new Promise<void>((go) => setImmediate(go))

/** Entries that get in each other's way. Looked for in pieces: the desk goes on meanwhile. */
export const checkEntries = async (
  deps: SettingsDeps,
  shopId: number,
): Promise<{ clashes: Clash[]; more: number }> => {
  const entries = await deps.db.tx({ shops: [shopId] }, (tx) => store.usableEntries(tx, shopId, MOST_ENTRIES))
  const looking = clashesOf(entries)
  let step = looking.next()
  for (; !step.done; step = looking.next()) await breathe()
  const side = ({ entry, wording }: (typeof step.value)[number]['one']) => {
    const { id, code, question, answer, enabled } = entry
    return { id, code, question, answer, enabled, wording }
  }
  const found = step.value
  return {
    clashes: found
      .slice(0, SHOWN)
      .map((clash) => ({ ...clash, one: side(clash.one), other: side(clash.other) })),
    more: Math.max(0, found.length - SHOWN),
  }
}
