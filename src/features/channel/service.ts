import { record } from '../../platform/auth/audit.ts'
import type { Tx } from '../../platform/db/db.ts'
import { append, lockShop } from '../../platform/events/log.ts'
import { refuse } from '../../shared/refusal.ts'
import type { Instant } from '../../shared/time.ts'
import { type By, changeSettings, differences, type SettingsDeps } from '../shop/index.ts'
import type { ChannelKind, ChannelView, DeadLetter } from './domain.ts'
import { channelKey, channelSecret } from './keys.ts'
import * as store from './store.ts'

const LETTERS_SHOWN = 200

const needChannel = async (tx: Tx, shopId: number, channelId: number): Promise<ChannelView> => {
  const channel = await store.channelById(tx, shopId, channelId)
  if (!channel) throw refuse('not-found', { channelId })
  return channel
}

/** A new connection with its secret, which is not to be had again. The key may be given, where it has to be known
 * beforehand (the demo shop); then it has to be new. */
export const createChannel = async (
  tx: Tx,
  shopId: number,
  fresh: { kind: ChannelKind; name: string; key?: string },
  at: Instant,
): Promise<ChannelView & { secret: string }> => {
  const { kind, name, key = channelKey(kind, name) } = fresh
  const secret = channelSecret(kind)
  const channelId = await store.insertChannel(tx, shopId, { kind, name, key, secret }, at)
  return { ...(await needChannel(tx, shopId, channelId)), secret }
}

export const channelsOf = (deps: SettingsDeps, shopId: number): Promise<ChannelView[]> =>
  deps.db.tx({ shops: [shopId] }, (tx) => store.channels(tx, shopId))

export const addChannel = (
  deps: SettingsDeps,
  by: By,
  shopId: number,
  fresh: { kind: 'web-chat' | 'bridge'; name: string },
): Promise<ChannelView & { secret: string }> =>
  changeSettings(deps, by, shopId, 'channels', async (tx) => {
    const channel = await createChannel(tx, shopId, fresh, deps.clock.now())
    const { id, kind, name, key } = channel
    return { gives: channel, audit: { what: 'channel.added', detail: { channelId: id, kind, name, key } } }
  })

export const renewSecret = (
  deps: SettingsDeps,
  by: By,
  shopId: number,
  channelId: number,
): Promise<{ secret: string }> =>
  changeSettings(deps, by, shopId, 'channels', async (tx) => {
    const { kind, name } = await needChannel(tx, shopId, channelId)
    const secret = channelSecret(kind)
    await store.saveSecret(tx, shopId, channelId, secret)
    return { gives: { secret }, audit: { what: 'channel.secret-renewed', detail: { channelId, name } } }
  })

export const setChannel = (
  deps: SettingsDeps,
  by: By,
  shopId: number,
  channelId: number,
  to: { name: string; disabled: boolean; sites: string[] },
): Promise<ChannelView> =>
  changeSettings(deps, by, shopId, 'channels', async (tx) => {
    const before = await needChannel(tx, shopId, channelId)
    await store.saveChannel(tx, shopId, channelId, to, deps.clock.now())
    const after = { ...before, ...to }
    const changed = differences(before, after)
    return {
      gives: after,
      audit:
        Object.keys(changed).length === 0
          ? null
          : { what: 'channel.changed', detail: { channelId, ...changed } },
    }
  })

export const deadLetters = (deps: SettingsDeps, shopId: number): Promise<DeadLetter[]> =>
  deps.db.tx({ shops: [shopId] }, (tx) => store.unsettledLetters(tx, shopId, LETTERS_SHOWN))

const settle = async (
  deps: SettingsDeps,
  by: By,
  shopId: number,
  messageId: number,
  what: 'letter.dismissed' | 'letter.sent-again',
): Promise<void> => {
  const logged = await deps.db.tx({ shops: [shopId] }, async (tx) => {
    await lockShop(tx, shopId)
    const now = deps.clock.now()
    const was = await store.settleLetter(tx, shopId, messageId, by.personId, now)
    if (was === 'none') throw refuse('not-found', { messageId })
    if (was === 'settled-before') throw refuse('already-settled', { messageId })
    await record(tx, { shopId, ...by, what, detail: { messageId } }, now)
    return append(tx, shopId, [{ kind: 'letter-settled', data: { shopId, messageId } }], now)
  })
  deps.hub.publish(logged)
}

/** Settles a letter without sending. Refuses `not-found` and `already-settled`. */
export const dismiss = (deps: SettingsDeps, by: By, shopId: number, messageId: number): Promise<void> =>
  settle(deps, by, shopId, messageId, 'letter.dismissed')

/** Sends what is in a letter once more, by `resend`, and settles it. Refuses `not-found` and `already-settled`, and
 * what the conversation refuses: then the letter stays. */
export const sendAgain = async (
  deps: SettingsDeps & { resend(messageId: number): Promise<void> },
  by: By,
  shopId: number,
  messageId: number,
): Promise<void> => {
  const letter = await deps.db.tx({ shops: [shopId] }, (tx) => store.letterById(tx, shopId, messageId))
  if (!letter) throw refuse('not-found', { messageId })
  if (letter.settled) throw refuse('already-settled', { messageId })
  await deps.resend(messageId)
  await settle(deps, by, shopId, messageId, 'letter.sent-again')
}
