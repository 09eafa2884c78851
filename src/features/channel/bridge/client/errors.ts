import { Denied } from '../protocol.ts'

/** The desk said no, and would say it again: `code` is one of those in docs/guide/bridge.md. */
export class BridgeRefusal extends Error {
  readonly code: string
  readonly detail: Record<string, unknown>
  constructor(code: string, detail: Record<string, unknown> = {}) {
    super(typeof detail.problem === 'string' ? `${code}: ${detail.problem}` : code)
    this.name = 'BridgeRefusal'
    this.code = code
    this.detail = detail
  }
}

/** The desk could not be reached, or could not answer, for as long as the client was patient. */
export class BridgeSilence extends Error {
  constructor(cause: unknown) {
    super(`the desk does not answer: ${reasonOf(cause)}`, { cause })
    this.name = 'BridgeSilence'
  }
}

/** Thrown by a connector's `onMessage`: trying again is useless. The desk sets the message aside and shows it. */
export class Undeliverable extends Error {
  override name = 'Undeliverable'
}

/** Thrown where a command about an order cannot be carried out: people are told its message. */
export class Impossible extends Error {
  override name = 'Impossible'
}

/** What went wrong, in words. `fetch` hides the reason (refused, unknown host) in the cause. */
export const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause as { code?: unknown; message?: unknown } | undefined
  const code = (error as NodeJS.ErrnoException).code ?? cause?.code
  return typeof code === 'string' ? code : error.message || error.name
}

/** The refusal in an answer; null where the answer holds none (another program, a broken proxy). */
export const refusalIn = (text: string): BridgeRefusal | null => {
  try {
    const { error } = Denied.parse(JSON.parse(text))
    return new BridgeRefusal(error.code, error.detail)
  } catch {
    return null
  }
}
