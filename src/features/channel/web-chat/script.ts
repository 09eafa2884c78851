import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { App } from '../../../platform/http/serve.ts'
import { refuse } from '../../../shared/refusal.ts'

const FILE = join(import.meta.dirname, '../../../../dist/widget/widget.js')

const prepare = async (file: string) => {
  const plain = await readFile(file)
  const packed = await promisify(gzip)(plain, { level: 9 })
  return { plain, packed, tag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"` }
}

/**
 * Serves `/widget.js`, the one address shops put on their pages. It cannot carry a version, so browsers ask again
 * after ten minutes and are told by tag that nothing changed. Throws 'not-available' before the first build.
 */
export const widgetScript = (app: App, file = FILE) => {
  let ready: ReturnType<typeof prepare> | undefined
  app.get('/widget.js', async (c) => {
    ready ??= prepare(file)
    const { plain, packed, tag } = await ready.catch(() => {
      ready = undefined
      throw refuse('not-available', { what: 'widget' })
    })
    const headers = {
      'Content-Type': 'text/javascript; charset=utf-8',
      'Cache-Control': 'public, max-age=600',
      'X-Content-Type-Options': 'nosniff',
      'Cross-Origin-Resource-Policy': 'cross-origin',
      Vary: 'Accept-Encoding',
      ETag: tag,
    }
    if (c.req.header('if-none-match') === tag) return c.body(null, 304, headers)
    if (!/\bgzip\b/.test(c.req.header('accept-encoding') ?? ''))
      return c.body(new Uint8Array(plain), 200, headers)
    return c.body(new Uint8Array(packed), 200, { ...headers, 'Content-Encoding': 'gzip' })
  })
}
