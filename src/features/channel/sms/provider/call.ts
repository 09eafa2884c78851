import type { Outcome } from '../domain/outcome.ts'
import type { SmsProvider, SmsRequest } from './provider.ts'

/** How long a provider may take to answer, ms. */
export const PATIENCE = 10_000
/** Bytes read of an answer; they have some hundred. */
const LARGEST = 64 * 1024

const bodyOf = async (response: Response): Promise<unknown> => {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of response.body ?? []) {
    length += part.length
    if (length > LARGEST) return null
    parts.push(part)
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'))
  } catch {
    return null
  }
}

/**
 * One call, once: whatever has gone out may have been taken, so what is not answered stays `uncertain` and is not tried again
 * (SMS-8). Only where nothing was reached at all (no such host, nobody listens) is it sure that nothing left.
 */
export const call = async (
  provider: Pick<SmsProvider, 'outcome'>,
  { url, headers, body }: SmsRequest,
  patience: number,
): Promise<Outcome> => {
  try {
    const signal = AbortSignal.timeout(patience)
    const response = await fetch(url, { method: 'POST', headers, body, redirect: 'error', signal })
    return provider.outcome({ status: response.status, body: await bodyOf(response) })
  } catch (error) {
    const cause = error instanceof Error ? (error.cause as { code?: unknown } | undefined) : undefined
    const never = cause?.code === 'ECONNREFUSED' || cause?.code === 'ENOTFOUND'
    return never
      ? { is: 'refused', fault: 'unanswered', code: String(cause?.code) }
      : { is: 'uncertain', code: null }
  }
}
