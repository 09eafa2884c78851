import { useTranslation } from 'react-i18next'
import { wallOf } from '../../../../shared/wall.ts'
import { yuan } from '../../../../web/format.ts'
import type { OrderImport } from '../../import/contract.ts'
import { problemText } from './words.ts'

const Problems = ({
  title,
  problems,
  count,
  open,
}: {
  title: string
  problems: OrderImport['refused']
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
      <ul className="order-import-lines">
        {problems.slice(0, 50).map((problem) => (
          <li key={`${problem.line} ${problem.column} ${problem.reason}`}>
            <b>{t('orderImport.line', { line: problem.line })}</b>{' '}
            {problem.column !== null && `${problem.column}: `}
            {problemText(t, problem)}
          </li>
        ))}
      </ul>
      {count > 50 && <p className="faint small">{t('orderImport.first', { count: 50 })}</p>}
    </details>
  )
}

/** The first orders as they would be taken. */
const Sample = ({ report, zone }: { report: OrderImport; zone: string }) => {
  const { t } = useTranslation()
  if (report.sample.length === 0 || report.done) return null
  return (
    <details open>
      <summary>{t('orderImport.sample')}</summary>
      <div className="order-import-wide">
        <table className="order-import-table">
          <thead>
            <tr>
              {(['id', 'status', 'created', 'payable', 'title'] as const).map((field) => (
                <th key={field} scope="col">
                  {t(`orderImport.field.${field}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {report.sample.map(({ id, status, createdAt, payableFen, lines = [] }) => (
              <tr key={id}>
                <td className="digits">{id}</td>
                <td>{status ? t(`orderImport.status.${status}`) : '–'}</td>
                <td className="digits order-import-time">
                  {createdAt === undefined ? '–' : wallOf(createdAt, zone).replace('T', ' ')}
                </td>
                <td className="digits">{typeof payableFen === 'number' ? yuan(payableFen) : '–'}</td>
                <td>
                  {lines.length === 0 && '–'}
                  {lines.map((line) => (
                    <div key={line.id} className="order-import-clip">
                      {line.title || line.code} {line.said && <span className="faint">{line.said}</span>} ×
                      {line.quantity}
                      {line.product !== null && <span className="order-import-known"> ✓</span>}
                    </div>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}

/** What a file holds, or what became of it. */
export const Report = ({ report, zone }: { report: OrderImport; zone: string }) => {
  const { t } = useTranslation()
  const { counts, done } = report
  const figures = done
    ? (['orders', 'added', 'changed', 'unchanged', 'refused', 'noted'] as const)
    : (['orders', 'added', 'changed', 'refused', 'noted'] as const)
  return (
    <>
      <div className="order-import-counts">
        {figures.map((name) => (
          <span
            key={name}
            className={name === 'refused' && counts.refused > 0 ? 'order-import-bad' : undefined}
          >
            <b className="digits">{counts[name].toLocaleString()}</b>{' '}
            {t(`orderImport.counted.${done || name !== 'changed' ? name : 'known'}`)}
          </span>
        ))}
      </div>
      {counts.lines > 0 && (
        <p className="faint small">
          {t('orderImport.matched', { count: counts.matched, all: counts.lines })}
        </p>
      )}
      <Problems
        title={t('orderImport.refusedRows')}
        problems={report.refused}
        count={counts.refused}
        open={counts.refused <= 20}
      />
      <Problems
        title={t('orderImport.notedValues')}
        problems={report.noted}
        count={counts.noted}
        open={counts.noted <= 10}
      />
      <Sample report={report} zone={zone} />
    </>
  )
}
