import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { yuan } from '../../../../web/format.ts'
import { Icon } from '../../../../web/parts/icons.tsx'
import { type Relation, RelationKind } from '../../domain/product.ts'
import { catalogApi, PRODUCTS } from '../api.ts'
import { useProductNamed } from '../looked-at.ts'
import type { PartProps } from './part.ts'

const MOST = 50

const Line = (props: {
  shopId: number
  relation: Relation
  editable: boolean
  set(relation: Relation): void
  remove(): void
  open: ((id: string) => void) | undefined
}) => {
  const { shopId, relation, editable, set, remove, open } = props
  const { t } = useTranslation()
  const product = useProductNamed(shopId, relation.product)
  return (
    <div className="catalog-relation">
      <div>
        {open && product ? (
          <button type="button" className="catalog-open" onClick={() => open(product.id)}>
            {product.title}
          </button>
        ) : (
          <span>{product?.title ?? relation.product}</span>
        )}{' '}
        <span className="faint small">
          {relation.product}
          {product && ` · ${yuan(product.priceFen)}`}
        </span>
        {product === null && <span className="catalog-warn small"> {t('catalog.relationGone')}</span>}
      </div>
      <Input
        size="small"
        maxLength={120}
        aria-label={`${t('catalog.relationWhy')}: ${product?.title ?? relation.product}`}
        placeholder={t('catalog.relationWhySays')}
        disabled={!editable}
        value={relation.why}
        onChange={(e) => set({ ...relation, why: e.target.value })}
      />
      {editable && (
        <button
          type="button"
          className="icon-button"
          aria-label={`${t('app.remove')}: ${product?.title ?? relation.product}`}
          onClick={remove}
        >
          <Icon name="cross" size={14} />
        </button>
      )}
    </div>
  )
}

const Finder = (props: {
  shopId: number
  label: string
  not: ReadonlySet<string>
  take(id: string): void
}) => {
  const { shopId, label, not, take } = props
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const q = text.trim()
  const found = useQuery({
    queryKey: [PRODUCTS, shopId, q],
    queryFn: async () => (await catalogApi.products({ params: { shopId }, query: { q } })).products,
    placeholderData: keepPreviousData,
  })
  return (
    <Select<string>
      showSearch={{ filterOption: false, onSearch: (typed) => setText(typed.slice(0, 60)) }}
      style={{ width: '100%' }}
      aria-label={label}
      placeholder={t('catalog.findRelated')}
      value={null}
      loading={found.isFetching}
      notFoundContent={t('panel.noProduct')}
      options={(found.data ?? [])
        .filter(({ id }) => !not.has(id))
        .map(({ id, title, priceFen }) => ({ value: id, label: `${title} · ${id} · ${yuan(priceFen)}` }))}
      onChange={(id) => {
        if (id) take(id)
        setText('')
      }}
    />
  )
}

/** What may be offered beside it, by kind. */
export const Relations = ({
  shopId,
  draft,
  set,
  editable,
  openOther,
}: PartProps & { openOther: ((id: string) => void) | undefined }) => {
  const { t } = useTranslation()
  const { relations } = draft
  return (
    <>
      {RelationKind.options.map((kind) => {
        const mine = relations.filter((relation) => relation.kind === kind)
        return (
          <div key={kind} className="field">
            <span className="field-name">{t(`catalog.relation.${kind}`)}</span>
            <span className="faint small">{t(`catalog.relationSays.${kind}`)}</span>
            {mine.map((relation) => (
              <Line
                key={relation.product}
                shopId={shopId}
                relation={relation}
                editable={editable}
                set={(next) => set({ relations: relations.map((one) => (one === relation ? next : one)) })}
                remove={() => set({ relations: relations.filter((one) => one !== relation) })}
                open={openOther}
              />
            ))}
            {editable && relations.length < MOST && (
              <Finder
                shopId={shopId}
                label={t('catalog.addRelation', { kind: t(`catalog.relation.${kind}`) })}
                not={new Set([draft.id, ...mine.map(({ product }) => product)])}
                take={(product) => set({ relations: [...relations, { kind, product, why: '' }] })}
              />
            )}
          </div>
        )
      })}
    </>
  )
}
