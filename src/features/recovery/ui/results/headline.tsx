import { useTranslation } from 'react-i18next'
import type { PlanResults } from '../../domain/results.ts'
import { number, percent, wholeYuan } from './figures.ts'
import { headline } from './telling.ts'
import { VerdictTag } from './verdict.tsx'

const about = (of: { value: number; low: number; high: number }, draw: (n: number) => string) => ({
  low: draw(of.low),
  high: draw(of.high),
})

/** What the plan brought, in plain words; and how it is judged. */
export const Headline = ({ results }: { results: PlanResults }) => {
  const { t, i18n } = useTranslation()
  const language = i18n.language
  const { all, explained, planned } = results
  const told = headline(results, language)
  const sure = all.verdict === 'better' || all.verdict === 'worse'
  const n = (value: number) => number(value, language)
  const fen = (value: number) => wholeYuan(value, language)
  return (
    <section className="block recovery-headline">
      <p className="recovery-says">
        {all.verdict !== 'not-enough' && <VerdictTag verdict={all.verdict} />}{' '}
        {t(`recovery.results.says.${told.key}`, told.with)}
      </p>
      <p className="block-says">
        {all.orders &&
          !sure &&
          all.verdict !== 'unclear' &&
          t('recovery.results.says.sofar', { orders: n(all.orders.value), ...about(all.orders, n) })}{' '}
        {all.fen &&
          (sure || all.verdict === 'unclear') &&
          t('recovery.results.says.fen', { fen: fen(all.fen.value), ...about(all.fen, fen) })}
      </p>
      <details className="recovery-how">
        <summary>{t('recovery.results.how.title')}</summary>
        <ul>
          <li>
            {planned === null
              ? t('recovery.results.how.looking')
              : t('recovery.results.how.planned', { planned: n(planned) })}
          </li>
          <li>{t('recovery.results.how.itt')}</li>
          <li>
            {explained === null
              ? t('recovery.results.how.welch')
              : t('recovery.results.how.cuped', { share: percent(explained, language) })}
          </li>
          {(results.arms.length > 0 || results.reasons.length > 1) && (
            <li>{t('recovery.results.how.families')}</li>
          )}
        </ul>
      </details>
    </section>
  )
}
