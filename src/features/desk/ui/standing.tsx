import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useCell } from '../../../web/cell.ts'
import { deskNow } from '../../../web/clock.ts'
import { shortTime } from '../../../web/format.ts'
import { Icon } from '../../../web/parts/icons.tsx'
import type { Conversation } from '../../conversation/domain.ts'
import { waitSentence } from '../../routing/domain/explain.ts'
import { routingApi } from '../../routing/ui/api.ts'
import { mayIn, me } from '../../shop/ui/session.ts'
import { desk } from './live/feed.ts'
import { teamName, teams } from './live/rules.ts'
import { keyOf } from './live/state.ts'

/** The reason changes with every second and with people's work: asked for so often while it waits, ms. */
const ASK_AGAIN = 5000

/** Why a conversation waits: supervisors may know. Everybody else sees that it does. */
const useReason = (c: Conversation, waits: boolean): string | null => {
  const { t } = useTranslation()
  const members = useCell(desk, (s) => s.members)
  const { data } = useQuery({
    queryKey: ['queue', c.shopId, c.id],
    queryFn: () => routingApi.queued({ params: { shopId: c.shopId, id: c.id } }),
    enabled: waits && mayIn(c.shopId, 'routing.direct'),
    refetchInterval: ASK_AGAIN,
  })
  const found = waits ? data?.queued : null
  if (!found?.reason) return null
  const { key, seconds } = waitSentence({ ...found, reason: found.reason }, deskNow())
  const person = members.get(keyOf({ shopId: c.shopId, id: found.personId ?? 0 }))?.name
  return t(`why.wait.${key}`, { seconds: seconds ?? 0, person: person ?? t('stream.someone') })
}

/** Who has a conversation and since when, and which team it belongs to. */
export const Owner = ({ conversation: c }: { conversation: Conversation }) => {
  const { t, i18n } = useTranslation()
  const ofShops = useCell(teams)
  const owner = useCell(desk, (s) =>
    c.assignee === null ? undefined : s.members.get(keyOf({ shopId: c.shopId, id: c.assignee })),
  )
  const mine = c.assignee === me.get()?.personId
  const since = c.route?.assignedAt ?? null
  return (
    <>
      {c.team !== null && <span className="status">{teamName(ofShops, c.shopId, c.team)}</span>}
      <span className={mine ? 'row-who row-mine' : 'row-who'}>
        {c.assignee === null ? t('list.nobody') : mine ? t('list.me') : (owner?.name ?? t('stream.someone'))}
        {owner && !mine && !owner.here && ` (${t('rail.away')})`}
        {c.assignee !== null &&
          since !== null &&
          ` · ${t('stream.since', { time: shortTime(since, deskNow(), i18n.language) })}`}
      </span>
    </>
  )
}

/** Below the header while a conversation waits for somebody to have it, is on its way to somebody else, or may be
 * claimed from a colleague. */
export const Waiting = ({ conversation: c }: { conversation: Conversation }) => {
  const { t } = useTranslation()
  const ofShops = useCell(teams)
  const waits = c.status === 'open' && c.queuedAt !== null
  const reason = useReason(c, waits)
  const mine = c.assignee === me.get()?.personId
  const offered = c.status === 'open' && c.assignee !== null && !mine && c.route?.offered === true
  if (!waits && !offered) return null
  const team = c.team === null ? '' : teamName(ofShops, c.shopId, c.team)
  return (
    <div className="talk-waits">
      {waits && (
        <span>
          <Icon name={c.assignee === null ? 'clock' : 'transfer'} size={13} />
          {c.assignee === null ? t('stream.waitsFor', { team }) : t('list.movingSays')}
          {reason !== null && ` · ${reason}`}
        </span>
      )}
      {offered && (
        <span>
          <Icon name="hand" size={13} />
          {t('list.offeredSays')}
        </span>
      )}
    </div>
  )
}
