import { rest } from '../../features/channel/bridge/client/backoff.ts'
import type { BridgeMessage } from '../../features/channel/bridge/client.ts'
import type { Clock } from '../../platform/clock.ts'
import { arrivals, type Line, type Part } from './cast.ts'
import { atRate } from './pacing.ts'
import { createTally, type Tally } from './tally.ts'

export interface Direction {
  speed: number
  /** Messages a second in all; null: as recorded. */
  pace: number | null
  /** Messages at most. */
  limit: number
  /** How long a buyer waits for an answer, ms. */
  patience: number
}

export interface Theatre {
  clock: Clock
  /** Brings a message to the desk; whether it took it. */
  post(message: BridgeMessage): Promise<boolean>
  /** Ends the play early. */
  signal: AbortSignal
}

export interface Performance {
  tally: Tally
  /** The desk has answered a buyer. */
  answered(buyer: string): void
  /** Resolves when every buyer has left. Throws what `post` threw. */
  over: Promise<void>
}

/** Lets the buyers write: with the recorded gaps or at a rate, waiting for answers where the recording shows some. */
export const play = (parts: readonly Part[], direction: Direction, theatre: Theatre): Performance => {
  const { clock, post } = theatre
  const { speed, pace, limit, patience } = direction
  const failed = new AbortController()
  const signal = AbortSignal.any([theatre.signal, failed.signal])
  const tally = createTally(clock.now())
  const wakers = new Map<string, () => void>()
  const turn = pace === null ? null : atRate(pace, clock, signal)
  let posted = 0

  const answerTo = async (buyer: string): Promise<void> => {
    if (!tally.waits(buyer) || patience === 0) return
    const answer = new AbortController()
    wakers.set(buyer, () => answer.abort())
    await rest(patience, AbortSignal.any([signal, answer.signal]))
    wakers.delete(buyer)
  }

  const write = async ({ buyer }: Part, line: Line, n: number): Promise<void> => {
    const now = clock.now()
    posted += 1
    tally.asks(buyer.id, now)
    const taken = await post({ id: `${buyer.id}-${n}`, buyer, at: now, text: line.text })
    if (taken) tally.sent()
    else tally.refused(buyer.id)
  }

  const live = async (part: Part, arrival: number): Promise<void> => {
    if (!turn) await rest(arrival / speed, signal)
    for (const [n, line] of part.lines.entries()) {
      if (line.waits) await answerTo(part.buyer.id)
      await (turn ? turn() : rest(line.gap / speed, signal))
      if (signal.aborted || posted >= limit) break
      await write(part, line, n)
    }
    await answerTo(part.buyer.id)
    if (!theatre.signal.aborted) tally.finished()
  }

  const when = arrivals(parts)
  const all = Promise.all(
    parts.map((part, i) =>
      live(part, when[i] ?? 0).catch((error) => {
        failed.abort()
        throw error
      }),
    ),
  )
  return {
    tally,
    answered(buyer) {
      if (tally.answers(buyer, clock.now())) wakers.get(buyer)?.()
    },
    over: all.then(() => {}),
  }
}
