import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import { Readable } from 'node:stream'
import type { Context } from 'hono'
import type { App, Env } from './serve.ts'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.ico': 'image/x-icon',
}

/** The text of an address; null where its escapes are none. */
const decoded = (path: string): string | null => {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}

/** Serves a built folder, or of a foreign one `only` the named files. Names with a hash in them never change; what is
 * asked as a page gets `index.html`. Files are served compressed where the build has left a `.gz` beside them. */
export const serveFolder = (
  app: App,
  folder: string,
  options: { pages: boolean; below?: string; only?: readonly string[] },
) => {
  const send = async (c: Context<Env>, path: string): Promise<Response | null> => {
    const file = join(folder, normalize(`/${path}`))
    const info = await stat(file).catch(() => null)
    if (!info?.isFile()) return null
    const zipped = /\bgzip\b/.test(c.req.header('accept-encoding') ?? '')
      ? await stat(`${file}.gz`).catch(() => null)
      : null
    c.header('content-type', TYPES[extname(file)] ?? 'application/octet-stream')
    c.header('vary', 'Accept-Encoding')
    c.header('cache-control', path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
    if (zipped) c.header('content-encoding', 'gzip')
    c.header('content-length', String((zipped ?? info).size))
    return c.body(Readable.toWeb(createReadStream(zipped ? `${file}.gz` : file)) as ReadableStream)
  }
  const below = options.below ?? '/'
  app.get(`${below}*`, async (c, next) => {
    const path = decoded(c.req.path)?.slice(below.length)
    if (path === undefined || options.only?.includes(path) === false) return next()
    const found = path === '' ? null : await send(c, path)
    if (found) return found
    if (!options.pages || /^(api|files|bridge|chat)\//.test(path) || extname(path) !== '') return next()
    const page = await readFile(join(folder, 'index.html'), 'utf8').catch(() => null)
    if (page === null) return next()
    c.header('cache-control', 'no-cache')
    return c.html(page)
  })
}
