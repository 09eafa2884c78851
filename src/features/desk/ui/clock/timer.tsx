import { useTranslation } from 'react-i18next'
import { useCell } from '../../../../web/cell.ts'
import { deskNow, useSecond } from '../../../../web/clock.ts'
import { shortTime } from '../../../../web/format.ts'
import { languageNow } from '../../../../web/i18n.ts'
import { Icon } from '../../../../web/parts/icons.tsx'
import type { Press, Running } from '../../../clock/domain/live.ts'
import type { ClockRule } from '../../../clock/domain/rule.ts'
import { judge } from '../../../clock/ui/judge.ts'
import type { Conversation } from '../../../conversation/domain.ts'
import { WaitTimer } from '../../../conversation/ui/row.tsx'
import { clocks } from '../live/rules.ts'
import { leftUntil } from './left.ts'

export const nameOf = ({ name }: Pick<ClockRule, 'name'>): string =>
  name[languageNow() === 'en' ? 'en' : 'zh']

/** Press by icon and words as well as by colour. */
const icons: Record<Press, 'clock' | 'alert' | null> = {
  calm: null,
  half: 'clock',
  late: 'alert',
  over: 'alert',
}

export const Left = ({ clock, press, now }: { clock: Running; press: Press; now: number }) => {
  const { t } = useTranslation()
  const { over, text } = leftUntil(clock.dueAt, now)
  const icon = icons[press]
  const says = `${nameOf(clock.rule)} · ${t(over ? 'timer.isOver' : 'timer.isLeft', { time: text })} · ${t(`timer.press.${press}`)}`
  return (
    <span className={`wait clock-${press}`} role="timer" title={says} aria-label={says}>
      {icon && <Icon name={icon} size={12} />}
      {t(over ? 'timer.over' : press === 'over' ? 'timer.overLeft' : 'timer.left', { time: text })}
    </span>
  )
}

/** How urgent a conversation is: its tightest clock, else how long the buyer has waited; null where nobody waits. */
export const Urgency = ({ conversation: c }: { conversation: Conversation }) => {
  const now = useSecond() * 1000
  const { standing } = judge(c, useCell(clocks), now)
  if (standing) return <Left clock={standing.clock} press={standing.press} now={now} />
  const since = c.status === 'open' ? (c.waitingSince ?? c.queuedAt) : null
  return since === null ? null : <WaitTimer since={since} />
}

/** The same in a row, where an answered one shows the time of its last message. */
export const RowTime = ({ conversation: c }: { conversation: Conversation }) => {
  const { i18n } = useTranslation()
  const { running } = judge(c, useCell(clocks), deskNow())
  if (running.length > 0 || (c.status === 'open' && (c.waitingSince ?? c.queuedAt) !== null))
    return <Urgency conversation={c} />
  return <span className="row-time">{shortTime(c.lastAt, deskNow(), i18n.language)}</span>
}
