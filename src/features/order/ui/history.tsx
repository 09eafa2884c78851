import { useTranslation } from 'react-i18next'
import { inLanguage } from '../../../shared/said.ts'
import { MINUTE } from '../../../shared/time.ts'
import { dateTime } from '../../../web/format.ts'
import type { OrderChange } from '../contract.ts'
import { told } from '../domain/telling.ts'
import { sourceWords } from '../domain/words.ts'
import type { NameOf } from './parts/wishes.tsx'

/** What became of an order, the latest first: what changed, from where, by whom and when. */
export const OrderHistory = ({ changes, nameOf }: { changes: readonly OrderChange[]; nameOf: NameOf }) => {
  const { t, i18n } = useTranslation()
  const { language } = i18n
  const at = (moment: number) => dateTime(moment, language)
  if (changes.length === 0) return <p className="faint">{t('order.drawer.noHistory')}</p>
  return (
    <ol className="order-history">
      {changes.map((change, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the past does not change places
        <li key={changes.length - i}>
          <div className="order-when">
            <time className="digits">{at(change.at)}</time>
            <span className="order-source">{inLanguage(sourceWords[change.source], language)}</span>
            {change.personId !== null && <span>{nameOf(change.personId)}</span>}
            {/* Late word of something is worth knowing: nobody could have acted on it before. */}
            {change.seenAt - change.at > MINUTE && (
              <span className="faint small">{t('order.drawer.seen', { when: at(change.seenAt) })}</span>
            )}
          </div>
          <ul>
            {told(change.changes, { language, at }).map(({ what, before, after }) => (
              <li key={`${what} ${before} ${after}`}>
                <span className="faint">{what}</span> {before !== null && <del>{before}</del>}
                {before !== null && ' → '}
                {after === null ? (
                  <span className="faint">{t('order.drawer.none')}</span>
                ) : (
                  <ins>{after}</ins>
                )}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  )
}
