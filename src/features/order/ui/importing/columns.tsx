import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { type FieldName, fieldNames } from '../../domain/import/field.ts'
import type { OrderMapping } from '../../domain/import/layout.ts'
import { OrderStatus } from '../../domain/order.ts'
import type { OrderImport } from '../../import/contract.ts'

interface ColumnsProps {
  report: OrderImport
  mapping: OrderMapping
  set(mapping: OrderMapping): void
  /** Forgets what was said of such files. */
  forget: (() => void) | undefined
}

/** Which column holds what, and what the file's words of states mean where the desk does not know them. */
export const Columns = ({ report, mapping, set, forget }: ColumnsProps) => {
  const { t } = useTranslation()
  const fixed = report.fingerprint === null
  const fieldOf = (column: OrderImport['columns'][number]): FieldName | null => {
    const said = mapping.columns[column.column]
    return said === undefined ? column.suggested : said
  }
  const known = report.columns.filter((column) => fieldOf(column) !== null).length
  const words = [
    ...report.statuses,
    ...Object.keys(mapping.statuses)
      .filter((word) => !report.statuses.some((one) => one.word === word))
      .map((word) => ({ word, count: 0 })),
  ]
  const put = (column: OrderImport['columns'][number], field: FieldName | null) => {
    const { [column.column]: _, ...others } = mapping.columns
    set({
      ...mapping,
      columns: field === column.suggested ? others : { ...others, [column.column]: field },
    })
  }
  return (
    <>
      {words.length > 0 && (
        <section>
          <h3 className="order-import-head">{t('orderImport.statuses')}</h3>
          <p className="faint small">{t('orderImport.statusesSay')}</p>
          <table className="order-import-table">
            <tbody>
              {words.map(({ word, count }) => (
                <tr key={word}>
                  <td>
                    <b>{word}</b>{' '}
                    {count > 0 && <span className="faint small">{t('orderImport.times', { count })}</span>}
                  </td>
                  <td>
                    <Select<OrderStatus>
                      allowClear
                      size="small"
                      style={{ width: '100%' }}
                      disabled={fixed}
                      aria-label={t('orderImport.statusIs', { word })}
                      placeholder={t('orderImport.unknown')}
                      value={mapping.statuses[word] ?? null}
                      options={OrderStatus.options
                        .filter((status) => status !== 'unknown')
                        .map((value) => ({ value, label: t(`orderImport.status.${value}`) }))}
                      onChange={(status) => {
                        const { [word]: _, ...others } = mapping.statuses
                        set({ ...mapping, statuses: status ? { ...others, [word]: status } : others })
                      }}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <details open={report.needsId || report.format === null}>
        <summary>
          {t('orderImport.columns')}{' '}
          <span className="faint small">
            {t('orderImport.columnsKnown', { count: known, all: report.columns.length })}
            {report.remembered && ` · ${t('orderImport.remembered')}`}
          </span>
          {forget && (
            <Button type="link" size="small" onClick={forget}>
              {t('orderImport.forget')}
            </Button>
          )}
        </summary>
        <p className="faint small">{t(fixed ? 'orderImport.noNames' : 'orderImport.columnsSay')}</p>
        <table className="order-import-table">
          <thead>
            <tr>
              <th scope="col">{t('orderImport.column')}</th>
              <th scope="col">{t('orderImport.holds')}</th>
            </tr>
          </thead>
          <tbody>
            {report.columns.map((column) => (
              <tr key={column.column}>
                <td>
                  <b className="order-import-column">{column.column}</b>
                  <div className="faint small order-import-clip">{column.samples.join(' · ')}</div>
                </td>
                <td>
                  <Select<FieldName>
                    allowClear
                    showSearch={{ optionFilterProp: 'label' }}
                    size="small"
                    style={{ width: '100%' }}
                    disabled={fixed}
                    aria-label={t('orderImport.columnIs', { column: column.column })}
                    placeholder={t('orderImport.kept')}
                    value={fieldOf(column)}
                    options={fieldNames.map((value) => ({ value, label: t(`orderImport.field.${value}`) }))}
                    onChange={(field) => put(column, field ?? null)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  )
}
