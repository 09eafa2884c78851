import { useEffect, useState } from 'react'
import { MINUTE } from '../../../shared/time.ts'
import { deskNow } from '../../../web/clock.ts'

/**
 * The desk's time as it was when something last began or ended; drawn again at the next boundary, and once a minute at
 * most besides. A computer that slept, or a page that was hidden, is set right when it wakes: no timer is trusted for
 * longer than a minute. `nextAfter` gives the next boundary after a moment; null for none.
 */
export const useBoundary = (nextAfter: (now: number) => number | null): number => {
  const [now, setNow] = useState(deskNow)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const wait = () => {
      const at = deskNow()
      const next = nextAfter(at)
      // A timer may fire a little early: the millisecond more spares a second round.
      timer = setTimeout(look, next === null ? MINUTE : Math.min(MINUTE, next - at + 1))
    }
    const look = () => {
      clearTimeout(timer)
      setNow(deskNow())
      wait()
    }
    look()
    document.addEventListener('visibilitychange', look)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [nextAfter])
  return now
}
