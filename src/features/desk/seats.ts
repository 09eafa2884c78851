import type { Conversation } from '../conversation/domain.ts'
import type { SeatRow, SlotsMoved } from './flush-sql.ts'
import { keyOf } from './memory.ts'
import { slotsOf } from './step/queue.ts'
import type { Input } from './step.ts'

/** Who may get a conversation by an input: their seats are read for its decision. */
export const seatsFor = (input: Input, conversation: Conversation | null): number[] => {
  if (input.what === 'assigned') return [input.to]
  if (input.what !== 'command') return []
  const { command, by } = input
  switch (command.do) {
    case 'claim':
    case 'reopen':
      return [by.personId]
    case 'transfer':
      return command.to === undefined ? [] : [command.to]
    // Answering what nobody has takes it; waking what one has put away takes it back.
    case 'reply':
    case 'wake': {
      const owner = conversation?.assignee ?? null
      if (owner !== null && conversation?.status === 'open') return []
      return [owner ?? by.personId]
    }
    default:
      return []
  }
}

/**
 * The seats that the decisions of one flush are made on. They are read for each flush anew: other shops' turns move them
 * too. Whether they still held is proved when the flush is written (`move_slots`).
 */
export const createSeats = (rows: readonly SeatRow[]) => {
  const seats = new Map(rows.map((row) => [keyOf(row.shop_id, row.person_id), row]))
  const total = new Map(rows.map((row) => [row.person_id, row.load]))
  const moved = new Map<string, SlotsMoved>()
  return {
    knows: (shopId: number, personId: number) => seats.has(keyOf(shopId, personId)),
    /** Slots left in a shop; null where the seat was not asked for. */
    room(shopId: number, personId: number): number | null {
      const seat = seats.get(keyOf(shopId, personId))
      if (!seat) return null
      const inShop = (moved.get(keyOf(shopId, personId))?.delta ?? 0) + seat.shop_load
      const all = total.get(personId) ?? seat.load
      return Math.min(seat.slots - all, (seat.shop_slots ?? Number.POSITIVE_INFINITY) - inShop)
    },
    /** Takes in what a decision moved. */
    move(shopId: number, before: Conversation | null, after: Conversation, checked: boolean) {
      const deltas = new Map<number, number>()
      const add = (c: Conversation | null, sign: 1 | -1) => {
        const slots = slotsOf(c)
        if (slots > 0 && c?.assignee != null)
          deltas.set(c.assignee, (deltas.get(c.assignee) ?? 0) + sign * slots)
      }
      add(before, -1)
      add(after, 1)
      for (const [personId, delta] of deltas) {
        if (delta === 0) continue
        const key = keyOf(shopId, personId)
        const known = moved.get(key)
        moved.set(key, {
          shopId,
          personId,
          delta: (known?.delta ?? 0) + delta,
          // Who takes over may go beyond the limit; what else was decided in this flush saw that already.
          checked: (known?.checked ?? true) && (checked || delta < 0),
        })
        const all = total.get(personId)
        if (all !== undefined) total.set(personId, all + delta)
      }
    },
    moved: (): SlotsMoved[] => [...moved.values()].filter(({ delta }) => delta !== 0),
  }
}
export type Seats = ReturnType<typeof createSeats>
