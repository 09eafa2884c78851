import type { ServerResponse } from 'node:http'
import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Auth } from '../../platform/auth/index.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/db.ts'
import { readCursor } from '../../platform/events/cursor.ts'
import type { Hub } from '../../platform/events/hub.ts'
import type { Listening } from '../../platform/events/listen.ts'
import { readLog } from '../../platform/events/log.ts'
import { type Stream, streamLog } from '../../platform/events/sse.ts'
import { bodyBytes } from '../../platform/http/body.ts'
import { type App, serve } from '../../platform/http/serve.ts'
import { PICTURE_LIMIT, storePicture } from '../../platform/pictures/index.ts'
import { type Actor, may, type Role } from '../../shared/access.ts'
import { refuse } from '../../shared/refusal.ts'
import { storable } from '../../shared/text.ts'
import { conversationStore, deliveryOf } from '../conversation/index.ts'
import { searchMessages } from '../conversation/search/index.ts'
import { deskContract } from './contract.ts'
import type { Pipeline } from './pipeline.ts'
import { act } from './service.ts'
import { snapshot } from './snapshot.ts'

/** Messages a conversation shows at first, and each time earlier ones are asked for. */
const PAGE = 500
const CLOSED_PAGE = 100
const SEARCH_LIMIT = 50
/** Event streams of one person at a time. Every window has one. */
const STREAMS = 20

export interface DeskDeps {
  auth: Pick<Auth, 'watch' | 'authenticate'>
  db: Db
  hub: Hub
  pass: Listening['pass']
  clock: Clock
  pipeline: Pipeline
  log(message: string, error: unknown): void
}

const shopsOf = (actor: Actor): number[] => [...actor.roles.keys()].sort((a, b) => a - b)
const doer = (actor: Actor, shopId: number) => ({
  personId: actor.personId,
  mayTake: may(actor.roles.get(shopId) as Role, 'conversation.take'),
})
const sameRights = (actor: Actor, now: Actor | null): boolean =>
  now?.personId === actor.personId &&
  now.roles.size === actor.roles.size &&
  [...actor.roles].every(([shopId, role]) => now.roles.get(shopId) === role)

/** Puts the workbench's endpoints on the app. Returns its open event streams, for closing and counting. */
export const deskRoutes = (app: App, deps: DeskDeps): Set<Stream> => {
  const { db, hub, clock } = deps
  const streams = new Set<Stream>()
  // Whoever signs out or leaves a shop hears nothing more of it: the browser comes back and is asked who it is.
  const watched = new Map<number, Set<Stream>>()
  deps.auth.watch((personId) => {
    for (const stream of watched.get(personId) ?? []) stream.close()
  })

  app.get('/api/events', (c) => {
    const actor = c.get('actor')
    if (!actor) throw refuse('not-signed-in')
    const text = c.req.header('last-event-id') ?? c.req.query('after') ?? ''
    const asked = readCursor(text)
    if (!asked)
      throw refuse('malformed', {
        where: 'Last-Event-ID',
        problems: [{ field: '', problem: 'not a cursor' }],
      })
    const cursor = new Map([...asked].filter(([shopId]) => actor.roles.has(shopId)))
    const own = watched.get(actor.personId) ?? new Set()
    if (own.size >= STREAMS) throw refuse('too-many', { limit: STREAMS })
    const outgoing = (c.env as unknown as HttpBindings).outgoing as ServerResponse
    // Gone while we looked up who it is: its 'close', by which a stream ends, has been already.
    if (outgoing.destroyed) return RESPONSE_ALREADY_SENT
    const { headers } = c.req.raw
    const stream = streamLog(
      outgoing,
      {
        hub,
        log: deps.log,
        read: (shopId, after, limit) => db.tx({ shops: [shopId] }, (tx) => readLog(tx, shopId, after, limit)),
        stillWelcome: async () => sameRights(actor, await deps.auth.authenticate(headers)),
        ended() {
          streams.delete(stream)
          own.delete(stream)
          if (own.size === 0 && watched.get(actor.personId) === own) watched.delete(actor.personId)
        },
      },
      cursor,
    )
    watched.set(actor.personId, own.add(stream))
    streams.add(stream)
    return RESPONSE_ALREADY_SENT
  })

  serve(app, 'desk', deskContract, {
    snapshot: (_ask, { actor }) => snapshot(db, clock, shopsOf(actor)),

    conversation: ({ params: { shopId, id } }, { actor }) =>
      db.tx({ shops: [shopId] }, async (tx) => {
        const conversation = await conversationStore.conversationById(tx, shopId, id)
        if (!conversation) throw refuse('not-found')
        const buyer = await conversationStore.buyerById(tx, shopId, conversation.buyerId)
        if (!buyer) throw refuse('not-found')
        return {
          conversation,
          buyer,
          messages: await conversationStore.messagesBefore(tx, shopId, id, null, PAGE),
          draft: await conversationStore.draftOf(tx, shopId, id, actor.personId),
          earlier: await conversationStore.otherConversationsOf(tx, shopId, buyer.id, id),
          delivery: await deliveryOf(tx, shopId, conversation.channelId, id),
        }
      }),

    earlierMessages: ({ params: { shopId, id }, query }) =>
      db.tx({ shops: [shopId] }, async (tx) => ({
        messages: await conversationStore.messagesBefore(tx, shopId, id, query.before, PAGE),
      })),

    act: ({ params: { shopId, id }, body }, { actor }) => act(deps, shopId, id, doer(actor, shopId), body),

    setDraft: ({ params: { shopId, id }, body }, { actor }) =>
      db.tx({ shops: [shopId] }, async (tx) => {
        if (!(await conversationStore.conversationById(tx, shopId, id))) throw refuse('not-found')
        await conversationStore.saveDraft(tx, shopId, id, actor.personId, storable(body.text))
        return {}
      }),

    live: async ({ params: { shopId, id }, body }, { actor }) => {
      deps.pass({
        shopId,
        kind: 'live',
        data: { shopId, conversationId: id, personId: actor.personId, doing: body.doing },
      })
      return {}
    },

    setBuyerNote: ({ params: { shopId, id }, body }) =>
      db.tx({ shops: [shopId] }, async (tx) => {
        const buyer = await conversationStore.setBuyerNote(tx, shopId, id, storable(body.note))
        if (!buyer) throw refuse('not-found')
        return buyer
      }),

    closed: ({ params: { shopId }, query }) =>
      db.tx({ shops: [shopId] }, async (tx) => ({
        conversations: await conversationStore.closedBefore(
          tx,
          shopId,
          query.before === undefined ? null : { closedAt: query.before, id: query.beforeId ?? 0 },
          CLOSED_PAGE,
        ),
      })),

    search: ({ query }, { actor }) =>
      db.tx({ shops: shopsOf(actor) }, (tx) => searchMessages(tx, shopsOf(actor), query.q, SEARCH_LIMIT)),

    upload: async ({ params: { shopId } }, { raw }) =>
      storePicture(db, shopId, await bodyBytes(raw, PICTURE_LIMIT)),
  })
  return streams
}
