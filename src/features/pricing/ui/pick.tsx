import { useDeferredValue, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { yuan } from '../../../web/format.ts'
import { errorText } from '../../../web/i18n.ts'
import { composing } from '../../../web/keys.ts'
import { Icon } from '../../../web/parts/icons.tsx'
import type { Product } from '../../catalog/contract.ts'
import { useFound } from './api.ts'
import { skuName } from './naming.ts'

/** Shown at once at most; who wants another types more of its name. */
const SHOWN = 24

interface Choice {
  key: string
  product: string
  sku: string | null
  title: string
  which: string
  priceFen: number
  stock: number
}

/** Each SKU by itself: what is put into a basket is one. */
const choicesOf = (products: readonly Product[]): Choice[] =>
  products
    .flatMap((product): Choice[] => {
      const one = { product: product.id, title: product.title }
      if (product.skus.length === 0)
        return [
          { ...one, key: product.id, sku: null, which: '', priceFen: product.priceFen, stock: product.stock },
        ]
      return product.skus.map((sku) => ({
        ...one,
        key: `${product.id} ${sku.id}`,
        ...{ sku: sku.id, which: skuName(sku), priceFen: sku.priceFen, stock: sku.stock },
      }))
    })
    .slice(0, SHOWN)

/** Finds products by name or number and adds the chosen SKU. The keyboard stays in the field, so that one adds on. */
export const Pick = ({ shopId, add }: { shopId: number; add(product: string, sku: string | null): void }) => {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState(0)
  const list = useId()
  const field = useRef<HTMLInputElement>(null)
  const q = useDeferredValue(text.trim())
  const found = useFound(shopId, q)
  const choices = open ? choicesOf(found.data ?? []) : []
  const chosen = choices[Math.min(at, choices.length - 1)]
  const take = (choice: Choice) => {
    add(choice.product, choice.sku)
    setText('')
    setAt(0)
    setOpen(false)
    field.current?.focus()
  }
  const move = (by: 1 | -1) => {
    setOpen(true)
    if (choices.length > 0) setAt((Math.min(at, choices.length - 1) + by + choices.length) % choices.length)
  }
  const onKeyDown = (e: React.KeyboardEvent) => {
    if (composing(e.nativeEvent)) return
    if (e.key === 'ArrowDown') move(1)
    else if (e.key === 'ArrowUp') move(-1)
    else if (e.key === 'Enter' && chosen) take(chosen)
    else if (e.key === 'Escape' && open) setOpen(false)
    else return
    e.preventDefault()
    e.stopPropagation()
  }
  return (
    <div className="price-pick">
      <label className="find">
        <Icon name="plus" size={15} />
        <input
          ref={field}
          data-place="price"
          role="combobox"
          value={text}
          placeholder={t('pricing.basket.find')}
          aria-label={t('pricing.basket.find')}
          aria-expanded={open}
          aria-controls={list}
          aria-activedescendant={chosen && `${list}-${choices.indexOf(chosen)}`}
          onChange={(e) => {
            setText(e.target.value)
            setAt(0)
            setOpen(true)
          }}
          onClick={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onKeyDown={onKeyDown}
        />
      </label>
      {open && (
        <div id={list} className="price-found" role="listbox" aria-label={t('pricing.basket.find')}>
          {found.error !== null && <p className="faint small">{errorText(found.error)}</p>}
          {found.data?.length === 0 && <p className="faint small">{t('panel.noProduct')}</p>}
          {choices.map((choice, i) => (
            <div
              key={choice.key}
              id={`${list}-${i}`}
              role="option"
              tabIndex={-1}
              aria-selected={choice === chosen}
              className="option"
              // The field keeps the keyboard: leaving it would close the list before the click.
              onMouseDown={(e) => {
                e.preventDefault()
                take(choice)
              }}
            >
              <span className="option-name">
                {choice.title}
                {choice.which !== '' && <span className="price-which"> {choice.which}</span>}
              </span>
              <span className="option-side">
                {yuan(choice.priceFen)}
                {choice.stock === 0 && <span className="sold-out"> {t('panel.soldOut')}</span>}
              </span>
            </div>
          ))}
        </div>
      )}
    </div>
  )
}
