import type { Tx } from '../../platform/db/db.ts'
import type { Caller } from '../../platform/http/serve.ts'
import { type Actor, may } from '../../shared/access.ts'
import { refuse } from '../../shared/refusal.ts'
import { byOf, changeSettings, differences, type SettingsDeps } from '../shop/index.ts'
import type { Phrase } from './contract.ts'
import { initials } from './initials.ts'
import * as store from './store.ts'

const shown = (phrase: store.Stored): Phrase => ({
  ...phrase,
  initials: initials(phrase.situation, phrase.text),
})

const needEditor = (actor: Actor, shopId: number): void => {
  const role = actor.roles.get(shopId)
  if (!role || !may(role, 'settings.edit')) throw refuse('not-allowed', { needs: 'settings.edit' })
}

/** A phrase the person may change. Somebody else's own is not told apart from one that does not exist. */
const needPhrase = async (tx: Tx, actor: Actor, shopId: number, id: number): Promise<store.Stored> => {
  const phrase = await store.phraseById(tx, shopId, id)
  if (!phrase || (phrase.personId !== null && phrase.personId !== actor.personId))
    throw refuse('not-found', { id })
  if (phrase.personId === null) needEditor(actor, shopId)
  return phrase
}

export const phrasesFor = (deps: SettingsDeps, actor: Actor, shopId: number): Promise<Phrase[]> =>
  deps.db.tx({ shops: [shopId] }, async (tx) =>
    (await store.phrasesFor(tx, shopId, actor.personId)).map(shown),
  )

/** One's own phrases are nobody else's business: they are neither audited nor told to other screens. */
export const addPhrase = (
  deps: SettingsDeps,
  caller: Caller,
  shopId: number,
  { mine, ...wording }: store.Wording & { mine: boolean },
): Promise<Phrase> => {
  if (!mine) needEditor(caller.actor, shopId)
  return changeSettings(deps, byOf(caller), shopId, 'phrases', async (tx) => {
    const personId = mine ? caller.actor.personId : null
    const phrase = await store.insertPhrase(tx, shopId, personId, wording)
    const { id, code, situation } = phrase
    return {
      gives: shown(phrase),
      audit: mine ? null : { what: 'phrase.added', detail: { id, code, situation } },
    }
  })
}

export const setPhrase = (
  deps: SettingsDeps,
  caller: Caller,
  shopId: number,
  id: number,
  wording: store.Wording,
): Promise<Phrase> =>
  changeSettings(deps, byOf(caller), shopId, 'phrases', async (tx) => {
    const before = await needPhrase(tx, caller.actor, shopId, id)
    await store.savePhrase(tx, shopId, id, wording)
    const after = { ...before, ...wording }
    const changed = differences(before, after)
    const silent = before.personId !== null || Object.keys(changed).length === 0
    return {
      gives: shown(after),
      audit: silent ? null : { what: 'phrase.changed', detail: { id, code: before.code, ...changed } },
    }
  })

export const removePhrase = (
  deps: SettingsDeps,
  caller: Caller,
  shopId: number,
  id: number,
): Promise<Record<string, never>> =>
  changeSettings(deps, byOf(caller), shopId, 'phrases', async (tx) => {
    const { code, situation, personId } = await needPhrase(tx, caller.actor, shopId, id)
    await store.deletePhrase(tx, shopId, id)
    return {
      gives: {},
      audit: personId === null ? { what: 'phrase.removed', detail: { id, code, situation } } : null,
    }
  })
