import { type ReactNode, useRef } from 'react'

/** The tab to which a key leads, around the ends; undefined if it leads nowhere. */
export const tabAfter = <T,>(all: readonly T[], now: T, key: string): T | undefined => {
  const at = all.indexOf(now)
  if (key === 'ArrowRight') return all[(at + 1) % all.length]
  if (key === 'ArrowLeft') return all.at(at - 1)
  if (key === 'Home') return all[0]
  if (key === 'End') return all.at(-1)
  return undefined
}

interface TabsProps<T> {
  label: string
  all: readonly T[]
  chosen: T
  choose(tab: T): void
  draw(tab: T): ReactNode
}

/** A bar of tabs: one stop for Tab, within which the arrows choose. */
export const Tabs = <T extends string>({ label, all, chosen, choose, draw }: TabsProps<T>) => {
  const bar = useRef<HTMLDivElement>(null)
  const onKeyDown = (e: React.KeyboardEvent) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.shiftKey) return
    const next = tabAfter(all, chosen, e.key)
    if (next === undefined) return
    e.preventDefault()
    e.stopPropagation()
    choose(next)
    const button = bar.current?.children[all.indexOf(next)]
    if (button instanceof HTMLElement) button.focus()
  }
  return (
    <div ref={bar} className="tabs" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
      {all.map((tab) => (
        <button
          key={tab}
          type="button"
          role="tab"
          aria-selected={tab === chosen}
          tabIndex={tab === chosen ? 0 : -1}
          className="tab"
          onClick={() => choose(tab)}
        >
          {draw(tab)}
        </button>
      ))}
    </div>
  )
}
