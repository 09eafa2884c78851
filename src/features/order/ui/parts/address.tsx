import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sayError } from '../../../../web/parts/toast.tsx'
import { mayIn } from '../../../shop/ui/session.ts'
import type { Address, Order } from '../../domain/order.ts'
import { addressLine } from '../../domain/telling.ts'
import { orderApi } from '../api.ts'
import { Copy } from './copy.tsx'

/** A whole address does not stay on a screen that nobody looks at any more, ms. */
const SHOWN = 60_000

/** Where an order goes, its person masked; whole for those who may, after which it is hidden again. Who saw it is kept by
 * the audit log (ORD-87). */
export const AddressOf = ({ shopId, order }: { shopId: number; order: Order }) => {
  const { t } = useTranslation()
  const [whole, setWhole] = useState<Address | null>(null)
  const [asking, setAsking] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another address is another one to reveal
  useEffect(() => setWhole(null), [order.id, order.address])
  useEffect(() => {
    if (!whole) return
    const timer = setTimeout(() => setWhole(null), SHOWN)
    return () => clearTimeout(timer)
  }, [whole])
  if (!order.address) return <span className="faint">{t('order.noAddress')}</span>
  const reveal = async () => {
    setAsking(true)
    try {
      const { address } = await orderApi.revealOrder({ params: { shopId, orderId: order.id } })
      setWhole(address)
    } catch (error) {
      sayError(error)
    } finally {
      setAsking(false)
    }
  }
  return (
    <span className="order-address">
      <span className={whole ? 'order-whole' : undefined}>{addressLine(whole ?? order.address)}</span>
      {whole && <Copy text={addressLine(whole)} label={t('order.copy')} />}
      {mayIn(shopId, 'order.reveal') && (
        <button
          type="button"
          className="link small"
          title={whole ? undefined : t('order.revealSays')}
          disabled={asking}
          onClick={() => (whole ? setWhole(null) : void reveal())}
        >
          {t(whole ? 'order.hide' : 'order.reveal')}
        </button>
      )}
    </span>
  )
}
