import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCell } from '../../../../web/cell.ts'
import { deskNow } from '../../../../web/clock.ts'
import { untilTime } from '../../../../web/format.ts'
import { Dialog } from '../../../../web/parts/dialog.tsx'
import { act } from '../acting.ts'
import { desk } from '../live/feed.ts'
import type { Key } from '../live/state.ts'
import { presets, untilOf } from './until.ts'

/** How long to put a conversation aside: a number key, arrows and Enter, or a time of one's own. */
export const SnoozeDialog = ({ of: key, close }: { of: Key; close: () => void }) => {
  const { t, i18n } = useTranslation()
  const [now] = useState(deskNow)
  const [own, setOwn] = useState('')
  const free = useCell(desk, (s) => s.open.get(key)?.assignee == null)
  const choices = presets.flatMap((name) => {
    const until = untilOf(name, now)
    return until === null ? [] : [{ name, until }]
  })
  const snooze = async (until: number) => {
    if (await act(key, { do: 'snooze', until })) close()
  }
  const onKeyDown = (e: React.KeyboardEvent) => {
    if (e.target instanceof HTMLInputElement) return
    const numbered = choices[Number(e.key) - 1]
    if (numbered) void snooze(numbered.until)
    const buttons = [...e.currentTarget.querySelectorAll<HTMLElement>('.option')]
    const by = { ArrowDown: 1, ArrowUp: -1 }[e.key]
    if (by === undefined) return
    e.preventDefault()
    const at = buttons.indexOf(document.activeElement as HTMLElement)
    buttons[(at + by + buttons.length) % buttons.length]?.focus()
  }
  const ownTime = own === '' ? Number.NaN : new Date(own).getTime()
  return (
    <Dialog title={t('dialog.snooze')} close={close}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows and numbers for the buttons inside */}
      <div className="dialog-body" onKeyDown={onKeyDown}>
        <p className="faint">
          {t('dialog.snoozeSays')}
          {free && ` ${t('dialog.snoozeClaims')}`}
        </p>
        <div className="options">
          {choices.map(({ name, until }, i) => (
            <button
              key={name}
              type="button"
              data-first={i === 0 ? '' : undefined}
              className="option"
              onClick={() => void snooze(until)}
            >
              <kbd>{i + 1}</kbd>
              <span className="option-name">{t(`dialog.${name}`)}</span>
              <span className="option-side">{untilTime(until, now, i18n.language)}</span>
            </button>
          ))}
        </div>
        <form
          className="inline"
          onSubmit={(e) => {
            e.preventDefault()
            if (Number.isFinite(ownTime)) void snooze(ownTime)
          }}
        >
          <label className="field">
            <span className="field-name">{t('dialog.custom')}</span>
            <input
              className="input"
              type="datetime-local"
              value={own}
              onChange={(e) => setOwn(e.target.value)}
            />
          </label>
          <button type="submit" className="button button-main" disabled={!Number.isFinite(ownTime)}>
            {t('dialog.confirmSnooze')}
          </button>
        </form>
      </div>
    </Dialog>
  )
}
