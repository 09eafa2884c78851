import { type BridgeOrderCommand, CommandsHanded } from '../order-words.ts'
import { pause, rest } from './backoff.ts'
import { call, type Desk, get } from './call.ts'
import { BridgeRefusal, BridgeSilence, Impossible, reasonOf } from './errors.ts'

/** Seconds that a call waits for something to do: below an attempt's time limit. */
const WAIT = 20

interface Result {
  id: number
  state: 'done' | 'failed'
  why?: string
}

export interface Taking {
  /** Resolves when no more will be carried out: with the desk's refusal, or with null after `stop`. */
  ended: Promise<BridgeRefusal | null>
  /** Finishes the command at hand and tells what became of it. */
  stop(): Promise<void>
}

/** Carries out what is wanted of orders, one after the other, until it is stopped. */
export const takeCommands = (
  desk: Desk,
  carryOut: (command: BridgeOrderCommand) => Promise<void> | void,
  onTrouble: (error: Error) => void,
): Taking => {
  const stopping = new AbortController()
  const ending = AbortSignal.any([desk.closing, stopping.signal])
  /** What has been carried out, until the desk has heard of it: handed out again, it is not carried out again. */
  const results = new Map<number, Result>()

  const attempted = async (command: BridgeOrderCommand): Promise<Result | null> => {
    const { id } = command
    try {
      await carryOut(command)
      return { id, state: 'done' }
    } catch (error) {
      if (error instanceof Impossible) return { id, state: 'failed', why: error.message }
      onTrouble(error instanceof Error ? error : new Error(String(error)))
      return null
    }
  }

  /** One look at what there is; gives whether anything went wrong. */
  const round = async (): Promise<boolean> => {
    const { commands } = CommandsHanded.parse(await get(desk, `order-commands?wait=${WAIT}`, ending))
    let trouble = false
    for (const command of commands) {
      if (ending.aborted) break
      const result = results.get(command.id) ?? (await attempted(command))
      if (result === null) {
        trouble = true
        continue
      }
      results.set(command.id, result)
      await call(desk, 'order-commands/results', JSON.stringify({ results: [result] }))
    }
    // What the desk hands out no more, it knows; in a full page, later ones may not have been shown.
    const open = new Set(commands.map(({ id }) => id))
    for (const id of results.keys()) if (!open.has(id)) results.delete(id)
    return trouble
  }

  const run = async (): Promise<BridgeRefusal | null> => {
    for (let failures = 0; !ending.aborted; ) {
      try {
        failures = (await round()) ? failures + 1 : 0
      } catch (error) {
        if (ending.aborted) break
        if (error instanceof BridgeRefusal) return error
        onTrouble(error instanceof BridgeSilence ? error : new Error(reasonOf(error), { cause: error }))
        failures += 1
      }
      if (failures > 0) await rest(pause(failures - 1), ending)
    }
    return null
  }

  const ended = run()
  return {
    ended,
    async stop() {
      stopping.abort()
      await ended
    },
  }
}
