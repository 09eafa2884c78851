import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { available, commands, type Deeds, keysOf, type Remapped } from '../commands.ts'
import { ranked } from '../fuzzy.ts'
import { languageNow } from '../i18n.ts'
import { composing } from '../keys.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Keycaps } from '../parts/keys.tsx'
import { sceneNow } from './scene.ts'

/** Every command that makes sense now, by name in either language. */
export const Palette = ({
  deeds,
  remapped,
  close,
}: {
  deeds: Deeds
  remapped: Remapped
  close: () => void
}) => {
  const { t } = useTranslation()
  const id = useId()
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const box = useRef<HTMLDivElement>(null)
  // The scene as it was when the palette came up: behind it nothing moves under the hand.
  const [scene] = useState(sceneNow)
  const language = languageNow()
  const usable = commands.filter((c) => c.name !== 'palette' && available(c, scene))
  const found = ranked(query, usable, (c) => [c.label[language], c.label.en, c.label['zh-CN'], c.name])
  useEffect(() => {
    box.current?.querySelectorAll('[role="option"]')[at]?.scrollIntoView({ block: 'nearest' })
  }, [at])

  const run = (index: number) => {
    const command = found[index]
    if (!command) return
    close()
    // After the dialog has given the focus back.
    setTimeout(() => command.run(deeds))
  }
  const onKeyDown = (e: React.KeyboardEvent) => {
    if (composing(e.nativeEvent)) return
    const by = { ArrowDown: 1, ArrowUp: -1 }[e.key]
    if (by !== undefined && found.length > 0) setAt((at + by + found.length) % found.length)
    else if (e.key === 'Enter') run(at)
    else return
    e.preventDefault()
  }
  return (
    <Dialog title={t('rail.palette')} close={close}>
      <div className="dialog-body">
        <input
          data-first
          className="input"
          value={query}
          placeholder={t('dialog.palette')}
          role="combobox"
          aria-label={t('dialog.palette')}
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={found.length > 0 ? `${id}-${at}` : undefined}
          onKeyDown={onKeyDown}
          onChange={(e) => {
            setQuery(e.target.value)
            setAt(0)
          }}
        />
        <div ref={box} id={id} className="options options-tall" role="listbox" aria-label={t('rail.palette')}>
          {found.length === 0 && <p className="faint">{t('dialog.noCommand')}</p>}
          {found.map((command, i) => {
            const key = keysOf(command, remapped)[0]
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keyboard
              <div
                key={command.name}
                id={`${id}-${i}`}
                role="option"
                tabIndex={-1}
                aria-selected={i === at}
                className="option"
                onClick={() => run(i)}
              >
                <span className="option-name">{command.label[language]}</span>
                <span className="option-group">{t(`dialog.groups.${command.group}`)}</span>
                {key && <Keycaps combo={key} />}
              </div>
            )
          })}
        </div>
      </div>
    </Dialog>
  )
}
