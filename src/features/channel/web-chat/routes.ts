import { Hono } from 'hono'
import { bodyBytes } from '../../../platform/http/body.ts'
import { limitBy, party } from '../../../platform/http/security.ts'
import type { App, Env } from '../../../platform/http/serve.ts'
import { findPicture, PICTURE_LIMIT, storePicture } from '../../../platform/pictures/index.ts'
import { refuse } from '../../../shared/refusal.ts'
import { storable } from '../../../shared/text.ts'
import { answersAnyPage, asVisitor, atTheDoor, type ChatEnv } from './admission.ts'
import { asked, body, resumeFrom } from './asked.ts'
import { webChatContract } from './contract.ts'
import { createDoors, type ShopDoor } from './door.ts'
import { createFeeds } from './feeds.ts'
import { webChatLimits } from './limits.ts'
import { createLines } from './lines.ts'
import { createShowing } from './names.ts'
import type { WebChatDeps } from './ports.ts'
import { type LookedAt, withProduct } from './product.ts'
import { describe } from './reference.ts'
import { HEARTBEAT, openLine } from './stream.ts'
import { identified, issueToken, newVisitor, readToken, type Visitor } from './token.ts'

/** Messages a widget shows at first, and each time earlier ones are asked for. */
const PAGE = 30
/** Characters of a product's id in the catalog. */
const ITEM = 80
/** The product's id, where the page gave one: the widget takes the page's address for an id where it did not. */
const itemOf = (product: LookedAt | null): { item?: string } =>
  product && product.id !== product.url && product.id.length <= ITEM && product.id !== ''
    ? { item: storable(product.id) }
    : {}

export interface WebChat {
  open(): number
  close(): void
}

/**
 * The public door of web chats: `/chat/v1/{channelKey}/…`. No cookies: who writes is told by a token in a header,
 * so pages of other sites gain nothing by sending requests. `open` counts the streams, `close` ends them.
 */
export const webChatRoutes = (app: App, deps: WebChatDeps): WebChat => {
  const { db, clock, receive, history } = deps
  const limits = deps.limits ?? webChatLimits
  const showing = createShowing({ db, clock })
  const feeds = createFeeds(deps.hub)
  const lines = createLines(limits.streams)
  const heart = setInterval(lines.beat, deps.heartbeat ?? HEARTBEAT)
  heart.unref()

  const limitAddress = (what: string, rule: { points: number; seconds: number }) =>
    limitBy({ ...rule, key: (c) => `chat ${what} ${party(c.get('address'))}` })
  const limitVisitor = (what: string, rule: { points: number; seconds: number }) =>
    limitBy({
      ...rule,
      key: (c) => `chat ${what} ${c.get('door').channelId} ${c.get('visitor').externalId}`,
    })
  const known = asVisitor(clock)
  const others = limitVisitor('others', limits.othersOfVisitor)

  const page = async (door: ShopDoor, { externalId }: Visitor, before?: number) => {
    const found = await history(door.shopId, door.channelId, externalId, {
      limit: PAGE + 1,
      ...(before !== undefined && { before }),
    })
    const more = found.messages.length > PAGE
    const messages = await showing(door.shopId, more ? found.messages.slice(1) : found.messages)
    return { ...found, messages, more }
  }

  const chat = new Hono<ChatEnv>()
  chat.use('*', answersAnyPage, limitAddress('any', limits.address), atTheDoor(createDoors({ db, clock })))

  chat.post('/session', limitAddress('session', limits.sessionsOfAddress), async (c) => {
    const door = c.get('door')
    const { identity, token } = await body(c, webChatContract.openSession.body)
    const now = clock.now()
    const who = identity
      ? identified(door.keys, identity)
      : token
        ? readToken(door.keys, token, now)
        : newVisitor(door.shop.locale)
    const visitor = { ...who, externalId: storable(who.externalId), name: storable(who.name) }
    const { buyerId, messages, more } = await page(door, visitor)
    return c.json({
      token: issueToken(door.keys, visitor, now),
      visitor: { id: visitor.externalId, name: visitor.name, verified: visitor.verified },
      shop: door.shop,
      messages,
      more,
      known: buyerId !== null,
    })
  })

  chat.post('/messages', known, limitVisitor('messages', limits.messagesOfVisitor), async (c) => {
    const { shopId, channelId } = c.get('door')
    const { externalId, name, verified } = c.get('visitor')
    const said = await body(c, webChatContract.send.body)
    const size = said.picture === null ? null : await findPicture(db, shopId, said.picture)
    if (said.picture !== null && size === null) throw refuse('not-a-picture')
    const at = clock.now()
    const received = await receive({
      shopId,
      inbound: [
        {
          channelId,
          buyer: { externalId, name, verified },
          message: {
            externalId: said.clientId,
            kind: said.picture === null ? 'text' : 'picture',
            text: storable(withProduct(said.text.trim(), said.product)),
            typed: storable(said.text.trim()),
            picture: said.picture,
            size,
            sentAt: at,
            ...itemOf(said.product),
          },
        },
      ],
    })
    const outcome = received.replayed ? undefined : received.outcomes[0]
    if (!outcome) throw new Error('a message has no delivery id to be replayed')
    const feed = feeds.of(channelId, externalId)
    if (feed && feed.buyerId === null) {
      // Windows opened before the first message listen to somebody the desk did not know then.
      feeds.learn(feed, await history(shopId, channelId, externalId, { limit: 1 }))
      for (const listener of feed.listeners) listener.catchUp()
    }
    return c.json({ id: outcome.messageId, at })
  })

  chat.get('/messages', known, others, async (c) => {
    const { before } = asked(webChatContract.earlier.query, c.req.query(), 'address')
    const { messages, more } = await page(c.get('door'), c.get('visitor'), before)
    return c.json({ messages, more })
  })

  chat.post(
    '/pictures',
    known,
    limitAddress('pictures', limits.picturesOfAddress),
    limitVisitor('pictures', limits.picturesOfVisitor),
    async (c) =>
      c.json(await storePicture(db, c.get('door').shopId, await bodyBytes(c.req.raw, PICTURE_LIMIT))),
  )

  chat.post('/read', known, others, async (c) => {
    const { shopId, channelId } = c.get('door')
    const { messageId } = await body(c, webChatContract.markRead.body)
    const { conversationId } = await history(shopId, channelId, c.get('visitor').externalId, { limit: 1 })
    if (conversationId !== null) await deps.read(shopId, conversationId, messageId)
    return c.json({})
  })

  chat.post('/typing', known, others, async (c) => {
    const { shopId, channelId } = c.get('door')
    const { externalId } = c.get('visitor')
    const { conversationId } =
      feeds.of(channelId, externalId) ?? (await history(shopId, channelId, externalId, { limit: 1 }))
    if (conversationId !== null) await deps.typing(shopId, conversationId)
    return c.json({})
  })

  chat.get('/stream', known, others, async (c) => {
    const { shopId, channelId } = c.get('door')
    const { externalId } = c.get('visitor')
    const after = resumeFrom(c)
    const address = party(c.get('address'))
    lines.admit(address)
    let ended = () => {}
    const line = openLine({
      after,
      read: async (from, limit) => {
        const known = feed.buyerId !== null
        const found = await history(shopId, channelId, externalId, { after: from, limit })
        feeds.learn(feed, found)
        // What was said during this reading was not told: nobody knew yet whom it was for. Read once more.
        if (!known && feed.buyerId !== null) line.listener.catchUp()
        return found.messages
      },
      show: (messages) => showing(shopId, messages),
      onEnd: () => ended(),
      onFault: deps.onFault,
    })
    const { feed, detach } = feeds.attach(shopId, channelId, externalId, line.listener)
    const remove = lines.add(`${channelId}/${externalId}`, address, line)
    ended = () => {
      detach()
      remove()
    }
    line.start()
    return line.response
  })

  app.route('/chat/v1/:channelKey', chat as unknown as Hono<Env>)
  describe(app)
  return {
    open: lines.count,
    close: () => {
      clearInterval(heart)
      feeds.close()
      lines.close()
    },
  }
}
