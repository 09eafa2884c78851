import { useTranslation } from 'react-i18next'
import { useCell } from '../../../../web/cell.ts'
import { isMac } from '../../../../web/keys.ts'
import { preferences } from '../../../shop/ui/preferences.ts'
import type { Writing } from '../view.ts'
import type { Attached } from './attached.tsx'
import { meaning } from './keys.ts'
import type { Menu } from './phrase-menu.ts'
import type { SendingNow } from './sending.ts'
import type { Area, Written } from './written.ts'

/** What the person is told to do, by what is written and the key they send with. */
const useHint = (writing: Writing): string => {
  const { t } = useTranslation()
  const { sendWith } = useCell(preferences)
  if (writing === 'whisper') return t('composer.hintWhisper')
  if (writing === 'note') return t('composer.hintNote')
  if (sendWith === 'enter') return t('composer.hintEnter')
  return t('composer.hintMod', { mod: isMac() ? '⌘' : 'Ctrl' })
}

interface FieldProps {
  area: Area
  writing: Writing
  written: Written
  attached: Attached
  menu: Menu
  menuId: string
  sending: SendingNow
  /** Esc, with no menu to shut. */
  leave(): void
}

/** Where one writes. It has the keyboard also while the phrase menu is open. */
export const Field = ({ area, writing, written, attached, menu, menuId, sending, leave }: FieldProps) => {
  const { t } = useTranslation()
  const { sendWith } = useCell(preferences)
  const hint = useHint(writing)
  const note = writing !== 'reply'
  const { open, chosen } = menu
  const some = menu.options.length > 0

  const onKeyDown = (e: React.KeyboardEvent<HTMLTextAreaElement>) => {
    const means = meaning(e.nativeEvent, sendWith, { open, some })
    if (means === null || means === 'newline') return
    e.preventDefault()
    e.stopPropagation()
    if (means === 'send') sending.sendOnly()
    else if (means === 'menu-down') menu.step(1)
    else if (means === 'menu-up') menu.step(-1)
    else if (means === 'menu-take') menu.takeChosen()
    else if (means === 'menu-close') menu.dismiss()
    else leave()
  }
  return (
    <textarea
      ref={area}
      data-place="composer"
      rows={3}
      value={written.text}
      placeholder={attached.dropping ? t('composer.drop') : hint}
      aria-label={note ? hint : t('composer.reply')}
      aria-expanded={open}
      aria-controls={open ? menuId : undefined}
      aria-activedescendant={open && some ? `${menuId}-${chosen}` : undefined}
      role="combobox"
      aria-haspopup="listbox"
      aria-autocomplete="list"
      onChange={(e) => {
        written.write(e.target.value)
        written.moved()
        menu.typed(e.target.value, e.target.selectionStart)
        sending.stopAsking()
      }}
      onSelect={written.moved}
      onKeyDown={onKeyDown}
      onPaste={note ? undefined : attached.onPaste}
    />
  )
}
