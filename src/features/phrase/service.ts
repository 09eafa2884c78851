import type { Tx } from '../../platform/db/db.ts'
import type { Caller } from '../../platform/http/serve.ts'
import { findPicture } from '../../platform/pictures/index.ts'
import type { Actor } from '../../shared/access.ts'
import { refuse } from '../../shared/refusal.ts'
import type { Instant } from '../../shared/time.ts'
import { byOf, changeSettings, differences, type SettingsDeps, teamsOf } from '../shop/index.ts'
import type { Phrase, PhraseBody } from './domain/phrase.ts'
import { nameOf, situations } from './domain/situations.ts'
import { syllables } from './pinyin.ts'
import { isEditor, teamsSeen } from './seen.ts'
import * as store from './store.ts'
import { daysOf, RECENT } from './uses.ts'

const mine = { scope: 'mine', team: null } as const
export const whose = ({ personId, team }: Pick<store.Stored, 'personId' | 'team'>) =>
  personId !== null
    ? mine
    : team !== null
      ? ({ scope: 'team', team } as const)
      : ({ scope: 'shop', team } as const)

export const stored = ({ scope, team, ...words }: PhraseBody, personId: number): store.Fresh => ({
  ...words,
  personId: scope === 'mine' ? personId : null,
  team: scope === 'team' ? team : null,
})

const shown = (phrase: store.Stored, uses: number): Phrase => {
  const { personId: _, ...rest } = phrase
  const name = `${syllables(nameOf(situations, phrase.situation, 'zh-CN'))} / ${syllables(phrase.title)}`
  return { ...rest, ...whose(phrase), pinyin: { name, text: syllables(phrase.text) }, uses }
}

const needEditor = (actor: Actor, shopId: number): void => {
  if (!isEditor(actor, shopId)) throw refuse('not-allowed', { needs: 'settings.edit' })
}

const malformed = (field: string, problem: string) =>
  refuse('malformed', { where: 'body', problems: [{ field, problem }] })

/**
 * A phrase the person may change. What they do not see, somebody else's own or that of a team they are not in, is not
 * told apart from one that does not exist.
 */
const needPhrase = async (tx: Tx, actor: Actor, shopId: number, id: number): Promise<store.Stored> => {
  const phrase = await store.phraseById(tx, shopId, id)
  const unseen = () => refuse('not-found', { id })
  if (!phrase) throw unseen()
  if (phrase.personId !== null) {
    if (phrase.personId !== actor.personId) throw unseen()
    return phrase
  }
  const teams = await teamsSeen(tx, actor, shopId)
  if (phrase.team !== null && teams !== null && !teams.includes(phrase.team)) throw unseen()
  needEditor(actor, shopId)
  return phrase
}

/** Refuses a place the phrase cannot have: a team there is not, or a code that another phrase of the place has. */
const needRoom = async (
  tx: Tx,
  shopId: number,
  before: store.Stored | null,
  fresh: store.Fresh,
): Promise<void> => {
  const moves = before?.team !== fresh.team
  if (moves && fresh.team !== null && !(await teamsOf(tx, shopId)).some(({ code }) => code === fresh.team))
    throw refuse('not-found', { team: fresh.team })
  const stays =
    before &&
    !moves &&
    before.personId === fresh.personId &&
    before.code.toLowerCase() === fresh.code.toLowerCase()
  if (!stays && (await store.namesake(tx, shopId, before?.id ?? null, fresh)))
    throw malformed('code', 'another phrase of the same owner has this code')
}

/** Pictures are looked up before the shop's turn is taken: its messages would wait. */
const needPictures = async (
  deps: SettingsDeps,
  shopId: number,
  pictures: readonly string[],
): Promise<void> => {
  for (const [i, picture] of pictures.entries())
    if (!(await findPicture(deps.db, shopId, picture)))
      throw malformed(`pictures.${i}`, 'not a picture of this shop: upload it first')
}

const ownUses = async (tx: Tx, actor: Actor, shopId: number, now: Instant): Promise<Map<number, number>> => {
  const { since } = await daysOf(tx, shopId, now)
  return store.usesOf(tx, shopId, actor.personId, since(RECENT))
}

export const phrasesFor = (deps: SettingsDeps, actor: Actor, shopId: number): Promise<Phrase[]> =>
  deps.db.tx({ shops: [shopId] }, async (tx) => {
    const uses = await ownUses(tx, actor, shopId, deps.clock.now())
    const phrases = await store.phrasesFor(tx, shopId, actor.personId, await teamsSeen(tx, actor, shopId))
    return phrases.map((phrase) => shown(phrase, uses.get(phrase.id) ?? 0))
  })

const needTeam = ({ scope, team }: PhraseBody): void => {
  if (scope === 'team' && team === null)
    throw malformed('team', 'Invalid input: expected string, received undefined')
}

const told = ({ code, situation, title, team }: store.Fresh) => ({
  code,
  situation,
  ...(title !== '' && { title }),
  ...(team !== null && { team }),
})

/** One's own phrases are nobody else's business: they are neither audited nor told to other screens. */
export const addPhrase = async (
  deps: SettingsDeps,
  caller: Caller,
  shopId: number,
  body: PhraseBody,
): Promise<Phrase> => {
  if (body.scope !== 'mine') needEditor(caller.actor, shopId)
  needTeam(body)
  await needPictures(deps, shopId, body.pictures)
  const fresh = stored(body, caller.actor.personId)
  return changeSettings(deps, byOf(caller), shopId, 'phrases', async (tx) => {
    await needRoom(tx, shopId, null, fresh)
    const [id] = await store.insertPhrases(tx, shopId, [fresh], deps.clock.now())
    if (id === undefined) throw new Error('a phrase was not stored')
    return {
      gives: shown({ id, ...fresh }, 0),
      audit: body.scope === 'mine' ? null : { what: 'phrase.added', detail: { id, ...told(fresh) } },
    }
  })
}

/** What others learn of a change: to them, a phrase that becomes or was somebody's own appears or is gone. */
const auditOf = (before: store.Stored, after: store.Stored) => {
  const [was, is] = [before.personId === null, after.personId === null]
  const { id } = after
  if (!was && !is) return null
  if (!was) return { what: 'phrase.added', detail: { id, ...told(after) } }
  if (!is) return { what: 'phrase.removed', detail: { id, ...told(before) } }
  const changed = differences(before, after)
  if (Object.keys(changed).length === 0) return null
  return { what: 'phrase.changed', detail: { id, code: before.code, ...changed } }
}

export const setPhrase = async (
  deps: SettingsDeps,
  caller: Caller,
  shopId: number,
  id: number,
  body: PhraseBody,
): Promise<Phrase> => {
  needTeam(body)
  await needPictures(deps, shopId, body.pictures)
  return changeSettings(deps, byOf(caller), shopId, 'phrases', async (tx) => {
    const before = await needPhrase(tx, caller.actor, shopId, id)
    if (body.scope !== 'mine') needEditor(caller.actor, shopId)
    const after = { id, ...stored(body, caller.actor.personId) }
    await needRoom(tx, shopId, before, after)
    await store.savePhrases(tx, shopId, [after])
    const uses = await ownUses(tx, caller.actor, shopId, deps.clock.now())
    return { gives: shown(after, uses.get(id) ?? 0), audit: auditOf(before, after) }
  })
}

export const removePhrase = (
  deps: SettingsDeps,
  caller: Caller,
  shopId: number,
  id: number,
): Promise<Record<string, never>> =>
  changeSettings(deps, byOf(caller), shopId, 'phrases', async (tx) => {
    const phrase = await needPhrase(tx, caller.actor, shopId, id)
    await store.deletePhrase(tx, shopId, id)
    const detail = { id, ...told(phrase) }
    return { gives: {}, audit: phrase.personId === null ? { what: 'phrase.removed', detail } : null }
  })

/** Gives a new shop phrases: those every shop begins with, or those of a made-up one. */
export const seedPhrases = async (
  tx: Tx,
  shopId: number,
  phrases: readonly PhraseBody[],
  at: Instant,
): Promise<number[]> =>
  store.insertPhrases(
    tx,
    shopId,
    phrases.map((body) => stored({ ...body, scope: 'shop' }, 0)),
    at,
  )
