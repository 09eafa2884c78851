import type { Choosable } from '../../../../web/parts/choosing.ts'
import type { Conversation } from '../../../conversation/domain.ts'
import type { TeamSettings } from '../../../routing/domain/settings.ts'
import type { ShopMember } from '../live/state.ts'
import { loadsIn, type Seat, seatOf } from '../seats.ts'

/** To whom a conversation may be transferred. Who is full is shown, so that nobody looks for them in vain. */
export type Target = Choosable &
  (
    | { is: 'person'; member: ShopMember; seat: Seat }
    | { is: 'team'; code: string; free: number; waiting: number }
  )

const standing = (m: ShopMember, seat: Seat): number =>
  (seat.full ? 4 : 0) +
  (m.state === 'online' ? (m.here ? 0 : 3) : m.state === 'break' ? 1 : m.state === 'finishing' ? 2 : 3)

/** People, those who can take it first and the least busy of them first; then teams, in the shop's order. */
export const targetsOf = (
  c: Conversation,
  members: Iterable<ShopMember>,
  teams: readonly TeamSettings[],
  open: readonly Conversation[],
): Target[] => {
  const loads = loadsIn(open, c.shopId)
  const size = c.route?.slots ?? 1
  const there = [...members].filter((m) => m.shopId === c.shopId && m.role !== 'viewer')
  const seated = there.map((member) => ({ member, seat: seatOf(member, loads, size) }))
  const people = seated
    .filter(({ member }) => member.personId !== c.assignee)
    .sort(
      (a, b) =>
        standing(a.member, a.seat) - standing(b.member, b.seat) ||
        a.seat.load / Math.max(1, a.seat.limit) - b.seat.load / Math.max(1, b.seat.limit) ||
        a.member.name.localeCompare(b.member.name),
    )
  const free = (code: string) =>
    seated.filter(
      ({ member: m, seat }) => m.teams.includes(code) && m.state === 'online' && m.here && !seat.full,
    ).length
  const waiting = (code: string) =>
    open.filter((other) => other.shopId === c.shopId && other.team === code && other.queuedAt !== null).length
  return [
    ...people.map(
      ({ member, seat }): Target => ({
        is: 'person',
        id: `p${member.personId}`,
        name: member.name,
        also: member.username,
        off: seat.full,
        member,
        seat,
      }),
    ),
    ...teams.map(
      ({ code, name }): Target => ({
        is: 'team',
        id: `t-${code}`,
        name,
        also: code,
        off: false,
        code,
        free: free(code),
        waiting: waiting(code),
      }),
    ),
  ]
}
