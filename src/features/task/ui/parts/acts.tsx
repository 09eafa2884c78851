import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Menu } from '../../../../web/parts/menu.tsx'
import { say } from '../../../../web/parts/toast.tsx'
import { mayIn, me } from '../../../shop/ui/session.ts'
import { askWords, type OrderCard } from '../../domain/corrected.ts'
import { asksMoney, isOver, type Task } from '../../domain/task.ts'
import { moveTask, type TalkTask } from '../api.ts'
import type { Asked } from '../dialogs/reason.tsx'

const ReasonDialog = lazy(() => import('../dialogs/reason.tsx'))

/** What may come of a task in a conversation. */
export interface ToBuyer {
  /** In which the shop speaks to buyers. */
  locale: 'zh-CN' | 'en'
  /** Sends a card with its words; the message's id, or null where it was not sent. */
  send(words: string, card: OrderCard): Promise<number | null>
  /** Puts words into the composer, to be edited. */
  suggest(words: string): void
}

interface ActsProps {
  shopId: number
  task: Task
  /** Beside the conversation: its corrected order and what the buyer answered. */
  talk?: Pick<TalkTask, 'card' | 'answer'> | undefined
  toBuyer?: ToBuyer | null | undefined
  edit?: (() => void) | undefined
}

/** What can be done with a task now, the most likely first. */
export const TaskActs = ({ shopId, task, talk, toBuyer = null, edit }: ActsProps) => {
  const { t } = useTranslation()
  const [asked, setAsked] = useState<{ what: Asked; title: string } | null>(null)
  const [busy, setBusy] = useState(false)
  if (isOver(task.state) || !mayIn(shopId, 'conversation.reply')) return null
  const mine = task.owner === me.get()?.personId
  const leads = mayIn(shopId, 'conversation.take')
  const free = task.owner === null || mine || leads
  const change = task.kind === 'change'
  const go = async (work: () => Promise<unknown>) => {
    setBusy(true)
    try {
      await work()
    } finally {
      setBusy(false)
    }
  }
  const button = (label: string, run: () => void, main = false) => (
    <button
      key={label}
      type="button"
      className={main ? 'button button-small button-main' : 'button button-small'}
      disabled={busy}
      onClick={run}
    >
      {label}
    </button>
  )
  const askFor = (what: Asked, title: string) => setAsked({ what, title })
  const one = (key: string, what: Asked, label: string) => ({ key, label, run: () => askFor(what, label) })
  const ask = (to: ToBuyer, card: OrderCard) =>
    go(async () => {
      if (!task.change) return
      const messageId = await to.send(askWords(card, task.change, to.locale), card)
      if (messageId === null) return
      if (await moveTask(shopId, task.id, { do: 'ask', messageId })) say(t('task.act.asked'))
    })
  const confirm = (yes: boolean) =>
    go(async () => {
      const messageId = talk?.answer?.messageId ?? null
      if (await moveTask(shopId, task.id, { do: 'confirm', messageId, yes })) say(t('task.act.moved'))
    })
  const finish = () =>
    change
      ? void go(async () => {
          if (await moveTask(shopId, task.id, { do: 'done', why: '' })) say(t('task.act.ordered'))
        })
      : askFor('done', t('task.act.done'))
  const told = (what: Asked, after: Task, why: string) => {
    say(t('task.act.moved'))
    if (!toBuyer) return
    if (what === 'impossible' && change) toBuyer.suggest(t('task.tell.impossible', { why }))
    if (what === 'done' && after.broken && task.kind === 'promise') toBuyer.suggest(t('task.tell.kept'))
  }
  const answered = task.state === 'asking' && talk?.answer
  const ready = change && (task.confirmed !== null || task.conversationId === null)
  const card = talk?.card?.kind === 'order' ? talk.card : null
  return (
    <fieldset className="task-acts" aria-label={t('task.act.label')}>
      {!mine &&
        (free || task.broken) &&
        button(t('task.act.take'), () => void go(() => moveTask(shopId, task.id, { do: 'take' })))}
      {change &&
        toBuyer &&
        card &&
        !task.confirmed &&
        button(
          t(task.state === 'asking' ? 'task.act.askAgain' : 'task.act.ask'),
          () => void ask(toBuyer, card),
          task.state !== 'asking',
        )}
      {answered && button(t('task.act.yes'), () => void confirm(true), talk.answer?.reads !== 'no')}
      {answered && button(t('task.act.no'), () => void confirm(false), talk.answer?.reads === 'no')}
      {(!change || ready) && button(t(change ? 'task.act.doneChange' : 'task.act.done'), finish, true)}
      {edit && change && button(t('task.act.edit'), edit)}
      <Menu
        label={t('task.act.more')}
        className="button button-small"
        button={<span>{t('task.act.more')}</span>}
        items={[
          ...(free
            ? [one('moveDue', 'move-due', t('task.act.moveDue')), one('give', 'give', t('task.act.give'))]
            : []),
          ...(ready ? [one('byHand', 'done', t('task.act.byHand'))] : []),
          one('note', 'note', t('task.act.note')),
          one('impossible', 'impossible', t(asksMoney(task) ? 'task.act.refuse' : 'task.act.impossible')),
          ...(leads || !task.broken ? [one('withdraw', 'withdraw', t('task.act.withdraw'))] : []),
        ]}
      />
      <Suspense fallback={null}>
        {asked && (
          <ReasonDialog
            shopId={shopId}
            task={task}
            asked={asked.what}
            title={asked.title}
            close={() => setAsked(null)}
            moved={(after, why) => told(asked.what, after, why)}
          />
        )}
      </Suspense>
    </fieldset>
  )
}
