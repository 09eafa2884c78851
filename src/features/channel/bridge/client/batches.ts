import { type BridgeMessage, limits } from '../protocol.ts'

const FRAME = '{"messages":[]}'.length

/** Cuts messages into bodies that the desk takes: by number and by bytes. `first` is the place of a body's first. */
export const batches = (messages: readonly BridgeMessage[]): { first: number; body: string }[] => {
  const bodies: { first: number; body: string }[] = []
  let pieces: string[] = []
  let size = FRAME
  let first = 0
  const close = (next: number) => {
    if (pieces.length > 0) bodies.push({ first, body: `{"messages":[${pieces.join(',')}]}` })
    pieces = []
    size = FRAME
    first = next
  }
  for (const [i, message] of messages.entries()) {
    const piece = JSON.stringify(message)
    const bytes = Buffer.byteLength(piece) + 1
    if (pieces.length === limits.batch || size + bytes > limits.body) close(i)
    pieces.push(piece)
    size += bytes
  }
  close(messages.length)
  return bodies
}
