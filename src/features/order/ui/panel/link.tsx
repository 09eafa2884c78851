import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Refusal } from '../../../../shared/refusal.ts'
import { say, sayError } from '../../../../web/parts/toast.tsx'
import { setTalkOrders, talkOrdersApi } from '../api.ts'

interface LinkProps {
  shopId: number
  conversationId: number
  /** There are no orders: the keyboard goes here. */
  first: boolean
}

/** Says that an order is this buyer’s, where the platform’s ids do not tell. */
export const LinkOrder = ({ shopId, conversationId: id, first }: LinkProps) => {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState(false)
  const [busy, setBusy] = useState(false)
  const orderId = text.trim()
  const link = async () => {
    setBusy(true)
    try {
      const answer = await talkOrdersApi.linkOrder({ params: { shopId, id }, body: { orderId } })
      setTalkOrders(shopId, id, answer)
      setText('')
      say(t('order.panel.linked'))
    } catch (error) {
      if (error instanceof Refusal && error.code === 'not-found') setWrong(true)
      else sayError(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      className="order-link"
      onSubmit={(e) => {
        e.preventDefault()
        if (orderId !== '' && !busy) void link()
      }}
    >
      <input
        className="input"
        value={text}
        maxLength={80}
        data-place={first ? 'orders' : undefined}
        aria-label={t('order.panel.link')}
        aria-invalid={wrong}
        placeholder={t('order.panel.linkHint')}
        onChange={(e) => {
          setText(e.target.value)
          setWrong(false)
        }}
      />
      <button type="submit" className="button" disabled={orderId === '' || busy}>
        {t('order.panel.linkDo')}
      </button>
      {wrong && (
        <p className="order-wrong" role="alert">
          {t('order.panel.linkUnknown')}
        </p>
      )}
    </form>
  )
}
