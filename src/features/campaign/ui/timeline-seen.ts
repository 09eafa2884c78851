import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import { DAY, HOUR } from '../../../shared/time.ts'
import { deskNow } from '../../../web/clock.ts'
import { around, keyed, moved, type Range, zoomed } from './axis.ts'

/** How much is seen: everything, or so many ms. */
const spans = { all: null, week: 7 * DAY, day: DAY, hours: 6 * HOUR } as const
export type Scale = keyof typeof spans
export const scales: readonly Scale[] = ['all', 'week', 'day', 'hours']

export interface Seen {
  range: Range
  /** Null where one has zoomed in between. */
  scale: Scale | null
  look(range: Range): void
  choose(scale: Scale): void
  toNow(): void
  onKeyDown(e: React.KeyboardEvent): void
}

/** What part of the time a timeline shows, and how keys and the wheel change it (Ctrl zooms, Shift moves). */
export const useSeen = (
  rows: readonly { phases: readonly Range[] }[],
  box: RefObject<HTMLElement | null>,
): Seen => {
  const whole = useMemo(
    () =>
      around(
        rows.flatMap(({ phases }) => phases),
        deskNow(),
      ),
    [rows],
  )
  const [chosen, setChosen] = useState<Range | null>(null)
  const range = chosen ?? whole
  const spanNow = range.to - range.from
  const scale = chosen === null ? 'all' : (scales.find((one) => spans[one] === spanNow) ?? null)
  const lookAt = (about: number, span: number) =>
    setChosen({ from: Math.round(about - span / 2), to: Math.round(about - span / 2) + span })
  const choose = (next: Scale) => {
    const span = spans[next]
    const now = deskNow()
    const inside = now > whole.from && now < whole.to
    if (span === null) setChosen(null)
    else lookAt(inside ? now : (range.from + range.to) / 2, span)
  }
  const toNow = () => lookAt(deskNow(), Math.min(spanNow, 2 * DAY))

  // React listens to wheels passively, and then cannot keep the page from scrolling or zooming as well.
  const turned = useRef<(e: WheelEvent) => void>(() => {})
  useEffect(() => {
    turned.current = (e) => {
      const plot = box.current?.getBoundingClientRect()
      if (!plot || (!e.ctrlKey && !e.metaKey && !e.shiftKey)) return
      e.preventDefault()
      const about = range.from + ((e.clientX - plot.left) / plot.width) * spanNow
      if (e.shiftKey) setChosen(moved(range, Math.sign(e.deltaY || e.deltaX) * 0.1))
      else setChosen(zoomed(range, e.deltaY > 0 ? 1.25 : 0.8, about))
    }
  })
  useEffect(() => {
    const plot = box.current
    const turn = (e: WheelEvent) => turned.current(e)
    plot?.addEventListener('wheel', turn, { passive: false })
    return () => plot?.removeEventListener('wheel', turn)
  }, [box])

  return {
    ...{ range, scale, choose, toNow },
    look: setChosen,
    onKeyDown(e) {
      // The choice of the scale has arrows of its own.
      if (e.ctrlKey || e.metaKey || e.altKey || e.target instanceof HTMLInputElement) return
      const next = keyed(e.key, range)
      if (next === null) return
      e.preventDefault()
      e.stopPropagation()
      if (next === 'all') setChosen(null)
      else if (next === 'now') toNow()
      else setChosen(next)
    },
  }
}
