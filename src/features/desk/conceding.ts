import { randomUUID } from 'node:crypto'
import type { Db, Tx } from '../../platform/db/db.ts'
import { type App, type Caller, serve } from '../../platform/http/serve.ts'
import { refuse } from '../../shared/refusal.ts'
import type { Instant } from '../../shared/time.ts'
import { type Concession, concedingContract } from '../bargaining/contract.ts'
import { type Bargaining, concede, moveFor } from '../bargaining/index.ts'
import type { Conversation } from '../conversation/domain.ts'
import { conversationStore } from '../conversation/index.ts'
import type { SettingsDeps } from '../shop/index.ts'
import type { Pipeline } from './pipeline.ts'

/** What bargaining depends on besides: the phase that is on, and what the basket of the conversation pays. */
export type BargainingAround = (
  shopId: number,
  conversation: Conversation,
  now: Instant,
) => Promise<Pick<Bargaining, 'phase' | 'basketFen'>>

interface Deps extends SettingsDeps {
  pipeline: Pick<Pipeline, 'submit'>
  around: BargainingAround
}

const talkOf = (db: Db, shopId: number, id: number): Promise<Conversation> =>
  db.tx({ shops: [shopId] }, async (tx: Tx) => {
    const conversation = await conversationStore.conversationById(tx, shopId, id)
    if (!conversation) throw refuse('not-found', { id })
    return conversation
  })

/** Refuses `already-closed`, `already-claimed`: who speaks gives. */
const mayGive = ({ status, assignee }: Conversation, { actor }: Caller): void => {
  if (status === 'closed') throw refuse('already-closed')
  if (assignee !== null && assignee !== actor.personId) throw refuse('already-claimed')
}

/** Takes a conversation that nobody has: who gives something has to be able to say so. Refuses `limit-reached` and what else
 * claiming does. */
const claimed = async (
  { pipeline }: Deps,
  shopId: number,
  { id: conversationId, assignee }: Conversation,
  { actor }: Caller,
): Promise<void> => {
  if (assignee !== null) return
  const by = { personId: actor.personId, mayTake: false }
  const done = await pipeline.submit({
    shopId,
    inputs: [{ what: 'command', id: randomUUID(), conversationId, by, command: { do: 'claim' }, size: null }],
  })
  const [outcome] = done.replayed ? [] : done.outcomes
  if (outcome && !outcome.ok) throw refuse(outcome.why, outcome.detail)
}

const aboutOf = async (
  { around, clock }: Deps,
  shopId: number,
  conversation: Conversation,
): Promise<Bargaining> => ({
  conversationId: conversation.id,
  bargain: conversation.assistant.bargain ?? { asked: 0, values: 0 },
  ...(await around(shopId, conversation, clock.now())),
})

/** Tells a conversation that what was given in it was taken back. */
export const takingBack =
  (pipeline: Pick<Pipeline, 'submit'>) =>
  (shopId: number, { id, conversationId }: Pick<Concession, 'id' | 'conversationId'>) =>
    pipeline.submit({ shopId, inputs: [{ what: 'taken-back', conversationId, concessionId: id }] })

/** Leading people through bargaining: what comes next, and giving something. */
export const concedingRoutes = (app: App, deps: Deps): void =>
  serve(app, 'Bargaining', concedingContract, {
    async bargainingMove({ params: { shopId, id } }, caller) {
      const conversation = await talkOf(deps.db, shopId, id)
      if (!conversation.assistant.bargain || conversation.status === 'closed') return { next: null }
      const about = await aboutOf(deps, shopId, conversation)
      const move = await moveFor(deps, caller, shopId, about)
      if (!move) return { next: null }
      const { bargain, phase, basketFen } = about
      const shown = move.do === 'give' ? { ...move, gifts: [...move.gifts] } : move
      return { next: { bargain, phase, basketFen, move: shown } }
    },
    async concede({ params: { shopId, id }, body }, caller) {
      const conversation = await talkOf(deps.db, shopId, id)
      mayGive(conversation, caller)
      await claimed(deps, shopId, conversation, caller)
      const about = await aboutOf(deps, shopId, conversation)
      const { concession, given, says } = await concede(deps, caller, shopId, about, body)
      // After it is held: if the desk stops in between, it lapses, and nothing was said.
      await deps.pipeline.submit({
        shopId,
        inputs: [{ what: 'conceded', conversationId: id, by: caller.actor.personId, given }],
      })
      return { concession, says }
    },
  })
