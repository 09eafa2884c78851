import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { inLanguage } from '../../../shared/said.ts'
import { Icon } from '../../../web/parts/icons.tsx'
import { Problem } from '../../../web/parts/states.tsx'
import { mayStill } from '../../order/domain/command.ts'
import type { Order } from '../../order/domain/order.ts'
import { useTalkOrders } from '../../order/ui/api.ts'
import { mayIn } from '../../shop/ui/session.ts'
import type { ChangeWanted, Task } from '../domain/task.ts'
import { isOver } from '../domain/task.ts'
import { type TalkTasks as Found, type TalkTask, useTalkTasks } from './api.ts'
import { TaskActs, type ToBuyer } from './parts/acts.tsx'
import { DueMark, KindMark, type NameOf, OwnerMark, StateMark } from './parts/marks.tsx'
import { What } from './parts/what.tsx'
import './task.css'

const ChangeDialog = lazy(() => import('./dialogs/change.tsx'))
const CaseDialog = lazy(() => import('./dialogs/case.tsx'))
const PromiseDialog = lazy(() => import('./dialogs/promise.tsx'))

const nothing: ChangeWanted = { lines: [], address: null, remark: null }

type Open =
  | {
      is: 'change'
      orderId: string | null
      start: ChangeWanted
      words: string
      messageId: number | null
      task: Task | null
    }
  | { is: 'case' }
  | { is: 'promise' | 'follow-up' }

interface TalkTasksProps {
  shopId: number
  conversationId: number
  /** The buyer's last message: a wish is read again when they write. */
  last: number
  /** Pictures the buyer sent here, by their names below /files. */
  pictures: readonly string[]
  nameOf: NameOf
  teamOf(code: string): string
  /** Null where this person cannot write here. */
  toBuyer: ToBuyer | null
  /** An order whose change was asked for elsewhere on the screen. */
  changing: Order | null
  stopChanging(): void
}

const changeable = (order: Order): boolean => mayStill(order, 'sku') || mayStill(order, 'address')

/** A wish for a change that the desk read from what the buyer wrote. */
const Wanted = ({
  wanted,
  toBuyer,
  start,
  ignore,
}: {
  wanted: NonNullable<Found['wanted']>
  toBuyer: ToBuyer | null
  start(change: ChangeWanted): void
  ignore(): void
}) => {
  const { t, i18n } = useTranslation()
  const pick = (line: string, to: Record<string, string>, sku: string) =>
    start({ ...nothing, lines: [{ line, from: {}, to, sku }] })
  return (
    <section className="task-wanted" aria-label={t('task.panel.wanted')}>
      <p>
        <Icon name="spark" size={14} />
        {inLanguage(wanted.says, i18n.language)}
      </p>
      {wanted.choices.map((choice) => (
        <div key={choice.line} className="task-choices">
          <span className="faint small">{choice.title}</span>
          {choice.options.map(({ sku, options, stock }) => (
            <button
              key={sku}
              type="button"
              className="button button-small"
              disabled={stock === 0 || !toBuyer}
              title={stock === 0 ? t('task.panel.out') : t('task.panel.stock', { count: stock })}
              onClick={() => pick(choice.line, options, sku)}
            >
              {Object.values(options).join(' ') || sku}
            </button>
          ))}
        </div>
      ))}
      {toBuyer && (
        <div className="task-acts">
          {wanted.refused === null ? (
            <button
              type="button"
              className="button button-small button-main"
              onClick={() => start(wanted.change)}
            >
              {t('task.panel.start')}
            </button>
          ) : (
            <button
              type="button"
              className="button button-small button-main"
              onClick={() => toBuyer.suggest(t('task.tell.shipped'))}
            >
              {t('task.tell.title')}
            </button>
          )}
          <button type="button" className="button button-small" onClick={ignore}>
            {t('task.panel.ignore')}
          </button>
        </div>
      )}
    </section>
  )
}

const Answer = ({ talk }: { talk: TalkTask }) => {
  const { t } = useTranslation()
  if (talk.task.state !== 'asking') return null
  const { answer } = talk
  if (!answer) return <p className="faint small">{t('task.panel.waiting')}</p>
  return (
    <p className="task-answer">
      {t('task.panel.answered')} “{answer.text}”
      {answer.reads && (
        <span className={answer.reads === 'yes' ? 'task-holds' : 'task-fails'}>
          {' '}
          {t(answer.reads === 'yes' ? 'task.panel.readsYes' : 'task.panel.readsNo')}
        </span>
      )}
    </p>
  )
}

/** What is open with the buyer of a conversation, and what can be begun. */
export const TalkTasks = (p: TalkTasksProps) => {
  const { t } = useTranslation()
  const { shopId, conversationId, toBuyer } = p
  const found = useTalkTasks(shopId, conversationId, p.last)
  const talkOrders = useTalkOrders(shopId, conversationId, mayIn(shopId, 'order.read'))
  const [open, setOpen] = useState<Open | null>(null)
  const [ignored, setIgnored] = useState<number | null>(null)
  const may = mayIn(shopId, 'conversation.reply')
  const orders = (talkOrders.data?.orders ?? []).map(({ order }) => order)
  const wanted = found.data?.wanted && found.data.wanted.messageId !== ignored ? found.data.wanted : null
  const tasks = found.data?.tasks ?? []
  const running = tasks.filter(({ task }) => !isOver(task.state))
  const over = tasks.filter(({ task }) => isOver(task.state))
  const shown: Open | null = p.changing
    ? { is: 'change', orderId: p.changing.id, start: nothing, words: '', messageId: null, task: null }
    : open
  const close = () => {
    setOpen(null)
    p.stopChanging()
  }
  const firstOrder = (id: string | null): Order[] => {
    const can = orders.filter((order) => changeable(order) || order.id === id)
    return [...can.filter((order) => order.id === id), ...can.filter((order) => order.id !== id)]
  }
  const card = (talk: TalkTask) => {
    const { task } = talk
    return (
      <li
        key={task.id}
        className={`task-card task-card-${isOver(task.state) ? 'over' : 'open'}`}
        data-task={task.id}
      >
        <header className="task-head">
          <KindMark task={task} />
          <StateMark task={task} />
          <DueMark task={task} />
        </header>
        <What task={task} />
        {task.why !== null && <p className="faint small">{task.why}</p>}
        <Answer talk={talk} />
        <p className="faint small">
          <OwnerMark task={task} nameOf={p.nameOf} teamOf={p.teamOf} />
          {task.orderId !== null && <> · {t('task.page.order', { id: task.orderId })}</>}
        </p>
        <TaskActs
          shopId={shopId}
          task={task}
          talk={talk}
          toBuyer={toBuyer}
          edit={
            toBuyer
              ? () =>
                  setOpen({
                    ...{ is: 'change', orderId: task.orderId, start: task.change ?? nothing },
                    ...{ words: task.words, messageId: null, task },
                  })
              : undefined
          }
        />
      </li>
    )
  }
  if (found.error && !found.data) return <Problem error={found.error} retry={() => void found.refetch()} />
  return (
    <section className="tasks" aria-label={t('task.panel.title')}>
      {wanted && (
        <Wanted
          wanted={wanted}
          toBuyer={toBuyer}
          ignore={() => setIgnored(wanted.messageId)}
          start={(start) =>
            setOpen({
              ...{ is: 'change', orderId: wanted.orderId, start, words: '' },
              ...{ messageId: wanted.messageId, task: null },
            })
          }
        />
      )}
      {running.length > 0 && <ul className="task-cards">{running.map(card)}</ul>}
      {over.length > 0 && (
        <details className="task-recent">
          <summary className="faint small">
            {t('task.panel.recent')} ({over.length})
          </summary>
          <ul className="task-cards">{over.map(card)}</ul>
        </details>
      )}
      {may && (
        <fieldset className="task-add" aria-label={t('task.panel.add')}>
          <Icon name="plus" size={14} />
          {orders.some(changeable) && (
            <button
              type="button"
              className="link small"
              onClick={() =>
                setOpen({
                  is: 'change',
                  orderId: null,
                  start: nothing,
                  words: '',
                  messageId: null,
                  task: null,
                })
              }
            >
              {t('task.panel.addChange')}
            </button>
          )}
          <button type="button" className="link small" onClick={() => setOpen({ is: 'case' })}>
            {t('task.panel.addCase')}
          </button>
          <button type="button" className="link small" onClick={() => setOpen({ is: 'promise' })}>
            {t('task.panel.addPromise')}
          </button>
          <button type="button" className="link small" onClick={() => setOpen({ is: 'follow-up' })}>
            {t('task.panel.addFollow')}
          </button>
        </fieldset>
      )}
      <Suspense fallback={null}>
        {shown?.is === 'change' && (
          <ChangeDialog
            {...{ shopId, conversationId, close, start: shown.start, words: shown.words }}
            {...{ messageId: shown.messageId, task: shown.task }}
            orders={firstOrder(shown.orderId)}
          />
        )}
        {shown?.is === 'case' && (
          <CaseDialog {...{ shopId, conversationId, orders, close }} pictures={p.pictures} />
        )}
        {(shown?.is === 'promise' || shown?.is === 'follow-up') && (
          <PromiseDialog {...{ shopId, conversationId, close }} kind={shown.is} />
        )}
      </Suspense>
    </section>
  )
}
