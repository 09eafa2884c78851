import { refuse } from '../../../shared/refusal.ts'
import type { Line } from './stream.ts'

/**
 * Open streams, by visitor and by address. Above the limit of a visitor the oldest line ends: after a change of
 * network a phone's old line may seem open for minutes. Above that of an address, throws 'too-many'.
 */
export const createLines = (limits: { ofVisitor: number; ofAddress: number }) => {
  const all = new Set<Line>()
  const byVisitor = new Map<string, Line[]>()
  const byAddress = new Map<string, number>()
  let closing = false

  return {
    admit(address: string) {
      if (closing) throw refuse('shutting-down')
      if ((byAddress.get(address) ?? 0) >= limits.ofAddress)
        throw refuse('too-many', { what: 'streams', retryAfter: 30 })
    },
    /** The function to call when the line has ended. */
    add(visitor: string, address: string, line: Line): () => void {
      all.add(line)
      byAddress.set(address, (byAddress.get(address) ?? 0) + 1)
      const lines = byVisitor.get(visitor) ?? []
      byVisitor.set(visitor, [...lines, line])
      const surplus = lines.length + 1 - limits.ofVisitor
      for (const oldest of lines.slice(0, Math.max(0, surplus))) oldest.end()
      return () => {
        if (!all.delete(line)) return
        const left = (byAddress.get(address) ?? 1) - 1
        if (left > 0) byAddress.set(address, left)
        else byAddress.delete(address)
        const others = (byVisitor.get(visitor) ?? []).filter((other) => other !== line)
        if (others.length > 0) byVisitor.set(visitor, others)
        else byVisitor.delete(visitor)
      }
    },
    beat: () => {
      for (const line of all) line.beat()
    },
    count: () => all.size,
    close: () => {
      closing = true
      for (const line of all) line.end()
    },
  }
}
