import { refuse } from '../../shared/refusal.ts'
import type { Db } from '../db/db.ts'
import type { App } from '../http/serve.ts'
import { readAddress } from './domain.ts'
import { content } from './store.ts'

/**
 * Pictures are shown inside shops' own sites and need no sign-in (knowing 128 random bits is the right to see one).
 * Should a browser ever take one for a page, the sandbox leaves it without scripts, origin or requests.
 */
const HEADERS = {
  'Cache-Control': 'public, max-age=31536000, immutable',
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Content-Disposition': 'inline',
}

/** Serves `/files/{shopId}/{pictureId}`. */
export const pictureRoutes = (app: App, { db }: { db: Db }) => {
  app.get('/files/:shopId/:pictureId', async (c) => {
    const address = readAddress(`${c.req.param('shopId')}/${c.req.param('pictureId')}`)
    if (!address) throw refuse('not-found')
    const { shopId, pictureId } = address
    // The address never changes what it shows, so a browser that asks again has it already.
    const tag = `"${pictureId}"`
    if (c.req.header('if-none-match') === tag) return c.body(null, 304, { ...HEADERS, ETag: tag })
    const picture = await db.tx({ shops: [shopId] }, (tx) => content(tx, shopId, pictureId))
    if (!picture) throw refuse('not-found')
    return c.body(new Uint8Array(picture.bytes), 200, { ...HEADERS, ETag: tag, 'Content-Type': picture.type })
  })
}
