import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { inLanguage } from '../../../../shared/said.ts'
import { yuan } from '../../../../web/format.ts'
import { Dialog } from '../../../../web/parts/dialog.tsx'
import { Icon } from '../../../../web/parts/icons.tsx'
import { say } from '../../../../web/parts/toast.tsx'
import { catalogApi, PRODUCTS } from '../../../catalog/ui/api.ts'
import type { Order } from '../../../order/domain/order.ts'
import { fenOf, typedFen } from '../../../pricing/ui/amounts.ts'
import { leftToGiveBack } from '../../domain/refund-due.ts'
import { caseKinds, type TaskKind } from '../../domain/task.ts'
import { askTasksAnew, sayTaskError, TASKS, talkTasksApi, taskApi } from '../api.ts'

interface CaseProps {
  shopId: number
  conversationId: number
  orders: readonly Order[]
  /** Pictures the buyer sent in the conversation, by their names below /files. */
  pictures: readonly string[]
  close(): void
}

/** Whether price, gifts and stock still hold when ordering again. */
const Again = ({ shopId, order, lines }: { shopId: number; order: Order; lines: readonly string[] }) => {
  const { t, i18n } = useTranslation()
  const [sku, setSku] = useState('')
  const [open, setOpen] = useState(false)
  const line =
    lines.length === 1
      ? order.lines.find(({ id }) => id === lines[0])
      : order.lines.length === 1
        ? order.lines[0]
        : undefined
  const product = useQuery({
    queryKey: [PRODUCTS, shopId, 'card', line?.product],
    queryFn: () => catalogApi.product({ params: { shopId, productId: line?.product ?? '' } }),
    enabled: open && line?.product != null,
    retry: false,
  })
  const found = useQuery({
    queryKey: [TASKS, shopId, 'reorder', order.id, line?.id, sku],
    queryFn: () =>
      talkTasksApi.reorder({
        params: { shopId, orderId: order.id },
        query: { ...(line && { line: line.id }), ...(line && sku !== '' && { sku }) },
      }),
    enabled: open,
  })
  const said = (text: { zh: string; en: string }) => inLanguage(text, i18n.language)
  return (
    <details className="task-again" open={open} onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>{t('task.caseDialog.reorder')}</summary>
      <p className="faint small">{t('task.caseDialog.reorderSays')}</p>
      {product.data && product.data.product.skus.length > 0 && (
        <label className="field">
          <span className="field-name">{t('task.caseDialog.sku')}</span>
          <select className="input" value={sku} onChange={(e) => setSku(e.target.value)}>
            <option value="">{t('task.caseDialog.same')}</option>
            {product.data.product.skus.map(({ id, options }) => (
              <option key={id} value={id}>
                {Object.values(options).join(' ') || id}
              </option>
            ))}
          </select>
        </label>
      )}
      {found.isPending && open && <p className="faint small">{t('app.loading')}</p>}
      {found.data && (
        <ul className="task-says">
          {found.data.says.map((one) => (
            <li key={`${one.about} ${one.says.en}`} className={one.holds ? 'task-holds' : 'task-fails'}>
              <Icon name={one.holds ? 'check' : 'alert'} size={14} />
              {said(one.says)}
            </li>
          ))}
          {found.data.problems.map((one) => (
            <li key={one.en} className="task-fails">
              <Icon name="alert" size={14} />
              {said(one)}
            </li>
          ))}
        </ul>
      )}
    </details>
  )
}

/** A case after the sale: what for, which lines, how much. */
const CaseDialog = ({ shopId, conversationId, orders, pictures, close }: CaseProps) => {
  const { t, i18n } = useTranslation()
  const [kind, setKind] = useState<TaskKind>('refund')
  const [orderId, setOrderId] = useState(orders[0]?.id ?? '')
  const [lines, setLines] = useState<readonly string[]>([])
  const [amount, setAmount] = useState('')
  const [reason, setReason] = useState('')
  const [words, setWords] = useState('')
  const [shown, setShown] = useState<readonly string[]>(pictures)
  const [busy, setBusy] = useState(false)
  const order = orders.find(({ id }) => id === orderId)
  const due = useQuery({
    queryKey: [TASKS, shopId, 'refund-due', orderId, lines.join(',')],
    queryFn: () => talkTasksApi.refundDue({ params: { shopId, orderId }, query: { lines: lines.join(',') } }),
    enabled: order !== undefined,
  })
  const fen = amount.trim() === '' ? null : fenOf(amount)
  const wrong = amount.trim() !== '' && fen === null
  const dueFen = due.data?.dueFen ?? null
  const more = fen !== null && dueFen !== null && fen > dueFen
  const tooMuch =
    (kind === 'refund' || kind === 'return') &&
    fen !== null &&
    order !== undefined &&
    fen > leftToGiveBack(order)
  return (
    <Dialog title={t('task.caseDialog.title')} close={close} wide>
      <form
        className="dialog-body task-form"
        onSubmit={async (e) => {
          e.preventDefault()
          if (wrong || tooMuch) return
          setBusy(true)
          try {
            await taskApi.addTask({
              params: { shopId },
              body: {
                ...{ kind, orderId: order?.id ?? null, conversationId, words: words.trim() },
                case: { lines: [...lines], fen, reason: reason.trim(), pictures: [...shown] },
              },
            })
            say(t('task.caseDialog.saved'))
            void askTasksAnew(shopId)
            close()
          } catch (error) {
            sayTaskError(error)
          } finally {
            setBusy(false)
          }
        }}
      >
        <fieldset className="task-kinds">
          <legend className="field-name">{t('task.caseDialog.kind')}</legend>
          {caseKinds.map((one, i) => (
            <label key={one} className="task-choice">
              <input
                type="radio"
                name="kind"
                data-first={i === 0 ? '' : undefined}
                checked={kind === one}
                onChange={() => setKind(one)}
              />
              {t(`task.kind.${one}`)}
            </label>
          ))}
        </fieldset>
        <label className="field">
          <span className="field-name">{t('task.caseDialog.order')}</span>
          <select
            className="input"
            value={orderId}
            onChange={(e) => {
              setOrderId(e.target.value)
              setLines([])
            }}
          >
            {orders.map(({ id, lines: [first] }) => (
              <option key={id} value={id}>
                {id} · {first?.title}
              </option>
            ))}
            <option value="">{t('task.caseDialog.noOrder')}</option>
          </select>
        </label>
        {order && order.lines.length > 1 && (
          <fieldset className="task-lines">
            <legend className="field-name">{t('task.caseDialog.lines')}</legend>
            {order.lines.map((line) => (
              <label key={line.id} className="task-choice">
                <input
                  type="checkbox"
                  checked={lines.includes(line.id)}
                  onChange={(e) =>
                    setLines(e.target.checked ? [...lines, line.id] : lines.filter((id) => id !== line.id))
                  }
                />
                {line.title} {line.said || Object.values(line.options).join(' ')} ×{line.quantity}
              </label>
            ))}
          </fieldset>
        )}
        <label className="field">
          <span className="field-name">{t('task.caseDialog.amount')}</span>
          <input
            className="input digits"
            inputMode="decimal"
            aria-invalid={wrong || tooMuch}
            value={amount}
            onChange={(e) => setAmount(e.target.value)}
          />
        </label>
        {wrong && <p className="task-fails small">{t('task.caseDialog.invalid')}</p>}
        {(tooMuch || more) && (
          <p className="task-fails small" role="alert">
            {tooMuch
              ? t('task.refused.too-much')
              : t('task.caseDialog.more', { money: yuan((fen ?? 0) - (dueFen ?? 0)) })}
          </p>
        )}
        {due.data && (
          <p className="task-duesays small">
            {inLanguage(due.data.says, i18n.language)}{' '}
            {dueFen !== null && dueFen !== fen && (
              <button type="button" className="link" onClick={() => setAmount(typedFen(dueFen))}>
                {t('task.caseDialog.useDue')}
              </button>
            )}
          </p>
        )}
        {order && (kind === 'refund' || kind === 'return' || kind === 'exchange') && (
          <Again key={`${order.id} ${lines.join()}`} shopId={shopId} order={order} lines={lines} />
        )}
        <label className="field">
          <span className="field-name">{t('task.caseDialog.reason')}</span>
          <input
            className="input"
            maxLength={300}
            value={reason}
            onChange={(e) => setReason(e.target.value)}
          />
        </label>
        <label className="field">
          <span className="field-name">{t('task.caseDialog.words')}</span>
          <textarea rows={2} maxLength={500} value={words} onChange={(e) => setWords(e.target.value)} />
        </label>
        {pictures.length > 0 && (
          <fieldset className="task-pictures">
            <legend className="field-name">{t('task.caseDialog.pictures')}</legend>
            {pictures.map((picture) => (
              <label key={picture} className="task-picture">
                <input
                  type="checkbox"
                  checked={shown.includes(picture)}
                  onChange={(e) =>
                    setShown(e.target.checked ? [...shown, picture] : shown.filter((one) => one !== picture))
                  }
                />
                <img src={`/files/${picture}`} alt={t('task.caseDialog.pictures')} />
              </label>
            ))}
          </fieldset>
        )}
        <div className="dialog-foot">
          <button type="button" className="button" onClick={close}>
            {t('app.cancel')}
          </button>
          <button type="submit" className="button button-main" disabled={wrong || tooMuch || busy}>
            {t('task.caseDialog.save')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
export default CaseDialog
