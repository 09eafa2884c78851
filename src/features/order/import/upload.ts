import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { refuse } from '../../../shared/refusal.ts'

/** Bytes of an uploaded file of orders: a million lines of Taobao's list have some 300 MB. Larger ones go by the command
 * line, which reads them where they lie. */
export const UPLOAD_LIMIT = 512 * 1024 * 1024

export interface Uploaded {
  path: string
  remove(): Promise<void>
}

/** The body of a request in a file of its own that nobody else may read; no more of it in memory than a piece. */
export const uploaded = async (request: Request, limit = UPLOAD_LIMIT): Promise<Uploaded> => {
  const tooLarge = () => refuse('too-large', { limit })
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge()
  const folder = await mkdtemp(join(tmpdir(), 'peakdesk-orders-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  const path = join(folder, 'file')
  try {
    let length = 0
    await pipeline(
      request.body ? Readable.fromWeb(request.body as never) : Readable.from([]),
      async function* (pieces: AsyncIterable<Uint8Array>) {
        for await (const piece of pieces) {
          length += piece.length
          if (length > limit) throw tooLarge()
          yield piece
        }
      },
      createWriteStream(path, { mode: 0o600 }),
    )
    return { path, remove }
  } catch (error) {
    await remove()
    throw error
  }
}
