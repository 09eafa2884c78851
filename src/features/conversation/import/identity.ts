import { createHash } from 'node:crypto'
import { numberSet } from './number-set.ts'
import type { ChatTurn } from './turn.ts'

const hash = (...parts: (string | number)[]): string =>
  createHash('sha256').update(parts.join('\0')).digest('base64url').slice(0, 22)

export const sessionKey = (session: string): string => hash('session', session)

export interface Named {
  turn: ChatTurn
  session: string
  /** The same whenever the same turn of the same session is read: it is stored once under this id. */
  id: string
}

/**
 * Gives turns their ids, in the order of the file (specs/import.md IMP-6). With a time: session, time and text, and
 * the how-manieth such turn, so that exports of overlapping spans agree. Without: session, place in it, and text.
 * The role is left out: a better mapping must not store everything a second time.
 * Memory: about 15 bytes a turn and 150 a session.
 */
export const naming = (): ((turn: ChatTurn) => Named) => {
  const places = new Map<string, number>()
  // 48 bits of the hash stand for a turn: of a million, two are confused in 0.2 % of files, and then only counted wrong.
  const seen = numberSet()
  const again = new Map<string, number>()
  return (turn) => {
    const session = sessionKey(turn.session)
    const place = places.get(session) ?? 0
    places.set(session, place + 1)
    if (turn.at === null) return { turn, session, id: hash(session, 'place', place, turn.text) }
    const base = hash(session, turn.at, turn.text)
    if (seen.add(1 + Buffer.from(base, 'base64url').readUIntBE(0, 6))) return { turn, session, id: base }
    const before = (again.get(base) ?? 0) + 1
    again.set(base, before)
    return { turn, session, id: hash(base, before) }
  }
}
