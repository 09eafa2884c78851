import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'

const ROW = 70

interface ListProps {
  keys: readonly string[]
  selected: string | null
  choose(key: string): void
  move(by: 1 | -1): void
  /** Enter on the selected row. */
  enter(): void
  /** The pointer or keyboard is at work here: the order should hold still. */
  busy(): void
  draw(key: string): ReactNode
  /** How a row should look as a whole, by its conversation. */
  nearEnd?: () => void
}

/** Thousands of conversations, of which only the visible rows exist. A listbox: arrows choose, Enter goes to write. */
export const List = ({ keys, selected, choose, move, enter, busy, draw, nearEnd }: ListProps) => {
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: keys.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    getItemKey: (i) => keys[i] ?? i,
    overscan: 6,
  })
  const at = selected === null ? -1 : keys.indexOf(selected)

  // A row chosen by keyboard comes into view; one that is on the screen does not move it.
  const scrollTo = useRef(rows.scrollToIndex)
  scrollTo.current = rows.scrollToIndex
  const place = useRef(at)
  place.current = at
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new selection scrolls, not a new order
  useEffect(() => {
    if (place.current >= 0) scrollTo.current(place.current, { align: 'auto' })
  }, [selected])

  const visible = rows.getVirtualItems()
  const last = visible.at(-1)?.index ?? 0
  useEffect(() => {
    if (nearEnd && keys.length > 0 && last >= keys.length - 5) nearEnd()
  }, [last, keys.length, nearEnd])

  const onKeyDown = (e: React.KeyboardEvent) => {
    if (e.nativeEvent.isComposing || e.ctrlKey || e.metaKey || e.altKey) return
    if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
      busy()
      move(e.key === 'ArrowDown' ? 1 : -1)
    } else if (e.key === 'Enter') enter()
    else if (e.key === 'Home' && keys[0]) choose(keys[0])
    else if (e.key === 'End') {
      const end = keys.at(-1)
      if (end) choose(end)
    } else return
    e.preventDefault()
  }

  return (
    <div
      ref={box}
      className="list"
      role="listbox"
      aria-label={t('list.label')}
      aria-activedescendant={at >= 0 ? `row-${selected}` : undefined}
      tabIndex={0}
      data-place="list"
      onKeyDown={onKeyDown}
      onPointerMove={busy}
      onWheel={busy}
    >
      <div className="list-inner" style={{ height: rows.getTotalSize() }}>
        {visible.map((item) => {
          const key = keys[item.index]
          if (key === undefined) return null
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox has the keyboard
            <div
              key={key}
              id={`row-${key}`}
              role="option"
              tabIndex={-1}
              aria-selected={key === selected}
              aria-setsize={keys.length}
              aria-posinset={item.index + 1}
              className="row"
              style={{ height: ROW, transform: `translateY(${item.start}px)` }}
              onClick={() => choose(key)}
            >
              {draw(key)}
            </div>
          )
        })}
      </div>
    </div>
  )
}
