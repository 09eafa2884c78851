import { limits } from '../protocol.ts'

/** Cuts things into bodies that the desk takes, `{"name": [ … ]}`: by number and by bytes. `first` is the place of a body's
 * first. */
export const batches = (
  things: readonly object[],
  { name = 'messages', most = limits.body }: { name?: string; most?: number } = {},
): { first: number; body: string }[] => {
  const frame = `{"${name}":[]}`.length
  const bodies: { first: number; body: string }[] = []
  let pieces: string[] = []
  let size = frame
  let first = 0
  const close = (next: number) => {
    if (pieces.length > 0) bodies.push({ first, body: `{"${name}":[${pieces.join(',')}]}` })
    pieces = []
    size = frame
    first = next
  }
  for (const [i, thing] of things.entries()) {
    const piece = JSON.stringify(thing)
    const bytes = Buffer.byteLength(piece) + 1
    if (pieces.length === limits.batch || size + bytes > most) close(i)
    pieces.push(piece)
    size += bytes
  }
  close(things.length)
  return bodies
}
