import type { ChatTurn } from '../../features/conversation/import/read.ts'
import { MINUTE, SECOND } from '../../shared/time.ts'

/** Gaps longer than this were lunch, or the next day: nobody wants to watch them. */
const LONGEST_GAP = 2 * MINUTE
/** Between turns of files that hold no times: what a buyer takes to read an answer and type a line. */
const USUAL_GAP = 8 * SECOND

/** One thing a buyer says. */
export interface Line {
  text: string
  /** After the turn before it, whoever said that, ms as recorded. */
  gap: number
  /** The recording shows an answer before it: the buyer waits for one. */
  waits: boolean
}

/** One live buyer. */
export interface Part {
  buyer: { id: string; name: string }
  lines: Line[]
}

const gapBetween = (before: ChatTurn | undefined, turn: ChatTurn): number => {
  if (!before) return 0
  if (before.at === null || turn.at === null) return USUAL_GAP
  return Math.min(LONGEST_GAP, Math.max(0, turn.at - before.at))
}

/** What the buyers of the recorded sessions say, in the order of the file. Sessions without a buyer's word are left out. */
export const scriptsOf = (turns: Iterable<ChatTurn>): Line[][] => {
  const sessions = new Map<string, ChatTurn[]>()
  for (const turn of turns) {
    const session = sessions.get(turn.session)
    if (session) session.push(turn)
    else sessions.set(turn.session, [turn])
  }
  const scripts: Line[][] = []
  for (const session of sessions.values()) {
    const lines: Line[] = []
    let answered = false
    for (const [i, turn] of session.entries()) {
      if (turn.role !== 'buyer') {
        answered ||= turn.role !== 'system'
        continue
      }
      lines.push({
        text: turn.text,
        // What was said before the buyer's first word (a greeting) delays nothing.
        gap: lines.length === 0 ? 0 : gapBetween(session[i - 1], turn),
        waits: lines.length > 0 && answered,
      })
      answered = false
    }
    if (lines.length > 0) scripts.push(lines)
  }
  return scripts
}

/** Gives every live buyer a script; sessions are played again by new buyers until there are enough. `run` keeps the
 * buyers of one replay apart from those of another. */
export const cast = (scripts: readonly Line[][], buyers: number, run: string): Part[] =>
  Array.from({ length: buyers }, (_, i) => ({
    buyer: { id: `${run}-${i + 1}`, name: `买家${String(i + 1).padStart(String(buyers).length, '0')}` },
    lines: scripts[i % scripts.length] ?? [],
  }))

/** When buyer `i` comes, ms as recorded: one after the other over the time a session takes, so that their number grows
 * to what it would be on a steady day. */
export const arrivals = (parts: readonly Part[]): number[] => {
  const length = (part: Part) => part.lines.reduce((sum, line) => sum + line.gap, 0)
  const mean = parts.reduce((sum, part) => sum + length(part), 0) / Math.max(1, parts.length)
  return parts.map((_, i) => (mean * i) / parts.length)
}
