import { useTranslation } from 'react-i18next'
import { yuan } from '../../../../web/format.ts'
import type { ProductImport } from '../../contract.ts'

type Problem = ProductImport['refused'][number]

const First = ({ shown, count }: { shown: number; count: number }) => {
  const { t } = useTranslation()
  return shown < count ? (
    <p className="faint small">{t('catalog.importing.first', { count: shown })}</p>
  ) : null
}

const Problems = ({
  title,
  problems,
  count,
  open,
}: {
  title: string
  problems: readonly Problem[]
  count: number
  open: boolean
}) => {
  const { t } = useTranslation()
  if (count === 0) return null
  return (
    <details open={open}>
      <summary>
        {title} <b className="digits">{count}</b>
      </summary>
      <ul className="catalog-lines">
        {problems.map(({ line, id, column, reason, detail }) => (
          <li key={`${line} ${column} ${reason} ${detail}`}>
            <b>{t('catalog.importing.line', { line })}</b>
            {id !== null && <span className="faint"> {id}</span>} {column !== null && `${column}: `}
            {t(`catalog.reason.${reason}`, { detail })}
          </li>
        ))}
      </ul>
      <First shown={problems.length} count={count} />
    </details>
  )
}

/** The first products as they would become. */
const Sample = ({ report }: { report: ProductImport }) => {
  const { t } = useTranslation()
  if (report.sample.length === 0) return null
  return (
    <details open>
      <summary>{t('catalog.importing.sample')}</summary>
      <div className="charts-scroll">
        <table className="catalog-changes">
          <thead>
            <tr>
              <th scope="col">{t('catalog.field.id')}</th>
              <th scope="col">{t('catalog.field.title')}</th>
              <th scope="col">{t('catalog.field.category')}</th>
              <th scope="col">{t('catalog.field.price')}</th>
              <th scope="col">{t('catalog.field.stock')}</th>
              <th scope="col">SKU</th>
              <th scope="col">{t('catalog.field.attributes')}</th>
            </tr>
          </thead>
          <tbody>
            {report.sample.slice(0, 5).map(({ id, title, category, priceFen, stock, skus, attributes }) => (
              <tr key={id}>
                <td>{id}</td>
                <td>{title}</td>
                <td>{category ?? '–'}</td>
                <td className="digits">{yuan(priceFen)}</td>
                <td className="digits">{stock}</td>
                <td className="digits">{skus.length}</td>
                <td className="catalog-clip">
                  {Object.entries(attributes)
                    .slice(0, 4)
                    .map(([name, value]) => `${name}: ${value}`)
                    .join(' · ') || '–'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}

/** What a file would do, or cannot. */
export const Report = ({ report }: { report: ProductImport }) => {
  const { t } = useTranslation()
  const { counts } = report
  const fieldName = (field: string): string => t(`catalog.field.${field as 'title'}`, { defaultValue: field })
  return (
    <>
      <div className="catalog-counts">
        {(['added', 'changed', 'unchanged', 'prices', 'charts', 'refused'] as const)
          .filter((name) => counts[name] > 0 || name === 'added' || name === 'changed' || name === 'refused')
          .map((name) => (
            <span
              key={name}
              className={name === 'refused' && counts.refused > 0 ? 'catalog-refused' : undefined}
            >
              <b className="digits">{counts[name]}</b> {t(`catalog.importing.${name}`)}
            </span>
          ))}
      </div>
      <Problems
        title={t('catalog.importing.refusedList')}
        problems={report.refused}
        count={counts.refused}
        open
      />
      <Problems
        title={t('catalog.importing.notedList')}
        problems={report.noted}
        count={counts.noted}
        open={counts.noted <= 10}
      />
      <Sample report={report} />
      {counts.changed > 0 && (
        <details>
          <summary>
            {t('catalog.importing.changedList')} <b className="digits">{counts.changed}</b>
          </summary>
          <ul className="catalog-lines">
            {report.changed.map(({ line, id, title, fields }) => (
              <li key={id}>
                <b>{t('catalog.importing.line', { line })}</b> {title} <span className="faint">{id}</span>{' '}
                <span className="faint">{fields.map(fieldName).join(t('catalog.comma'))}</span>
              </li>
            ))}
          </ul>
          <First shown={report.changed.length} count={counts.changed} />
        </details>
      )}
      {counts.added > 0 && (
        <details>
          <summary>
            {t('catalog.importing.addedList')} <b className="digits">{counts.added}</b>
          </summary>
          <ul className="catalog-lines">
            {report.added.map(({ line, id, title, skus }) => (
              <li key={id}>
                <b>{t('catalog.importing.line', { line })}</b> {title} <span className="faint">{id}</span>
                {skus > 0 && <span className="faint"> · {t('catalog.importing.skus', { count: skus })}</span>}
              </li>
            ))}
          </ul>
          <First shown={report.added.length} count={counts.added} />
        </details>
      )}
    </>
  )
}
