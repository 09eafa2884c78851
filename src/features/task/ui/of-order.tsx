import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../../../web/parts/states.tsx'
import { mayIn, shopApi } from '../../shop/ui/session.ts'
import { TASKS, taskApi } from './api.ts'
import { TaskDrawer } from './drawer.tsx'
import { DueMark, KindMark, StateMark } from './parts/marks.tsx'
import { briefly } from './parts/what.tsx'
import './task.css'

/** The tasks about an order, open ones first; nothing where there are none. Each opens whole. */
const OrderTasks = ({ shopId, orderId }: { shopId: number; orderId: string }) => {
  const { t } = useTranslation()
  const [open, setOpen] = useState<number | null>(null)
  const seen = mayIn(shopId, 'conversation.read')
  const found = useQuery({
    queryKey: [TASKS, shopId, 'order', orderId],
    queryFn: () => taskApi.orderTasks({ params: { shopId, orderId } }),
    enabled: seen,
  })
  const people = useQuery({
    queryKey: ['members', shopId, 'teams'],
    queryFn: () => shopApi.members({ params: { shopId } }),
    enabled: open !== null,
  })
  const tasks = found.data?.tasks ?? []
  if (found.error && !found.data) return <Problem error={found.error} retry={() => void found.refetch()} />
  if (tasks.length === 0) return null
  return (
    <section className="order-part" aria-label={t('task.title')}>
      <h3>{t('task.title')}</h3>
      <ul className="task-of-order">
        {tasks.map((task) => (
          <li key={task.id}>
            <button type="button" className="task-line" onClick={() => setOpen(task.id)}>
              <KindMark task={task} />
              <span className="task-line-words">{briefly(task)}</span>
              <StateMark task={task} />
              <DueMark task={task} />
            </button>
          </li>
        ))}
      </ul>
      {open !== null && (
        <TaskDrawer
          key={open}
          ofOrder
          {...{ shopId, taskId: open, close: () => setOpen(null) }}
          nameOf={(id) => people.data?.members.find((m) => m.personId === id)?.name ?? t('task.someone')}
          teamOf={(code) => people.data?.teams.find((team) => team.code === code)?.name ?? code}
        />
      )}
    </section>
  )
}
export default OrderTasks
