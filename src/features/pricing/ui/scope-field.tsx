import { Segmented, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Scope } from '../domain/offer.ts'
import { useCategories } from './api.ts'
import { type FormContext, Wrong } from './param-fields.tsx'
import { ProductsSelect } from './product-select.tsx'

const lists = ['categories', 'items', 'skus'] as const
type List = (typeof lists)[number]
const names = {
  all: 'scopeAll',
  categories: 'scopeCategories',
  items: 'scopeItems',
  skus: 'scopeSkus',
} as const

interface ScopeFieldProps {
  scope: Scope
  form: FormContext
  set(scope: Scope): void
}

/** Which products take part: all, or those of a list; and which do not. A scope with several lists keeps them. */
export const ScopeField = ({ scope, form, set }: ScopeFieldProps) => {
  const { t } = useTranslation()
  const categories = useCategories(form.shopId)
  const { shopId, disabled, problems } = form
  const given = lists.filter((list) => scope[list] !== undefined)
  const { except = {} } = scope
  const choose = (mode: List | 'all') => {
    const { categories: _c, items: _i, skus: _s, ...rest } = scope
    set(mode === 'all' ? rest : { ...rest, [mode]: scope[mode] ?? [] })
  }
  const setExcept = (change: NonNullable<Scope['except']>) => {
    const next = Object.fromEntries(
      Object.entries({ ...except, ...change }).filter(([, ids]) => ids !== undefined && ids.length > 0),
    )
    const { except: _, ...rest } = scope
    set(Object.keys(next).length === 0 ? rest : { ...rest, except: next })
  }
  const ofCategories = (label: string, value: readonly string[], change: (next: string[]) => void) => (
    <Select
      mode="tags"
      aria-label={label}
      placeholder={label}
      disabled={disabled}
      style={{ width: '100%' }}
      value={[...value]}
      onChange={change}
      options={categories.map((one) => ({ value: one, label: one }))}
    />
  )
  return (
    <>
      <Segmented<List | 'all'>
        value={given[0] ?? 'all'}
        disabled={disabled}
        options={(['all', ...lists] as const).map((one) => ({
          value: one,
          label: t(`pricing.form.${names[one]}`),
        }))}
        onChange={choose}
      />
      {given.map((list) => (
        <div key={list} className="price-under">
          {list === 'categories' ? (
            ofCategories(t('pricing.form.scopeCategories'), scope.categories ?? [], (next) =>
              set({ ...scope, categories: next }),
            )
          ) : (
            <ProductsSelect
              shopId={shopId}
              label={t(`pricing.form.${names[list]}`)}
              of={list === 'items' ? 'products' : 'skus'}
              value={scope[list] ?? []}
              set={(next) => set({ ...scope, [list]: next })}
              disabled={disabled}
            />
          )}
          <Wrong at={`scope.${list}`} problems={problems} />
        </div>
      ))}
      <div className="price-pair price-under">
        <ProductsSelect
          shopId={shopId}
          label={t('pricing.form.except')}
          value={except.items ?? []}
          set={(items) => setExcept({ items })}
          disabled={disabled}
        />
        {ofCategories(t('pricing.form.exceptCategories'), except.categories ?? [], (next) =>
          setExcept({ categories: next }),
        )}
      </div>
    </>
  )
}
