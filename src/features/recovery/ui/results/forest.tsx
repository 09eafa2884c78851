import { useTranslation } from 'react-i18next'
import type { Compared } from '../../domain/results.ts'
import { number, percent, points, pValue, reach } from './figures.ts'
import { Interval } from './interval.tsx'
import { VerdictTag } from './verdict.tsx'

interface ForestProps {
  title: string
  says: string
  head: string
  rows: readonly { key: string; name: string; compared: Compared }[]
}

/** Several comparisons with the control group one below the other, on one axis with a line at no difference. */
export const Forest = ({ title, says, head, rows }: ForestProps) => {
  const { t, i18n } = useTranslation()
  const language = i18n.language
  const axis = reach(
    rows.map(({ compared }) => compared.uplift),
    [0],
  )
  return (
    <section className="block">
      <h2 className="block-title">{title}</h2>
      <p className="block-says">{says}</p>
      <div className="recovery-wide">
        <table className="recovery-forest">
          <thead>
            <tr>
              <th scope="col">{head}</th>
              <th scope="col">{t('recovery.results.forest.people')}</th>
              <th scope="col">{t('recovery.results.forest.share')}</th>
              <th scope="col" colSpan={2}>
                {t('recovery.results.forest.uplift')}
              </th>
              <th scope="col">{t('recovery.results.forest.verdict')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, name, compared: { treated, control, uplift, verdict, judged } }) => (
              <tr key={key}>
                <th scope="row">{name}</th>
                <td className="digits faint">
                  {number(treated.people, language)} / {number(control.people, language)}
                </td>
                <td className="digits">
                  {treated.share ? percent(treated.share.value, language) : '–'}
                  <span className="faint">
                    {' '}
                    / {control.share ? percent(control.share.value, language) : '–'}
                  </span>
                </td>
                <td className="recovery-plot">
                  {uplift && (
                    <Interval
                      of={uplift}
                      axis={axis}
                      zero={0}
                      kind={verdict === 'better' || verdict === 'worse' ? verdict : 'open'}
                    />
                  )}
                </td>
                <td className="digits small">
                  {uplift &&
                    `${points(uplift.value, language)} (${t('recovery.results.range', { low: points(uplift.low, language), high: points(uplift.high, language) })})`}
                </td>
                <td>
                  <VerdictTag verdict={verdict} />
                  <div className="small faint digits">
                    {judged !== null && t('recovery.results.forest.p', { p: pValue(judged) })}
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
