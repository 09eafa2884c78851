import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSave } from '../../../../web/parts/save.ts'
import { skuName } from '../../../campaign/ui/products.tsx'
import type { Product } from '../../../catalog/domain/product.ts'
import { mayIn } from '../../../shop/ui/session.ts'
import { about, wishApi } from '../api.ts'
import './note-wish.css'

interface NoteWishProps {
  shopId: number
  conversationId: number
  buyerId: number
  product: Product
}

/**
 * Beside a product that a buyer looks at: notes that they want to be told when it, or one of its variants, is back. Shows
 * nothing while everything of it is there.
 */
export const NoteWish = ({ shopId, conversationId, buyerId, product }: NoteWishProps) => {
  const { t } = useTranslation()
  const out = product.skus.filter(({ stock }) => stock === 0)
  const [sku, setSku] = useState<string | null>(null)
  const [quantity, setQuantity] = useState(1)
  // With some of it there, only a variant that is out can be waited for.
  const choice = sku ?? (product.stock === 0 ? '' : (out[0]?.id ?? ''))
  const waiting = useQuery({
    queryKey: [...about(shopId), 'wishes-of', buyerId],
    queryFn: async () =>
      (await wishApi.wishes({ params: { shopId }, query: { buyer: buyerId, state: 'waiting' } })).wishes,
    enabled: product.stock === 0 || out.length > 0,
  }).data
  const note = useSave(
    () =>
      wishApi.addWish({
        params: { shopId, conversationId },
        body: { product: product.id, sku: choice === '' ? null : choice, quantity },
      }),
    about(shopId),
    undefined,
    t('recovery.wishes.noted'),
  )
  if (product.stock > 0 && out.length === 0) return null
  const mine = waiting?.filter((wish) => wish.product === product.id) ?? []
  const nameOf = (id: string | null) => {
    const found = product.skus.find((one) => one.id === id)
    return found ? skuName(found) : t('recovery.wishes.anySku')
  }
  return (
    <div className="note-wish">
      {mine.length > 0 && (
        <p className="plan-good small">
          {t('recovery.wishes.noted')} (
          {mine.map((wish) => `${nameOf(wish.sku)} ×${wish.quantity}`).join(t('problem.in'))})
        </p>
      )}
      {mayIn(shopId, 'conversation.reply') && (
        <form
          className="note-wish-row"
          onSubmit={(e) => {
            e.preventDefault()
            note.mutate(undefined)
          }}
        >
          {out.length > 0 && (
            <select
              className="input"
              aria-label={t('recovery.wishes.sku')}
              value={choice}
              onChange={(e) => setSku(e.target.value === '' ? null : e.target.value)}
            >
              {product.stock === 0 && <option value="">{t('recovery.wishes.anySku')}</option>}
              {out.map((one) => (
                <option key={one.id} value={one.id}>
                  {skuName(one)}
                </option>
              ))}
            </select>
          )}
          <input
            className="input note-wish-count"
            type="number"
            min={1}
            max={999}
            aria-label={t('recovery.wishes.quantity')}
            value={quantity}
            onChange={(e) => setQuantity(Math.max(1, Math.min(999, Number(e.target.value) || 1)))}
          />
          <button
            type="submit"
            className="button button-small"
            disabled={note.isPending}
            title={t('recovery.wishes.noteFor', { name: product.title })}
          >
            {t('recovery.wishes.note')}
          </button>
        </form>
      )}
    </div>
  )
}
