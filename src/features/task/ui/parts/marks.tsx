import { useTranslation } from 'react-i18next'
import { DAY, HOUR, MINUTE, SECOND } from '../../../../shared/time.ts'
import { useSecond } from '../../../../web/clock.ts'
import { untilTime } from '../../../../web/format.ts'
import { standing } from '../../domain/due.ts'
import { isOver, type Task } from '../../domain/task.ts'

/** A length of time in its two largest units at most: 1 天 3 小时. */
export const useSpan = () => {
  const { t } = useTranslation()
  return (ms: number): string => {
    const units = [
      ['days', DAY],
      ['hours', HOUR],
      ['minutes', MINUTE],
    ] as const
    const at = units.findIndex(([, length]) => ms >= length)
    if (at < 0) return t('task.span.seconds', { count: Math.max(0, Math.floor(ms / SECOND)) })
    const [name, length] = units[at] ?? ['minutes', MINUTE]
    const first = t(`task.span.${name}`, { count: Math.floor(ms / length) })
    const smaller = units[at + 1]
    const rest = smaller ? Math.floor((ms % length) / smaller[1]) : 0
    return smaller && rest > 0 ? `${first} ${t(`task.span.${smaller[0]}`, { count: rest })}` : first
  }
}

/** How much time is left, or how late it is: in words, and in colour besides. */
export const DueMark = ({ task }: { task: Task }) => {
  const { t, i18n } = useTranslation()
  const now = useSecond() * SECOND
  const span = useSpan()
  if (isOver(task.state)) {
    if (task.brokenAt === null || task.state === 'withdrawn') return null
    return (
      <span className="task-due task-late">
        {t('task.keptLate', { time: span((task.closedAt ?? now) - task.brokenAt) })}
      </span>
    )
  }
  if (task.dueAt === null) return <span className="task-due faint">{t('task.due.none')}</span>
  const stands = standing(task, now)
  const left = task.dueAt - now
  return (
    <span className={`task-due task-${stands} digits`} title={untilTime(task.dueAt, now, i18n.language)}>
      {stands === 'late'
        ? t('task.due.late', { time: span(-left) })
        : t('task.due.left', { time: span(left) })}
    </span>
  )
}

export const KindMark = ({ task }: { task: Pick<Task, 'kind' | 'promised'> }) => {
  const { t } = useTranslation()
  const promised =
    task.promised !== null && task.promised !== 'other' ? ` · ${t(`task.promised.${task.promised}`)}` : ''
  return (
    <span className={`task-kind task-kind-${task.kind}`}>
      {t(`task.kind.${task.kind}`)}
      {promised}
    </span>
  )
}

export const StateMark = ({ task }: { task: Task }) => {
  const { t } = useTranslation()
  const waits = task.state === 'open' && task.confirmed !== null
  return (
    <span className={`task-state task-state-${waits ? 'confirmed' : task.state}`}>
      {waits ? t('task.confirmed') : t(`task.state.${task.state}`)}
    </span>
  )
}

export type NameOf = (personId: number) => string

export const OwnerMark = ({
  task,
  nameOf,
  teamOf,
}: {
  task: Task
  nameOf: NameOf
  teamOf: (code: string) => string
}) => {
  const { t } = useTranslation()
  if (task.owner !== null) return <span>{nameOf(task.owner)}</span>
  return (
    <span className="faint">
      {task.team === null ? t('task.nobody') : `${teamOf(task.team)} · ${t('task.nobody')}`}
    </span>
  )
}
