import { useTranslation } from 'react-i18next'
import { dateTime } from '../../../../web/format.ts'
import type { PlanResults } from '../../domain/results.ts'
import { number, percent, points, pValue, reach, wholeYuan } from './figures.ts'
import { Interval } from './interval.tsx'

/** Both groups with their shares, the difference, and who is still on the way. */
export const Groups = ({ results }: { results: PlanResults }) => {
  const { t, i18n } = useTranslation()
  const language = i18n.language
  const { all, final, moving, finalAt, repeats } = results
  const { treated, control, uplift } = all
  const axis = reach([treated.share, control.share])
  const total = final + moving
  const n = (value: number) => number(value, language)
  return (
    <section className="block">
      <h2 className="block-title">{t('recovery.results.groups.title')}</h2>
      <p className="unseen">
        {treated.share &&
          control.share &&
          uplift &&
          t('recovery.results.plotSays', {
            treated: percent(treated.share.value, language),
            control: percent(control.share.value, language),
            difference: t('recovery.results.points', { n: points(uplift.value, language) }),
            low: points(uplift.low, language),
            high: points(uplift.high, language),
          })}
      </p>
      <div className="recovery-wide">
        <table className="recovery-forest">
          <tbody>
            {(['treated', 'control'] as const).map((group) => {
              const { share, people, paid } = all[group]
              return (
                <tr key={group}>
                  <th scope="row">{t(`recovery.results.groups.${group}`)}</th>
                  <td className="digits faint">
                    {n(paid)} / {n(people)}
                  </td>
                  <td className="digits">{share ? percent(share.value, language) : '–'}</td>
                  <td className="recovery-plot">
                    {share && <Interval of={share} axis={axis} kind={group} />}
                  </td>
                  <td className="digits faint small">
                    {share &&
                      t('recovery.results.range', {
                        low: percent(share.low, language),
                        high: percent(share.high, language),
                      })}
                  </td>
                </tr>
              )
            })}
            {uplift && (
              <tr className="recovery-difference">
                <th scope="row">{t('recovery.results.groups.difference')}</th>
                <td />
                <td className="digits">
                  {t('recovery.results.pointsShort', { n: points(uplift.value, language) })}
                </td>
                <td className="recovery-plot">
                  <Interval
                    of={uplift}
                    axis={reach([uplift], [0])}
                    zero={0}
                    kind={all.verdict === 'better' || all.verdict === 'worse' ? all.verdict : 'open'}
                  />
                </td>
                <td className="digits faint small">
                  {t('recovery.results.range', {
                    low: points(uplift.low, language),
                    high: points(uplift.high, language),
                  })}
                </td>
              </tr>
            )}
          </tbody>
        </table>
      </div>
      <p className="block-says recovery-notes">
        {all.z !== null &&
          all.p !== null &&
          t('recovery.results.figures.p', { z: number(all.z, language, 2), p: pValue(all.p) })}
        {all.detectable !== null &&
          ` · ${t('recovery.results.figures.detectable', { n: points(all.detectable, language).replace('+', '') })}`}
      </p>
      <div
        className="recovery-final"
        role="img"
        aria-label={t('recovery.results.final', { final: n(final) })}
      >
        <span style={{ width: `${total > 0 ? (final / total) * 100 : 0}%` }} />
      </div>
      <p className="small faint recovery-notes">
        {t('recovery.results.final', { final: n(final) })}
        {moving > 0 &&
          finalAt !== null &&
          ` · ${t('recovery.results.moving', { moving: n(moving), at: dateTime(finalAt, language) })}`}
        {repeats > 0 && ` · ${t('recovery.results.repeats', { count: repeats })}`}
      </p>
    </section>
  )
}

/** Orders, money, cost and return, each with its bounds. */
export const Return = ({ results }: { results: PlanResults }) => {
  const { t, i18n } = useTranslation()
  const language = i18n.language
  const { all, costFen, netFen, roi } = results
  const n = (value: number) => number(value, language)
  const fen = (value: number) => wholeYuan(value, language)
  const tiles = [
    { name: t('recovery.results.figures.orders'), of: all.orders, draw: n },
    { name: t('recovery.results.figures.fen'), of: all.fen, draw: fen },
    { name: t('recovery.results.figures.net'), of: netFen, draw: fen },
    {
      name: t('recovery.results.figures.roi'),
      of: roi,
      draw: (value: number) => number(value, language, Math.abs(value) < 10 ? 2 : 0),
    },
  ]
  return (
    <section className="block">
      <dl className="recovery-tiles">
        {tiles.map(({ name, of, draw }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <strong className="digits">{of ? draw(of.value) : '–'}</strong>
              {of && (
                <span className="small faint digits">
                  {t('recovery.results.range', { low: draw(of.low), high: draw(of.high) })}
                </span>
              )}
            </dd>
          </div>
        ))}
        <div>
          <dt>{t('recovery.results.figures.cost')}</dt>
          <dd>
            <strong className="digits">{costFen > 0 ? fen(costFen) : '¥0'}</strong>
            {costFen === 0 && <span className="small faint">{t('recovery.results.figures.noCost')}</span>}
          </dd>
        </div>
      </dl>
    </section>
  )
}
