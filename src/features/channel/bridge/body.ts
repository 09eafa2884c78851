import type { IncomingMessage } from 'node:http'

/** What more of an oversized or unwanted body is taken and thrown away, so that its sender gets to read why. */
const PATIENCE = 8 * 1024 * 1024

/** Takes the rest of a body and throws it away; hangs up on a sender that does not stop. */
export const discard = (req: IncomingMessage): void => {
  if (req.complete) return
  let left = PATIENCE
  req.removeAllListeners('data')
  req.on('data', (chunk: Buffer) => {
    left -= chunk.length
    if (left < 0) req.destroy()
  })
  req.on('error', () => {})
  req.resume()
}

/**
 * A body of at most `limit` bytes, as it came: signatures are over these bytes. `too-large` as soon as that is
 * certain (a body may come without its length); `gone` when the sender hung up.
 */
export const readBody = (req: IncomingMessage, limit: number): Promise<Buffer | 'too-large' | 'gone'> => {
  if (Number(req.headers['content-length'] ?? 0) > limit) return Promise.resolve('too-large')
  return new Promise((resolve) => {
    let first: Buffer | null = null
    let more: Buffer[] | null = null
    let size = 0
    req.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > limit) return resolve('too-large')
      if (first === null) first = chunk
      else if (more) more.push(chunk)
      else more = [first, chunk]
    })
    req.on('end', () => resolve(more ? Buffer.concat(more, size) : (first ?? Buffer.alloc(0))))
    req.on('error', () => resolve('gone'))
    req.on('close', () => resolve('gone'))
  })
}
