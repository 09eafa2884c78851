import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { deskNow } from '../../../../web/clock.ts'
import { Dialog } from '../../../../web/parts/dialog.tsx'
import { shopApi } from '../../../shop/ui/session.ts'
import type { TaskMove } from '../../contract.ts'
import { refundOf } from '../../domain/commands.ts'
import type { Task } from '../../domain/task.ts'
import { moveTask } from '../api.ts'

/** Moves that need a word, a time or somebody. */
export type Asked = 'done' | 'impossible' | 'withdraw' | 'note' | 'move-due' | 'give'

/** A moment as a date-and-time field of this computer holds it. */
export const fieldOf = (at: number): string => {
  const d = new Date(at)
  return new Date(at - d.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

interface ReasonProps {
  shopId: number
  task: Task
  asked: Asked
  title: string
  close(): void
  moved?: ((task: Task, why: string) => void) | undefined
}

const ReasonDialog = ({ shopId, task, asked, title, close, moved }: ReasonProps) => {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [due, setDue] = useState(fieldOf(Math.max(task.dueAt ?? 0, deskNow()) + 3_600_000))
  const [to, setTo] = useState('')
  const [ordered, setOrdered] = useState(true)
  const [busy, setBusy] = useState(false)
  const members = useQuery({
    queryKey: ['members', shopId, 'teams'],
    queryFn: () => shopApi.members({ params: { shopId } }),
    enabled: asked === 'give',
  })
  const why = text.trim()
  const dueAt = new Date(due).getTime()
  const move = (): TaskMove | null => {
    switch (asked) {
      case 'done':
        return { do: 'done', why, order: ordered }
      case 'note':
        return why === '' ? null : { do: 'note', text: why }
      case 'move-due':
        return why === '' || !Number.isFinite(dueAt) ? null : { do: 'move-due', dueAt, why }
      case 'give': {
        const [what, id = ''] = to.split(/:(.*)/)
        if (what === 'person') return { do: 'give', to: Number(id), team: null }
        return what === 'team' ? { do: 'give', to: null, team: id } : null
      }
      default:
        return why === '' ? null : { do: asked, why }
    }
  }
  const wanted = move()
  return (
    <Dialog title={title} close={close}>
      <form
        className="dialog-body"
        onSubmit={async (e) => {
          e.preventDefault()
          if (!wanted) return
          setBusy(true)
          const task_ = await moveTask(shopId, task.id, wanted)
          setBusy(false)
          if (!task_) return
          moved?.(task_, why)
          close()
        }}
      >
        {asked === 'give' && (
          <label className="field">
            <span className="field-name">{t('task.reason.give')}</span>
            <select className="input" data-first value={to} onChange={(e) => setTo(e.target.value)}>
              <option value="">–</option>
              <optgroup label={t('task.reason.person')}>
                {(members.data?.members ?? [])
                  .filter(({ role, personId }) => role !== 'viewer' && personId !== task.owner)
                  .map(({ personId, name }) => (
                    <option key={personId} value={`person:${personId}`}>
                      {name}
                    </option>
                  ))}
              </optgroup>
              <optgroup label={t('task.reason.team')}>
                {(members.data?.teams ?? []).map(({ code, name }) => (
                  <option key={code} value={`team:${code}`}>
                    {name}
                  </option>
                ))}
              </optgroup>
            </select>
          </label>
        )}
        {asked === 'move-due' && (
          <label className="field">
            <span className="field-name">{t('task.reason.due')}</span>
            <input
              className="input"
              type="datetime-local"
              data-first
              value={due}
              onChange={(e) => setDue(e.target.value)}
            />
          </label>
        )}
        {asked !== 'give' && (
          <label className="field">
            <span className="field-name">
              {t(asked === 'move-due' ? 'task.reason.dueWhy' : `task.reason.${asked}`)}
            </span>
            <textarea
              rows={3}
              maxLength={asked === 'move-due' ? 200 : 300}
              data-first={asked === 'move-due' ? undefined : ''}
              value={text}
              onChange={(e) => setText(e.target.value)}
            />
          </label>
        )}
        {asked === 'done' && (task.kind === 'change' || refundOf(task)) && (
          <label className="task-choice">
            <input type="checkbox" checked={ordered} onChange={(e) => setOrdered(e.target.checked)} />
            {t(task.kind === 'change' ? 'task.reason.orderChange' : 'task.reason.orderRefund')}
          </label>
        )}
        <div className="dialog-foot">
          <button type="button" className="button" onClick={close}>
            {t('app.cancel')}
          </button>
          <button type="submit" className="button button-main" disabled={!wanted || busy}>
            {t('task.reason.save')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
export default ReasonDialog
