import { useTranslation } from 'react-i18next'
import { MINUTE } from '../../../shared/time.ts'
import { useCell } from '../../../web/cell.ts'
import { useSecond } from '../../../web/clock.ts'
import { yuan } from '../../../web/format.ts'
import { leftUntil } from '../../desk/ui/clock/left.ts'
import { desk } from '../../desk/ui/live/feed.ts'
import { clocks } from '../../desk/ui/live/rules.ts'
import { comingOf, stakeOf } from './exposure-coming.ts'
import { TalkLink } from './exposure-parts.tsx'
import { useWho } from './exposure-who.ts'
import { judge } from './judge.ts'
import { inLanguage } from './settings-words.ts'

const AHEAD = 10 * MINUTE
const SHOWN = 20

/** What is about to cost if nobody answers, second by second. */
export const Soon = ({ shopId }: { shopId: number }) => {
  const { t } = useTranslation()
  const who = useWho(shopId)
  const open = useCell(desk, (s) => s.open)
  const all = useCell(clocks)
  const now = useSecond() * 1000
  const mine = [...open.values()].filter((c) => c.shopId === shopId)
  const coming = comingOf(mine, (c) => judge(c, all, now).running, now, AHEAD)
  return (
    <section className="block" aria-labelledby="soon">
      <h2 className="block-title" id="soon">
        {t('exposure.soon', { count: AHEAD / MINUTE })}
        <span className="clocks-sum digits">{yuan(stakeOf(coming))}</span>
      </h2>
      {coming.length === 0 ? (
        <p className="faint">{t('exposure.soonNone')}</p>
      ) : (
        <ul className="soon">
          {coming.slice(0, SHOWN).map(({ conversation: c, clock }) => (
            <li key={`${c.id} ${clock.rule.id} ${clock.since}`}>
              <span className="soon-left digits" role="timer">
                {leftUntil(clock.dueAt, now).text}
              </span>
              <TalkLink shopId={shopId} id={c.id}>
                {c.buyerName}
              </TalkLink>
              <span className="soon-rule">{inLanguage(clock.rule.name)}</span>
              <span className="faint">{who.person(c.assignee)}</span>
              <span className="digits soon-money">{yuan(clock.rule.money)}</span>
            </li>
          ))}
        </ul>
      )}
      {coming.length > SHOWN && (
        <p className="faint small">{t('exposure.soonMore', { count: coming.length - SHOWN })}</p>
      )}
    </section>
  )
}
