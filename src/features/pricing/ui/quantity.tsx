import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { composing } from '../../../web/keys.ts'
import { MOST_PIECES } from '../domain/basket.ts'
import { quantityOf } from './basket-edit.ts'

interface QuantityProps {
  /** Of what, for who hears the screen. */
  of: string
  value: number
  set(quantity: number): void
  remove(): void
}

/** A number of pieces: typed, by the arrows or + and −, or with the mouse. Less than one takes the line out. */
export const Quantity = ({ of, value, set, remove }: QuantityProps) => {
  const { t } = useTranslation()
  const [typed, setTyped] = useState<string | null>(null)
  // Changed from elsewhere, what was typed no longer says anything.
  const said = typed === null ? null : quantityOf(typed)
  const shown = typed !== null && (said === null || said === 0 || said === value) ? typed : String(value)
  const step = (by: number) => {
    setTyped(null)
    if (value + by < 1) remove()
    else if (value + by <= MOST_PIECES) set(value + by)
  }
  const onKeyDown = (e: React.KeyboardEvent) => {
    if (composing(e.nativeEvent) || e.ctrlKey || e.metaKey || e.altKey) return
    if (e.key === 'ArrowUp' || e.key === '+' || e.key === '=') step(1)
    else if (e.key === 'ArrowDown') {
      if (value > 1) step(-1)
    } else if (e.key === '-') step(-1)
    else if (e.key === 'Enter') leave()
    else return
    e.preventDefault()
  }
  const write = (text: string) => {
    setTyped(text)
    const quantity = quantityOf(text)
    if (quantity !== null && quantity >= 1) set(quantity)
  }
  const leave = () => {
    if (typed !== null && quantityOf(typed) === 0) remove()
    setTyped(null)
  }
  return (
    <span className="price-quantity">
      <button
        type="button"
        tabIndex={-1}
        aria-label={t('pricing.basket.less', { of })}
        onClick={() => step(-1)}
      >
        −
      </button>
      <input
        inputMode="numeric"
        role="spinbutton"
        aria-label={t('pricing.basket.quantity', { of })}
        aria-valuenow={value}
        aria-valuemin={1}
        aria-valuemax={MOST_PIECES}
        value={shown}
        onFocus={(e) => e.target.select()}
        onChange={(e) => write(e.target.value)}
        onKeyDown={onKeyDown}
        onBlur={leave}
      />
      <button
        type="button"
        tabIndex={-1}
        disabled={value >= MOST_PIECES}
        aria-label={t('pricing.basket.more', { of })}
        onClick={() => step(1)}
      >
        +
      </button>
    </span>
  )
}
