import { useTranslation } from 'react-i18next'
import type { ShopFacts } from '../domain.ts'

type ShopChoiceProps = { shops: readonly Pick<ShopFacts, 'id' | 'name'>[]; chosen: number | null } & (
  | { together?: never; choose(shopId: number): void }
  /** All shops together are one more choice: null. */
  | { together: true; choose(shopId: number | null): void }
)

/** Which of one's shops a page shows; nothing for who is in one alone. */
export const ShopChoice = ({ shops, chosen, ...how }: ShopChoiceProps) => {
  const { t } = useTranslation()
  if (shops.length < 2) return null
  return (
    <select
      className="input shop-choice"
      aria-label={t('settings.which')}
      value={chosen ?? ''}
      onChange={({ target: { value } }) =>
        how.together ? how.choose(value === '' ? null : Number(value)) : how.choose(Number(value))
      }
    >
      {how.together && <option value="">{t('list.allShops')}</option>}
      {shops.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  )
}
