import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { HOUR } from '../../../../shared/time.ts'
import { deskNow } from '../../../../web/clock.ts'
import { Dialog } from '../../../../web/parts/dialog.tsx'
import { say } from '../../../../web/parts/toast.tsx'
import { askTasksAnew, sayTaskError, taskApi } from '../api.ts'
import { fieldOf } from './reason.tsx'

const dayAt = (days: number, hours: number): number => {
  const d = new Date(deskNow())
  d.setDate(d.getDate() + days)
  return d.setHours(hours, 0, 0, 0)
}
const quick = {
  in1: () => deskNow() + HOUR,
  in24: () => deskNow() + 24 * HOUR,
  today: () => dayAt(1, 0),
  tomorrow: () => dayAt(1, 12),
} as const

interface PromiseProps {
  shopId: number
  conversationId: number
  kind: 'promise' | 'follow-up'
  close(): void
}

/** A promise made by telephone, or something to come back to: what, and by when. */
const PromiseDialog = ({ shopId, conversationId, kind, close }: PromiseProps) => {
  const { t } = useTranslation()
  const [words, setWords] = useState('')
  const [until, setUntil] = useState(fieldOf(quick.in24()))
  const [busy, setBusy] = useState(false)
  const dueAt = new Date(until).getTime()
  const whole = words.trim() !== '' && Number.isFinite(dueAt)
  return (
    <Dialog title={t(`task.promiseDialog.${kind}`)} close={close}>
      <form
        className="dialog-body"
        onSubmit={async (e) => {
          e.preventDefault()
          if (!whole) return
          setBusy(true)
          try {
            await taskApi.addTask({
              params: { shopId },
              body: { kind, orderId: null, conversationId, words: words.trim(), dueAt },
            })
            say(t('task.promiseDialog.saved'))
            void askTasksAnew(shopId)
            close()
          } catch (error) {
            sayTaskError(error)
          } finally {
            setBusy(false)
          }
        }}
      >
        <label className="field">
          <span className="field-name">
            {t(kind === 'promise' ? 'task.promiseDialog.words' : 'task.promiseDialog.follow')}
          </span>
          <textarea
            rows={3}
            maxLength={500}
            data-first
            value={words}
            onChange={(e) => setWords(e.target.value)}
          />
        </label>
        <label className="field">
          <span className="field-name">{t('task.promiseDialog.until')}</span>
          <input
            className="input"
            type="datetime-local"
            value={until}
            onChange={(e) => setUntil(e.target.value)}
          />
        </label>
        <div className="task-quick">
          {(Object.keys(quick) as (keyof typeof quick)[]).map((name) => (
            <button
              key={name}
              type="button"
              className="button button-small"
              onClick={() => setUntil(fieldOf(quick[name]()))}
            >
              {t(`task.promiseDialog.${name}`)}
            </button>
          ))}
        </div>
        <div className="dialog-foot">
          <button type="button" className="button" onClick={close}>
            {t('app.cancel')}
          </button>
          <button type="submit" className="button button-main" disabled={!whole || busy}>
            {t('task.promiseDialog.save')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
export default PromiseDialog
