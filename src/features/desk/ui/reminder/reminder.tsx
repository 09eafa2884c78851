import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCell } from '../../../../web/cell.ts'
import { commandNamed, keysOf } from '../../../../web/commands.ts'
import { Icon, type IconName } from '../../../../web/parts/icons.tsx'
import { Keycaps } from '../../../../web/parts/keys.tsx'
import { preferences } from '../../../shop/ui/preferences.ts'
import { leftUntil } from '../clock/left.ts'
import { deeds, select } from '../deeds.ts'
import { keyOf } from '../live/state.ts'
import { useReminder } from './now.ts'
import { ring, sound, toggleSound } from './sound.ts'

const Left = ({ due, now }: { due: number; now: number }) => {
  const { t } = useTranslation()
  if (!Number.isFinite(due)) return null
  const { over, text } = leftUntil(due, now)
  return <span className="reminder-time">{t(over ? 'timer.over' : 'timer.left', { time: text })}</span>
}

const lines: { name: 'offered' | 'called'; icon: IconName }[] = [
  { name: 'called', icon: 'shield' },
  { name: 'offered', icon: 'hand' },
]

/** Rings when something new is late, where that is wanted. */
const useRing = (count: number) => {
  const before = useRef(count)
  useEffect(() => {
    if (count > before.current) ring()
    before.current = count
  }, [count])
}

/**
 * One merged reminder for everything that is late, whichever page is open. It cannot be closed, only folded, and goes
 * by itself when nothing is left. It never takes the keyboard; what it says aloud changes with the numbers, not with
 * every second.
 */
export const ReminderBox = () => {
  const { t } = useTranslation()
  const { reminder, now } = useReminder()
  const { shortcuts } = useCell(preferences)
  const heard = useCell(sound)
  const [folded, fold] = useState(false)
  const { pressing } = reminder
  useRing(pressing?.count ?? 0)
  const extra = lines.filter(({ name }) => reminder[name] !== null)
  const nothing = pressing === null && extra.length === 0
  useEffect(() => {
    if (nothing) fold(false)
  }, [nothing])

  const title = pressing
    ? t('reminder.pressing', { count: pressing.count })
    : extra.map(({ name }) => t(`reminder.${name}`, { count: reminder[name]?.count ?? 0 })).join(' · ')
  const command = commandNamed('longest-overdue')
  const key = command ? keysOf(command, shortcuts)[0] : undefined
  const level = pressing ? (pressing.over > 0 ? 'over' : 'late') : 'half'
  return (
    <aside aria-label={t('reminder.label')}>
      <span className="unseen" role="status">
        {!nothing && title}
      </span>
      {!nothing && folded && (
        <button
          type="button"
          className={`reminder-fold reminder-${level}`}
          title={title}
          onClick={() => fold(false)}
        >
          <Icon name="alert" size={16} />
          {t('reminder.folded', { count: pressing?.count ?? extra.length })}
        </button>
      )}
      {!nothing && !folded && (
        <div className={`reminder reminder-${level}`}>
          <div className="reminder-head">
            <Icon name={pressing ? 'alert' : 'clock'} size={16} />
            <strong>{title}</strong>
            <button
              type="button"
              className="reminder-tool"
              aria-pressed={heard}
              title={t('reminder.soundSays')}
              onClick={toggleSound}
            >
              {t(heard ? 'reminder.soundOn' : 'reminder.soundOff')}
            </button>
            <button
              type="button"
              className="icon-button"
              title={t('reminder.fold')}
              aria-label={t('reminder.fold')}
              onClick={() => fold(true)}
            >
              <Icon name="down" size={16} />
            </button>
          </div>
          {pressing && (
            <button type="button" className="reminder-line" onClick={deeds.openOverdue}>
              <span className="reminder-who">{pressing.first.buyerName}</span>
              <Left due={pressing.due} now={now} />
              {pressing.over > 0 && (
                <span className="reminder-count">{t('reminder.over', { count: pressing.over })}</span>
              )}
              {key && <Keycaps combo={key} />}
            </button>
          )}
          {extra.map(({ name, icon }) => {
            const group = reminder[name]
            return (
              group && (
                <button
                  key={name}
                  type="button"
                  className="reminder-line"
                  onClick={() => select(keyOf(group.first))}
                >
                  <Icon name={icon} size={14} />
                  <span>{t(`reminder.${name}`, { count: group.count })}</span>
                  <span className="reminder-who">{group.first.buyerName}</span>
                </button>
              )
            )
          })}
        </div>
      )}
    </aside>
  )
}
