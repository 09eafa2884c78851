import { useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCell } from '../../../../web/cell.ts'
import { deskNow, useSecond } from '../../../../web/clock.ts'
import { yuan } from '../../../../web/format.ts'
import type { Clocks, Running } from '../../../clock/domain/live.ts'
import { judge, pressOf } from '../../../clock/ui/judge.ts'
import type { Conversation } from '../../../conversation/domain.ts'
import { clocks } from '../live/rules.ts'
import { Left, nameOf, Urgency } from './timer.tsx'

/** Each clock of a conversation: its rule, how long it has left, what is at stake with it. */
const All = ({ running, settings }: { running: readonly Running[]; settings: Clocks['settings'] }) => {
  const { t } = useTranslation()
  const now = useSecond() * 1000
  return (
    <ul>
      {running.map((clock) => {
        const press = pressOf(clock, settings, now)
        return (
          <li key={`${clock.rule.id} ${clock.since}`} className="running-line">
            <span className="running-rule">{nameOf(clock.rule)}</span>
            <span className="running-stake">
              {clock.rule.money > 0 &&
                t(press === 'over' ? 'timer.lost' : 'timer.stake', { money: yuan(clock.rule.money) })}
            </span>
            <Left clock={clock} press={press} now={now} />
          </li>
        )
      })}
    </ul>
  )
}

/** What is at stake and already lost, with the name of the rule that costs next, else of the clock shown. */
const Stake = ({ conversation: c }: { conversation: Conversation }) => {
  const { t } = useTranslation()
  const now = useSecond() * 1000
  const { running, standing } = judge(c, useCell(clocks), now)
  if (!standing) return null
  const { stake, lost } = standing
  const costly = running.find(({ rule, dueAt }) => rule.money > 0 && now <= dueAt)
  const { rule } = costly ?? standing.clock
  return (
    <span className="running-facts">
      {stake > 0 && <b>{t('timer.stake', { money: yuan(stake) })}</b>}
      {lost > 0 && <b className="running-lost">{t('timer.lost', { money: yuan(lost) })}</b>}
      <span className="running-rule">{nameOf(rule)}</span>
    </span>
  )
}

/** The tightest clock of the conversation on the screen; opened, all that run. */
export const RunningClocks = ({ conversation: c }: { conversation: Conversation }) => {
  const { t } = useTranslation()
  const all = useCell(clocks)
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)
  const { running } = judge(c, all, deskNow())
  const shop = all.get(c.shopId)
  if (running.length === 0 || !shop) return <Urgency conversation={c} />
  const onToggle = (e: React.ToggleEvent<HTMLDivElement>) => {
    const opens = e.newState === 'open'
    setOpen(opens)
    const at = button.current?.getBoundingClientRect()
    if (!opens || !at || !box.current) return
    box.current.style.left = `${Math.max(8, at.right - box.current.offsetWidth)}px`
    box.current.style.top = `${at.bottom + 6}px`
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        className="running-button"
        title={t('timer.all')}
        aria-expanded={open}
        popoverTarget={id}
      >
        <Stake conversation={c} />
        <Urgency conversation={c} />
      </button>
      <div ref={box} id={id} popover="auto" className="menu running" onToggle={onToggle}>
        <h2>{t('timer.all')}</h2>
        {open && <All running={running} settings={shop.settings} />}
      </div>
    </>
  )
}
