import { useMemo } from 'react'
import { useCell } from '../../../web/cell.ts'
import type { Names } from '../../conversation/ui/bubble.tsx'
import { desk } from './live/feed.ts'
import { keyOf } from './live/state.ts'

/** Who is who in a shop's conversations. */
export const useNames = (shopId: number, buyer: string): Names => {
  const members = useCell(desk, (s) => s.members)
  return useMemo(
    () => ({ person: (id) => members.get(keyOf({ shopId, id }))?.name, buyer }),
    [members, shopId, buyer],
  )
}
