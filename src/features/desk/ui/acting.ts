import { Refusal, type RefusalCode } from '../../../shared/refusal.ts'
import { Unreachable } from '../../../web/api.ts'
import { cell } from '../../../web/cell.ts'
import { deskNow } from '../../../web/clock.ts'
import { sayError } from '../../../web/parts/toast.tsx'
import { cardOf, productWords } from '../../catalog/domain/card-words.ts'
import type { Product } from '../../catalog/domain/product.ts'
import type { Command } from '../../conversation/command.ts'
import type { Sending } from '../../conversation/ui/lines.ts'
import type { Verdict } from '../../guard/domain/verdict.ts'
import { guardedVerdict } from '../../guard/ui/refused.ts'
import { reportUses } from '../../phrase/ui/phrases.ts'
import { me } from '../../shop/ui/session.ts'
import { draftsBelongTo } from './drafts.ts'
import { desk, deskApi } from './live/feed.ts'
import { applyAnswer, type Key, partsOf } from './live/state.ts'
import { outgoing } from './outgoing.ts'

/** What goes along with the words of a reply. */
type Shown = Pick<Sending, 'card' | 'basket'>
const shownIn = ({ card, basket }: Shown): Shown => ({ ...(card && { card }), ...(basket && { basket }) })

const give = async (key: Key, command: Command) => {
  const asked = desk.get()
  const answer = await deskApi.act({ params: partsOf(key), body: command })
  desk.update((state) => applyAnswer(state, asked, answer))
}

/** Does something to a conversation and says so if the desk refuses, unless `refused` has an answer to that. True if
 * it was done. */
export const act = async (
  key: Key,
  command: Command,
  refused: Partial<Record<RefusalCode, () => void>> = {},
): Promise<boolean> => {
  try {
    await give(key, command)
    return true
  } catch (error) {
    const answer = error instanceof Refusal ? refused[error.code] : undefined
    if (answer) answer()
    else sayError(error)
    return false
  }
}

/** Marks as seen. Nobody asked for it, so nobody hears of it if it fails; the next look tries again. */
export const markSeen = (key: Key, messageId: number) => give(key, { do: 'seen', messageId }).catch(() => {})

/** What the guard kept back, for the composer of its conversation to take up again. */
export const keptBack = cell<ReadonlyMap<Key, { text: string; verdict: Verdict; shown: Shown }>>(new Map())

const out = outgoing({
  async post(key, one) {
    const { kind, clientId, text, picture, whisper, reason, from, edited = false, phrases = [] } = one
    await give(
      key,
      kind === 'note'
        ? { do: 'note', clientId, text, ...(whisper && { whisper }) }
        : {
            ...{ do: 'reply', clientId, text, picture, assist: from !== undefined },
            ...(from !== undefined && { from, edited }),
            ...shownIn(one),
            ...(reason !== undefined && { confirm: { reason } }),
          },
    )
    if (phrases.length > 0) reportUses(partsOf(key).shopId, clientId, phrases)
  },
  failed(error) {
    // That nothing arrives is said by the line itself and by the banner.
    if (!(error instanceof Unreachable)) sayError(error)
  },
  givesBack(error, key, one) {
    const { text } = one
    const verdict = guardedVerdict(error)
    if (verdict && text !== '')
      keptBack.update((all) => new Map(all).set(key, { text, verdict, shown: shownIn(one) }))
    return verdict !== null
  },
  storage: sessionStorage,
})
const belong = () => {
  const personId = me.get()?.personId ?? null
  out.belongTo(personId)
  draftsBelongTo(personId)
}
me.follow(belong)
belong()

export const { sending, sendAgain, discard } = out

/** Whether a reply written there has yet to reach the desk, and is not held back by one that failed. */
export const isLeaving = (key: Key | null): boolean => {
  const mine = key === null ? undefined : sending.get().get(key)
  const replies = mine?.filter(({ kind }) => kind !== 'note') ?? []
  return replies.length > 0 && !mine?.some(({ failed }) => failed)
}

/** Shows a reply or note at once and sends it. True when the desk has it; otherwise it stays, to be sent again. */
export const send = (
  key: Key,
  what: Omit<Sending, 'clientId' | 'at' | 'failed'> & Partial<Pick<Sending, 'clientId'>>,
): Promise<boolean> => out.send(key, { clientId: crypto.randomUUID(), ...what, at: deskNow(), failed: false })

/** Gives the desk a reply that this browser would keep back: it decides, and writes down that it was tried. True if it
 * was sent after all, by newer settings. */
export const tryToSend = (key: Key, clientId: string, text: string): Promise<boolean> =>
  give(key, { do: 'reply', clientId, text, picture: null, assist: false }).then(
    () => true,
    // What is on the screen already says why; where the desk is out of reach nothing was written down.
    () => false,
  )

/**
 * Sends a card, with the words that say the same for whoever cannot see it, and the basket a price was reckoned for. What
 * the guard keeps back comes into the composer with its reasons, as for every reply.
 */
export const sendCard = (
  key: Key,
  text: string,
  shown: Required<Pick<Shown, 'card'>> & Shown,
): Promise<boolean> => send(key, { kind: 'text', text, picture: null, ...shownIn(shown) })

/** Sends a product, or one SKU of it, as a card. */
export const showProduct = (key: Key, product: Product, sku: string | null = null): void => {
  const card = cardOf(product, sku, partsOf(key).shopId)
  void sendCard(key, productWords(card), { card })
}
