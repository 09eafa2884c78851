import { Button, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ProductImport } from '../../contract.ts'
import {
  type ImportMapping,
  named,
  type Target,
  type TargetKind,
  targets,
} from '../../domain/import/mapping.ts'
import { cardSections } from '../../domain/product.ts'

interface MappingProps {
  report: ProductImport
  mapping: ImportMapping
  set(mapping: ImportMapping): void
  /** Forgets the mapping that is remembered for such files. */
  forget: (() => void) | undefined
}

interface LineProps {
  column: ProductImport['columns'][number]
  target: Target | undefined
  disabled: boolean
  set(target: Target | undefined): void
}

/** Names that stand for themselves where a column becomes a fact with a name: the last part of a path. */
const ownName = (column: string): string =>
  (column.split(/[.[\]]+/).findLast((part) => part !== '') ?? column).slice(0, 40)

const Line = ({ column, target, disabled, set }: LineProps) => {
  const { t } = useTranslation()
  const choose = (to: TargetKind | undefined) => {
    if (to === undefined) set(undefined)
    else if (to === 'section') set({ to, name: cardSections[0] })
    else set({ to, name: named.has(to) ? ownName(column.column) : '' })
  }
  return (
    <tr>
      <td>
        <b className="catalog-column">{column.column}</b>
        <div className="faint small catalog-clip">{column.samples.join(' · ')}</div>
      </td>
      <td>
        <Select<TargetKind>
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          size="small"
          style={{ width: '100%' }}
          disabled={disabled}
          aria-label={t('catalog.importing.columnIs', { column: column.column })}
          placeholder={t('catalog.importing.leftOut')}
          value={target?.to ?? null}
          options={targets.map((value) => ({ value, label: t(`catalog.target.${value}`) }))}
          onChange={(to) => choose(to ?? undefined)}
        />
      </td>
      <td>
        {target?.to === 'section' && (
          <Select
            size="small"
            style={{ width: '100%' }}
            disabled={disabled}
            aria-label={t('catalog.importing.sectionOf', { column: column.column })}
            value={target.name}
            options={cardSections.map((value) => ({ value, label: t(`catalog.part.${value}`) }))}
            onChange={(name) => set({ ...target, name })}
          />
        )}
        {target && target.to !== 'section' && named.has(target.to) && (
          <Input
            size="small"
            maxLength={40}
            disabled={disabled}
            aria-label={t('catalog.importing.nameOf', { column: column.column })}
            value={target.name}
            onChange={(e) => set({ ...target, name: e.target.value })}
          />
        )}
      </td>
    </tr>
  )
}

/** Which column, or path, of the file is what. */
export const Mapping = ({ report, mapping, set, forget }: MappingProps) => {
  const { t } = useTranslation()
  const { columns, form, lists, fingerprint } = report
  const fixed = fingerprint === null
  const put = (column: string, target: Target | undefined) => {
    const { [column]: _, ...rest } = mapping.columns
    set({ ...mapping, columns: target ? { ...rest, [column]: target } : rest })
  }
  const unit = (name: 'priceUnit' | 'skuPriceUnit') => (
    <div className="catalog-unit">
      <span className="faint small">{t(`catalog.importing.${name}`)}</span>
      <Select
        aria-label={t(`catalog.importing.${name}`)}
        size="small"
        disabled={fixed}
        value={mapping[name]}
        options={(['yuan', 'fen'] as const).map((value) => ({
          value,
          label: t(`catalog.importing.${value}`),
        }))}
        onChange={(value) => set({ ...mapping, [name]: value })}
      />
    </div>
  )
  const list = (within: 'file' | 'product') => {
    const all = lists.filter((one) => one.within === within)
    const name = within === 'file' ? 'products' : 'skus'
    return (
      <div className="catalog-unit">
        <span className="faint small">{t(`catalog.importing.list.${name}`)}</span>
        <Select<string>
          aria-label={t(`catalog.importing.list.${name}`)}
          size="small"
          popupMatchSelectWidth={false}
          disabled={fixed}
          value={mapping[name] ?? ''}
          options={[
            { value: '', label: t(`catalog.importing.noList.${name}`) },
            ...all.map(({ path, length }) => ({ value: path, label: `${path} (${length})` })),
          ]}
          onChange={(path) =>
            set(
              name === 'products'
                ? { ...mapping, products: path }
                : { ...mapping, skus: path === '' ? null : path },
            )
          }
        />
      </div>
    )
  }
  const unknown = columns.filter(({ column }) => !mapping.columns[column]).length
  return (
    <details open={!report.remembered}>
      <summary>
        {t('catalog.importing.mapping')}{' '}
        <span className="faint small">
          {t('catalog.importing.mapped', { count: columns.length - unknown, all: columns.length })}
          {report.remembered && ` · ${t('catalog.importing.remembered')}`}
        </span>
      </summary>
      {fixed && <p className="catalog-warn small">{t('catalog.importing.noNames')}</p>}
      <div className="catalog-units">
        {form === 'json' && list('file')}
        {form === 'json' && list('product')}
        {unit('priceUnit')}
        {unit('skuPriceUnit')}
        {forget && (
          <Button size="small" onClick={forget}>
            {t('catalog.importing.forget')}
          </Button>
        )}
      </div>
      <div className="charts-scroll">
        <table className="catalog-mapping">
          <thead>
            <tr>
              <th scope="col">{t('catalog.importing.column')}</th>
              <th scope="col">{t('catalog.importing.is')}</th>
              <th scope="col">{t('catalog.importing.under')}</th>
            </tr>
          </thead>
          <tbody>
            {columns.map((column) => (
              <Line
                key={column.column}
                column={column}
                target={mapping.columns[column.column]}
                disabled={fixed}
                set={(target) => put(column.column, target)}
              />
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
