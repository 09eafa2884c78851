import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../../../web/parts/dialog.tsx'
import { say } from '../../../../web/parts/toast.tsx'
import type { Product } from '../../../catalog/domain/product.ts'
import { catalogApi, PRODUCTS } from '../../../catalog/ui/api.ts'
import type { Address, Order } from '../../../order/domain/order.ts'
import { orderedOptions } from '../../domain/change/options.ts'
import { unfinished } from '../../domain/commands.ts'
import type { ChangeWanted, Task } from '../../domain/task.ts'
import { askTasksAnew, moveTask, sayTaskError, taskApi } from '../api.ts'

const parts = ['name', 'phone', 'province', 'city', 'district', 'detail'] as const satisfies (keyof Address)[]

/** The products of an order's lines, as far as the shop has them. */
const useProducts = (shopId: number, order: Order): Map<string, Product> => {
  const ids = [...new Set(order.lines.flatMap(({ product }) => product ?? []))]
  return useQueries({
    queries: ids.map((productId) => ({
      queryKey: [PRODUCTS, shopId, 'card', productId],
      queryFn: () => catalogApi.product({ params: { shopId, productId } }),
      retry: false,
    })),
    combine: (all) =>
      new Map(all.flatMap(({ data }) => (data ? [[data.product.id, data.product] as const] : []))),
  })
}

const nameOf = (options: Record<string, string>, id: string): string => Object.values(options).join(' ') || id

interface ChangeProps {
  shopId: number
  conversationId: number
  /** Those that can still be changed, the one meant first. */
  orders: readonly Order[]
  /** What was read from the buyer's message, or what the task has. */
  start: ChangeWanted
  words: string
  messageId: number | null
  /** Of a task that is there. */
  task: Task | null
  close(): void
}

/** What an order is to be changed to: another SKU of its products, parts of the address, a remark. */
const ChangeDialog = ({
  shopId,
  conversationId,
  orders,
  start,
  words: said,
  messageId,
  task,
  close,
}: ChangeProps) => {
  const { t } = useTranslation()
  const [orderId, setOrderId] = useState(orders[0]?.id ?? '')
  const order = orders.find(({ id }) => id === orderId) ?? orders[0]
  const [skus, setSkus] = useState<Record<string, string>>(
    Object.fromEntries(start.lines.map(({ line, sku }) => [line, sku ?? ''])),
  )
  const [address, setAddress] = useState<Partial<Record<keyof Address, string>>>(
    Object.fromEntries(Object.entries(start.address ?? {}).filter(([, value]) => value !== undefined)),
  )
  const [remark, setRemark] = useState(start.remark ?? '')
  const [words, setWords] = useState(said)
  const [busy, setBusy] = useState(false)
  if (!order) return null
  return (
    <Dialog title={t('task.changeDialog.title')} close={close} wide>
      <Body
        {...{
          shopId,
          order,
          orders,
          skus,
          setSkus,
          address,
          setAddress,
          remark,
          setRemark,
          words,
          setWords,
          busy,
          close,
        }}
        choose={(id) => {
          setOrderId(id)
          setSkus({})
        }}
        fixed={task !== null}
        save={async (change) => {
          setBusy(true)
          try {
            if (task) {
              if (!(await moveTask(shopId, task.id, { do: 'change', change }))) return
              say(t('task.act.moved'))
            } else {
              await taskApi.addTask({
                params: { shopId },
                body: {
                  kind: 'change',
                  orderId: order.id,
                  conversationId,
                  words: words.trim(),
                  messageId,
                  change,
                },
              })
              say(t('task.changeDialog.saved'))
              void askTasksAnew(shopId)
            }
            close()
          } catch (error) {
            sayTaskError(error)
          } finally {
            setBusy(false)
          }
        }}
      />
    </Dialog>
  )
}

interface BodyProps {
  shopId: number
  order: Order
  orders: readonly Order[]
  fixed: boolean
  skus: Record<string, string>
  setSkus(skus: Record<string, string>): void
  address: Partial<Record<keyof Address, string>>
  setAddress(address: Partial<Record<keyof Address, string>>): void
  remark: string
  setRemark(remark: string): void
  words: string
  setWords(words: string): void
  busy: boolean
  choose(orderId: string): void
  close(): void
  save(change: ChangeWanted): Promise<void>
}

const Body = (p: BodyProps) => {
  const { t } = useTranslation()
  const { order, skus, address } = p
  const products = useProducts(p.shopId, order)
  const change: ChangeWanted = {
    lines: order.lines.flatMap((line) => {
      const product = line.product === null ? undefined : products.get(line.product)
      const sku = product?.skus.find(({ id }) => id === skus[line.id])
      if (!product || !sku || sku.id === line.sku) return []
      return [{ line: line.id, from: orderedOptions(line, product), to: sku.options, sku: sku.id }]
    }),
    address: Object.values(address).some((value) => value?.trim())
      ? Object.fromEntries(Object.entries(address).filter(([, value]) => value?.trim()))
      : null,
    remark: p.remark.trim() === '' ? null : p.remark.trim(),
  }
  const flaw = unfinished(change)
  return (
    <form
      className="dialog-body task-form"
      onSubmit={(e) => {
        e.preventDefault()
        if (flaw === null) void p.save(change)
      }}
    >
      <p className="faint small">{t('task.changeDialog.says')}</p>
      {p.orders.length > 1 && !p.fixed && (
        <label className="field">
          <span className="field-name">{t('task.changeDialog.order')}</span>
          <select className="input" value={order.id} onChange={(e) => p.choose(e.target.value)}>
            {p.orders.map(({ id, lines }) => (
              <option key={id} value={id}>
                {id} · {lines[0]?.title}
              </option>
            ))}
          </select>
        </label>
      )}
      {order.lines.map((line, i) => {
        const product = line.product === null ? undefined : products.get(line.product)
        return (
          <div key={line.id} className="field">
            <label className="field-name" htmlFor={`task-line-${i}`}>
              {[line.title, nameOf(line.options, line.said)].filter(Boolean).join(' · ')} ×{line.quantity}
            </label>
            {product && product.skus.length > 0 ? (
              <select
                id={`task-line-${i}`}
                className="input"
                data-first={i === 0 ? '' : undefined}
                value={skus[line.id] ?? ''}
                onChange={(e) => p.setSkus({ ...skus, [line.id]: e.target.value })}
              >
                <option value="">{t('task.changeDialog.keep')}</option>
                {product.skus.map(({ id, options, stock }) => (
                  <option key={id} value={id} disabled={stock === 0}>
                    {nameOf(options, id)} ·{' '}
                    {stock > 0 ? t('task.panel.stock', { count: stock }) : t('task.panel.out')}
                  </option>
                ))}
              </select>
            ) : (
              <span className="faint small">
                {t(`task.changeDialog.${product ? 'noSkus' : 'noProduct'}`)}
              </span>
            )}
          </div>
        )
      })}
      <fieldset className="task-address">
        <legend className="field-name">{t('task.changeDialog.address')}</legend>
        {parts.map((part) => (
          <label key={part} className={`field task-${part}`}>
            <span className="unseen">{t(`task.changeDialog.${part}`)}</span>
            <input
              className="input"
              maxLength={part === 'detail' ? 500 : 80}
              placeholder={t(`task.changeDialog.${part}`)}
              value={address[part] ?? ''}
              onChange={(e) => p.setAddress({ ...address, [part]: e.target.value })}
            />
          </label>
        ))}
      </fieldset>
      <label className="field">
        <span className="field-name">{t('task.changeDialog.remark')}</span>
        <textarea rows={2} maxLength={300} value={p.remark} onChange={(e) => p.setRemark(e.target.value)} />
      </label>
      {!p.fixed && (
        <label className="field">
          <span className="field-name">{t('task.changeDialog.words')}</span>
          <input
            className="input"
            maxLength={500}
            value={p.words}
            onChange={(e) => p.setWords(e.target.value)}
          />
        </label>
      )}
      <div className="dialog-foot">
        {flaw === 'nothing' && <span className="faint small">{t('task.changeDialog.nothing')}</span>}
        <button type="button" className="button" onClick={p.close}>
          {t('app.cancel')}
        </button>
        <button type="submit" className="button button-main" disabled={flaw !== null || p.busy}>
          {t('task.changeDialog.save')}
        </button>
      </div>
    </form>
  )
}
export default ChangeDialog
