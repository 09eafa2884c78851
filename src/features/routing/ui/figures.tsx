import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useSecond } from '../../../web/clock.ts'
import { yuan } from '../../../web/format.ts'
import { Icon } from '../../../web/parts/icons.tsx'
import type { Press } from '../../clock/domain/live.ts'
import type { Judged } from '../../clock/ui/judge.ts'
import { waitText } from '../../conversation/ui/wait.ts'
import { leftUntil } from '../../desk/ui/clock/left.ts'
import { nameOf } from '../../desk/ui/clock/timer.tsx'

/** How long something has lasted, every second. */
export const Since = ({ at }: { at: number | null }) => {
  const now = useSecond() * 1000
  return <span className="digits">{at === null ? '–' : waitText(Math.max(0, now - at))}</span>
}

/** What a buyer's clock says: what is left until it runs out, or how long it has been over. Without a rule that
 * applies, how long they have waited. Word, sign and colour say the same. */
export const Clock = ({ judged, since }: { judged: Judged; since: number }) => {
  const { t } = useTranslation()
  const now = useSecond() * 1000
  const { standing } = judged
  if (!standing)
    return (
      <span className="wait" title={t('board.waited')}>
        <Since at={since} />
      </span>
    )
  const { over, text } = leftUntil(standing.clock.dueAt, now)
  const looks: Record<Press, string> = { calm: 'calm', half: 'soon', late: 'late', over: 'late' }
  return (
    <span className={`wait wait-${looks[standing.press]}`} title={nameOf(standing.clock.rule)}>
      {standing.press !== 'calm' && <Icon name={standing.press === 'half' ? 'clock' : 'alert'} size={12} />}
      {t(over ? 'board.overBy' : standing.press === 'over' ? 'timer.overLeft' : 'board.leftOf', {
        time: text,
      })}
    </span>
  )
}

/** A number that is worth noticing where it is not 0. */
export const Count = ({ n, tone, title }: { n: number; tone?: 'amber' | 'red'; title?: string }) => (
  <span
    className={n > 0 && tone ? `digits count-${tone}` : n > 0 ? 'digits' : 'digits faint'}
    {...(title && { title })}
  >
    {n}
  </span>
)

/** Money that is at stake or lost; nothing for none. */
export const Money = ({ fen, lost }: { fen: number; lost?: boolean }) =>
  fen > 0 ? <span className={lost ? 'digits count-red' : 'digits count-amber'}>{yuan(fen)}</span> : <>–</>

/** How much of a limit is taken, as a bar with its numbers. Nothing is hidden in the colour: the numbers say it too. */
export const Load = ({
  taken,
  limit,
  label,
  children,
}: {
  taken: number
  limit: number
  label: string
  /** Takes the place of the limit's number: a field to change it. */
  children?: ReactNode
}) => {
  const share = limit > 0 ? Math.min(1, taken / limit) : taken > 0 ? 1 : 0
  const tone = share >= 1 ? 'full' : share >= 0.8 ? 'high' : 'calm'
  return (
    // biome-ignore lint/a11y/useSemanticElements: browsers draw their own colours into a real meter
    <span
      className="load"
      role="meter"
      aria-label={label}
      aria-valuenow={taken}
      aria-valuemin={0}
      aria-valuemax={Math.max(limit, taken)}
      aria-valuetext={`${taken} / ${limit}`}
    >
      <span className="load-bar" aria-hidden="true">
        <span className={`load-${tone}`} style={{ width: `${share * 100}%` }} />
      </span>
      <span className="digits">
        {taken}/{children ?? limit}
      </span>
    </span>
  )
}
