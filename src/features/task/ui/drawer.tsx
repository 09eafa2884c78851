import { useQuery } from '@tanstack/react-query'
import { Drawer } from 'antd'
import { useTranslation } from 'react-i18next'
import { deskNow } from '../../../web/clock.ts'
import { dateTime, untilTime } from '../../../web/format.ts'
import { addressOfTalk, goTo } from '../../../web/nav.ts'
import { Problem, Skeleton } from '../../../web/parts/states.tsx'
import { addressOfOrder } from '../../order/ui/address-of.ts'
import type { TaskStep } from '../domain/task.ts'
import { TASKS, taskApi } from './api.ts'
import { TaskActs } from './parts/acts.tsx'
import { DueMark, KindMark, type NameOf, OwnerMark, StateMark } from './parts/marks.tsx'
import { What } from './parts/what.tsx'

/** px */
const WIDE = 560

const Step = ({ step, nameOf, teamOf }: { step: TaskStep; nameOf: NameOf; teamOf(code: string): string }) => {
  const { t, i18n } = useTranslation()
  const { to, team, why, text } = step.detail as {
    to?: unknown
    team?: unknown
    why?: unknown
    text?: unknown
  }
  const more = [
    step.what === 'given' && typeof to === 'number' ? nameOf(to) : '',
    step.what === 'given' && typeof team === 'string' ? teamOf(team) : '',
    step.what === 'due-moved' && typeof to === 'number' ? untilTime(to, deskNow(), i18n.language) : '',
    typeof why === 'string' ? why : '',
    typeof text === 'string' ? text : '',
  ].filter((part) => part !== '')
  return (
    <li className={step.what === 'broken' ? 'task-steps-broken' : undefined}>
      <span>
        <strong>{t(`task.step.${step.what}`)}</strong>{' '}
        <span className="faint small">
          {step.personId === null ? t('task.drawer.desk') : nameOf(step.personId)} ·{' '}
          <span className="digits">{dateTime(step.at, i18n.language)}</span>
        </span>
      </span>
      {more.length > 0 && <span>{more.join(' · ')}</span>}
    </li>
  )
}

interface DrawerProps {
  shopId: number
  taskId: number
  nameOf: NameOf
  teamOf(code: string): string
  /** It is looked at from its order. */
  ofOrder?: boolean
  close(): void
}

/** A task whole: what it is, what can be done, what happened to it, and the way to its conversation. */
export const TaskDrawer = ({ shopId, taskId, nameOf, teamOf, ofOrder = false, close }: DrawerProps) => {
  const { t, i18n } = useTranslation()
  const found = useQuery({
    queryKey: [TASKS, shopId, 'one', taskId],
    queryFn: () => taskApi.taskSteps({ params: { shopId, taskId } }),
  })
  const { task, steps = [] } = found.data ?? {}
  return (
    <Drawer open size={WIDE} onClose={close} title={t('task.drawer.title', { id: taskId })}>
      {found.error && !found.data && <Problem error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Skeleton rows={5} height={56} />}
      {task && (
        <div className="task-drawer">
          <div className="task-head">
            <KindMark task={task} />
            <StateMark task={task} />
            <DueMark task={task} />
          </div>
          <What task={task} />
          <p className="faint small">
            {task.buyerName} · <OwnerMark task={task} nameOf={nameOf} teamOf={teamOf} />
            {task.dueAt !== null && <> · {t('task.due.by', { when: dateTime(task.dueAt, i18n.language) })}</>}
          </p>
          <div className="task-acts">
            {task.conversationId !== null && (
              <button
                type="button"
                className="button button-small button-main"
                onClick={() =>
                  goTo(addressOfTalk(shopId, task.conversationId ?? 0, task.messageId ?? undefined))
                }
              >
                {t('task.act.open')}
              </button>
            )}
            {task.orderId !== null && !ofOrder && (
              <button
                type="button"
                className="button button-small"
                onClick={() => goTo(addressOfOrder(shopId, task.orderId ?? ''))}
              >
                {t('task.page.order', { id: task.orderId })}
              </button>
            )}
          </div>
          <TaskActs shopId={shopId} task={task} />
          <section>
            <h3>{t('task.drawer.steps')}</h3>
            <ol className="task-steps">
              {steps.map((step, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: steps are only added
                <Step key={i} step={step} nameOf={nameOf} teamOf={teamOf} />
              ))}
            </ol>
          </section>
        </div>
      )}
    </Drawer>
  )
}
