import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { say, sayError } from '../../../../web/parts/toast.tsx'
import type { OrderCommand } from '../../domain/command.ts'
import { keepOrder, orderApi } from '../api.ts'

/** Wants something done to an order on its platform. True when the desk has taken it down. */
export const useWant = (shopId: number, orderId: string) => {
  const { t } = useTranslation()
  const [busy, setBusy] = useState(false)
  const want = async (command: OrderCommand): Promise<boolean> => {
    setBusy(true)
    try {
      keepOrder(shopId, await orderApi.commandOrder({ params: { shopId, orderId }, body: { command } }))
      say(t('order.remarkEdit.asked'))
      return true
    } catch (error) {
      sayError(error)
      return false
    } finally {
      setBusy(false)
    }
  }
  return { want, busy }
}
