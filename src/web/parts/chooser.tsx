import { type ReactNode, useEffect, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { composing } from '../keys.ts'
import type { Choosable, Choosing } from './choosing.ts'

interface ChooserProps<T extends Choosable> {
  of: Choosing<T>
  /** What one chooses, and what to type. */
  label: string
  hint: string
  tall?: boolean
  /** Enter in the field. `now`: with Mod. */
  enter(now: boolean): void
  draw(one: T): ReactNode
}

/** Finds by typing, chooses by arrows or a click, and goes on by Enter. */
export const Chooser = <T extends Choosable>({
  of,
  label,
  hint,
  tall = false,
  enter,
  draw,
}: ChooserProps<T>) => {
  const { t } = useTranslation()
  const list = useId()
  const { text, write, found, chosen, choose, step } = of
  const active = chosen && `${list}-${chosen.id}`
  useEffect(() => {
    if (active) document.getElementById(active)?.scrollIntoView({ block: 'nearest' })
  }, [active])
  const onKeyDown = (e: React.KeyboardEvent) => {
    if (composing(e.nativeEvent)) return
    if (e.key === 'ArrowDown') step(1)
    else if (e.key === 'ArrowUp') step(-1)
    else if (e.key === 'Enter' && !e.shiftKey) enter(e.ctrlKey || e.metaKey)
    else return
    e.preventDefault()
  }
  return (
    <>
      <input
        data-first
        className="input"
        value={text}
        placeholder={hint}
        role="combobox"
        aria-label={label}
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={active}
        onKeyDown={onKeyDown}
        onChange={(e) => write(e.target.value)}
      />
      <div id={list} className={tall ? 'options options-tall' : 'options'} role="listbox" aria-label={label}>
        {found.length === 0 && <p className="faint">{t('dialog.nobody')}</p>}
        {found.map((one) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keyboard
          <div
            key={one.id}
            id={`${list}-${one.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={one === chosen}
            aria-disabled={one.off}
            className="option"
            onClick={() => choose(one)}
          >
            {draw(one)}
          </div>
        ))}
      </div>
    </>
  )
}
