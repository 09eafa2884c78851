import { refuse } from '../../shared/refusal.ts'

/**
 * The body of a request as bytes, read no further than the limit: the declared length is the sender's word.
 * Throws 'too-large'.
 */
export const bodyBytes = async (request: Request, limit: number): Promise<Uint8Array> => {
  const tooLarge = () => refuse('too-large', { limit })
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge()
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of request.body ?? []) {
    length += part.length
    if (length > limit) throw tooLarge()
    parts.push(part)
  }
  return Buffer.concat(parts)
}
