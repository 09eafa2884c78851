import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MINUTE, SECOND } from '../../../shared/time.ts'
import { useSecond } from '../../../web/clock.ts'
import { untilTime } from '../../../web/format.ts'
import { Icon } from '../../../web/parts/icons.tsx'
import { say } from '../../../web/parts/toast.tsx'
import { me } from '../../shop/ui/session.ts'
import { byDue, standing } from '../domain/due.ts'
import { isOver, type Task } from '../domain/task.ts'
import { moveTask, useTalkTasks } from './api.ts'
import { DueMark, KindMark } from './parts/marks.tsx'
import { briefly } from './parts/what.tsx'
import './task.css'

const ReasonDialog = lazy(() => import('./dialogs/reason.tsx'))

interface LineProps {
  shopId: number
  conversationId: number
  last: number
  /** Shows the tasks beside the conversation. */
  show(): void
}

/** What is owed to the buyer, for whoever has the conversation next: the soonest due, and how many more. */
export const TasksLine = ({ shopId, conversationId, last, show }: LineProps) => {
  const { t } = useTranslation()
  const now = useSecond() * SECOND
  const found = useTalkTasks(shopId, conversationId, last)
  const open = (found.data?.tasks ?? []).map(({ task }) => task).filter(({ state }) => !isOver(state))
  const [first] = open.toSorted(byDue)
  if (!first) return null
  const late = open.some((task) => standing(task, now) === 'late')
  return (
    <button type="button" className={late ? 'task-line task-line-late' : 'task-line'} onClick={show}>
      <Icon name={late ? 'alert' : 'checks'} size={13} />
      <KindMark task={first} />
      <span className="task-line-words">{briefly(first)}</span>
      <DueMark task={first} />
      {open.length > 1 && <span className="faint">{t('task.line.more', { count: open.length - 1 })}</span>}
      <span className="task-line-show">{t('task.line.show')}</span>
    </button>
  )
}

/** A promise is shown to who made it for so long, ms. */
const FRESH = 2 * MINUTE

/** Tells the sender that the desk has noted down what they promised, and lets them take it back or mend its time. */
export const Noted = ({ shopId, conversationId, last }: Omit<LineProps, 'show'>) => {
  const { t, i18n } = useTranslation()
  const now = useSecond() * SECOND
  const [closed, setClosed] = useState<ReadonlySet<number>>(new Set())
  const [moving, setMoving] = useState<Task | null>(null)
  const found = useTalkTasks(shopId, conversationId, last)
  const fresh = (found.data?.tasks ?? [])
    .map(({ task }) => task)
    .find(
      (task) =>
        task.promised !== null &&
        !isOver(task.state) &&
        task.createdBy === me.get()?.personId &&
        now - task.createdAt < FRESH &&
        !closed.has(task.id),
    )
  const hide = (id: number) => setClosed(new Set([...closed, id]))
  return (
    <>
      {fresh && (
        <div className="task-noted" role="status">
          <Icon name="check" size={14} />
          <span>
            {t('task.noted.says', { words: fresh.words })}
            {fresh.dueAt !== null && (
              <> · {t('task.noted.by', { when: untilTime(fresh.dueAt, now, i18n.language) })}</>
            )}
          </span>
          <button
            type="button"
            className="link"
            onClick={async () => {
              const undone = await moveTask(shopId, fresh.id, { do: 'withdraw', why: t('task.noted.reason') })
              if (undone) say(t('task.noted.undone'))
            }}
          >
            {t('task.noted.undo')}
          </button>
          <button type="button" className="link" onClick={() => setMoving(fresh)}>
            {t('task.noted.edit')}
          </button>
          <button
            type="button"
            className="icon-button"
            aria-label={t('task.noted.close')}
            onClick={() => hide(fresh.id)}
          >
            <Icon name="cross" size={14} />
          </button>
        </div>
      )}
      <Suspense fallback={null}>
        {moving && (
          <ReasonDialog
            shopId={shopId}
            task={moving}
            asked="move-due"
            title={t('task.noted.edit')}
            close={() => setMoving(null)}
            moved={(task) => hide(task.id)}
          />
        )}
      </Suspense>
    </>
  )
}
