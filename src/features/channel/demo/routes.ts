import { randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import type { Clock } from '../../../platform/clock.ts'
import type { Db } from '../../../platform/db/db.ts'
import type { App } from '../../../platform/http/serve.ts'
import { createDoors } from '../web-chat/door.ts'
import { inEnglish } from './english.ts'
import { demoPage } from './page.ts'
import { onTheShelf } from './store.ts'
import type { Language } from './words.ts'

/** As strict as a shop's own page should be; `data:` is for the chat's preview of a chosen picture. */
const policy = (nonce: string): string =>
  [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

/** `/demo/{channelKey}`: a product page of the shop, with the chat on it as any shop would put it there. */
export const demoRoutes = (app: App, deps: { db: Db; clock: Clock; origin(c: Context): string }) => {
  const doorOf = createDoors(deps)
  app.get('/demo/:channelKey', async (c) => {
    const channelKey = c.req.param('channelKey')
    const { shopId, shop } = await doorOf(channelKey)
    const found = await deps.db.tx({ shops: [shopId] }, (tx) => onTheShelf(tx, shopId))
    const wanted = c.req.query('lang') ?? c.req.header('accept-language') ?? shop.locale
    const language: Language = wanted.startsWith('en') ? 'en' : 'zh-CN'
    const shelf = language === 'en' ? found.map(inEnglish) : found
    const product = shelf.find(({ id }) => id === c.req.query('product')) ?? shelf[0]
    const nonce = randomBytes(16).toString('base64')
    c.header('Content-Security-Policy', policy(nonce))
    c.header('Cache-Control', 'no-store')
    c.header('X-Content-Type-Options', 'nosniff')
    c.header('Referrer-Policy', 'same-origin')
    return c.html(
      demoPage({
        shop: shop.name,
        channelKey,
        language,
        origin: deps.origin(c),
        nonce,
        product,
        others: shelf.filter((other) => other !== product),
        titles: new Map(found.map(({ id, title }) => [id, title])),
      }),
    )
  })
}
