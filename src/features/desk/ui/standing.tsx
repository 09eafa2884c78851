import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useCell } from '../../../web/cell.ts'
import { deskNow } from '../../../web/clock.ts'
import { shortTime } from '../../../web/format.ts'
import { Icon } from '../../../web/parts/icons.tsx'
import type { Conversation } from '../../conversation/domain.ts'
import { waitSentence } from '../../routing/domain/explain.ts'
import { mayIn, me } from '../../shop/ui/session.ts'
import { desk } from './live/feed.ts'
import { routingApi, teamName, teams } from './live/rules.ts'
import { keyOf } from './live/state.ts'

/** The reasons of a queue change with every second and with people's work: asked for so often, ms. */
const ASK_AGAIN = 4000

/** Why a conversation waits: supervisors may know. Everybody else sees that it does. */
const useReason = (c: Conversation, waits: boolean): string | null => {
  const { t } = useTranslation()
  const members = useCell(desk, (s) => s.members)
  const { data } = useQuery({
    queryKey: ['queue', c.shopId],
    queryFn: () => routingApi.queue({ params: { shopId: c.shopId } }),
    enabled: waits && mayIn(c.shopId, 'routing.direct'),
    refetchInterval: ASK_AGAIN,
  })
  const found = waits ? data?.waiting.find(({ conversationId }) => conversationId === c.id) : undefined
  if (!found?.reason) return null
  const { key, seconds } = waitSentence({ ...found, reason: found.reason }, deskNow())
  const person = members.get(keyOf({ shopId: c.shopId, id: found.personId ?? 0 }))?.name
  return t(`why.wait.${key}`, { seconds: seconds ?? 0, person: person ?? t('stream.someone') })
}

/** Who has a conversation and since when, for which team it is, what it waits for. */
export const Owner = ({ conversation: c }: { conversation: Conversation }) => {
  const { t, i18n } = useTranslation()
  const ofShops = useCell(teams)
  const owner = useCell(desk, (s) =>
    c.assignee === null ? undefined : s.members.get(keyOf({ shopId: c.shopId, id: c.assignee })),
  )
  const waits = c.status === 'open' && c.queuedAt !== null
  const reason = useReason(c, waits)
  const mine = c.assignee === me.get()?.personId
  const team = c.team === null ? null : teamName(ofShops, c.shopId, c.team)
  const since = c.route?.assignedAt ?? null
  return (
    <>
      {team !== null && <span className="status">{team}</span>}
      {c.assignee !== null && (
        <span className={mine ? 'row-who row-mine' : 'row-who'}>
          {mine ? t('list.me') : (owner?.name ?? t('stream.someone'))}
          {owner && !mine && !owner.here && ` (${t('rail.away')})`}
          {since !== null && ` · ${t('stream.since', { time: shortTime(since, deskNow(), i18n.language) })}`}
        </span>
      )}
      {c.assignee === null && !waits && <span className="row-who">{t('list.nobody')}</span>}
      {waits && (
        <span className="talk-waits">
          <Icon name={c.assignee === null ? 'clock' : 'transfer'} size={12} />
          {c.assignee === null ? t('stream.waitsFor', { team: team ?? t('list.nobody') }) : t('list.moving')}
          {reason !== null && ` · ${reason}`}
        </span>
      )}
      {c.assignee !== null && !mine && c.route?.offered && (
        <span className="talk-waits">
          <Icon name="hand" size={12} />
          {t('list.offered')}
        </span>
      )}
    </>
  )
}
