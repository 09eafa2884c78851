import { type ReactNode, useId, useRef, useState } from 'react'

export interface MenuItem {
  key: string
  label: ReactNode
  /** Shown at the right: a shortcut, a mark. */
  extra?: ReactNode
  chosen?: boolean
  run(): void
}

interface MenuProps {
  label: string
  button: ReactNode
  items: readonly MenuItem[]
  className?: string
}

/** A button with a menu beside it. Arrows, Home, End and Esc work as everywhere. */
export const Menu = ({ label, button, items, className = 'icon-button' }: MenuProps) => {
  const [open, setOpen] = useState(false)
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const opener = useRef<HTMLButtonElement>(null)

  const entries = () => [...(box.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])]
  const onKeyDown = (e: React.KeyboardEvent) => {
    const all = entries()
    const at = all.indexOf(document.activeElement as HTMLElement)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[e.key]
    if (to === undefined) return
    e.preventDefault()
    all[(to + all.length) % all.length]?.focus()
  }
  const onToggle = (e: React.ToggleEvent<HTMLDivElement>) => {
    const opens = e.newState === 'open'
    setOpen(opens)
    const at = opener.current?.getBoundingClientRect()
    if (!opens || !at || !box.current) return
    const { style, offsetHeight } = box.current
    style.left = `${at.right + 6}px`
    style.top = `${Math.max(8, Math.min(at.top, window.innerHeight - offsetHeight - 8))}px`
    entries()[
      Math.max(
        0,
        items.findIndex((item) => item.chosen),
      )
    ]?.focus()
  }
  return (
    <>
      <button
        ref={opener}
        type="button"
        className={className}
        title={label}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        popoverTarget={id}
      >
        {button}
      </button>
      <div
        ref={box}
        id={id}
        popover="auto"
        className="menu"
        role="menu"
        tabIndex={-1}
        aria-label={label}
        onToggle={onToggle}
        onKeyDown={onKeyDown}
      >
        {items.map((item) => (
          <button
            key={item.key}
            type="button"
            role={item.chosen === undefined ? 'menuitem' : 'menuitemradio'}
            {...(item.chosen !== undefined && { 'aria-checked': item.chosen })}
            tabIndex={-1}
            className="menu-item"
            onClick={() => {
              box.current?.hidePopover()
              item.run()
            }}
          >
            <span className="menu-mark">{item.chosen ? '✓' : ''}</span>
            <span className="menu-label">{item.label}</span>
            {item.extra}
          </button>
        ))}
      </div>
    </>
  )
}
