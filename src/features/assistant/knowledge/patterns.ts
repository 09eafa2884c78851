import type { Tx } from '../../../platform/db/db.ts'
import { refuse } from '../../../shared/refusal.ts'
import { type By, changeSettings, differences, type SettingsDeps } from '../../shop/index.ts'
import type { Pattern, PatternBody } from '../domain/pattern.ts'
import { compilePattern, isFault } from '../matching/index.ts'
import * as store from './pattern-store.ts'

/** Patterns a shop may have: each is tried on every message. */
const MOST = 200

const needSound = (pattern: string): void => {
  const compiled = compilePattern(pattern)
  if (!isFault(compiled)) return
  const { problem, at } = compiled
  throw refuse('malformed', {
    where: 'body',
    problems: [{ field: 'pattern', code: 'faq-pattern', problem, at }],
  })
}

const needPattern = async (tx: Tx, shopId: number, id: number): Promise<Pattern> => {
  const pattern = await store.patternById(tx, shopId, id)
  if (!pattern) throw refuse('not-found', { id })
  return pattern
}

export const patternsOf = (deps: SettingsDeps, shopId: number): Promise<Pattern[]> =>
  deps.db.tx({ shops: [shopId] }, (tx) => store.patterns(tx, shopId))

/** Refuses `malformed` with the place for a pattern that the engine does not take. */
export const addPattern = (
  deps: SettingsDeps,
  by: By,
  shopId: number,
  body: PatternBody,
): Promise<Pattern> => {
  needSound(body.pattern)
  return changeSettings(deps, by, shopId, 'knowledge', async (tx) => {
    if ((await store.patterns(tx, shopId)).length >= MOST)
      throw refuse('malformed', {
        where: 'body',
        problems: [
          { field: '', code: 'faq-patterns-full', problem: `a shop may have ${MOST} patterns at most` },
        ],
      })
    const pattern = await store.insertPattern(tx, shopId, body, {
      personId: by.personId,
      at: deps.clock.now(),
    })
    return { gives: pattern, audit: { what: 'faq.pattern-added', detail: { name: body.name } } }
  })
}

export const setPattern = (
  deps: SettingsDeps,
  by: By,
  shopId: number,
  id: number,
  body: PatternBody,
): Promise<Pattern> => {
  needSound(body.pattern)
  return changeSettings(deps, by, shopId, 'knowledge', async (tx) => {
    const before = await needPattern(tx, shopId, id)
    const { answer, ...changed } = differences(before, { ...before, ...body })
    if (!answer && Object.keys(changed).length === 0) return { gives: before, audit: null }
    const pattern = await store.savePattern(tx, shopId, id, body, {
      personId: by.personId,
      at: deps.clock.now(),
    })
    const detail = { name: before.name, ...changed, ...(answer && { answer: 'changed' }) }
    return { gives: pattern, audit: { what: 'faq.pattern-changed', detail } }
  })
}

export const removePattern = (
  deps: SettingsDeps,
  by: By,
  shopId: number,
  id: number,
): Promise<Record<string, never>> =>
  changeSettings(deps, by, shopId, 'knowledge', async (tx) => {
    const { name } = await needPattern(tx, shopId, id)
    await store.deletePattern(tx, shopId, id)
    return { gives: {}, audit: { what: 'faq.pattern-removed', detail: { name } } }
  })
