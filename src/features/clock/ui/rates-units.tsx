import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../web/parts/icons.tsx'
import { More } from '../../../web/parts/more.tsx'
import { Problem, Skeleton } from '../../../web/parts/states.tsx'
import { waitText } from '../../conversation/ui/wait.ts'
import type { ShopFacts } from '../../shop/domain.ts'
import type { CountedUnit } from '../exposure/contract.ts'
import { exposureApi } from './exposure-api.ts'
import { TalkLink } from './exposure-parts.tsx'
import { wallDayTime } from './exposure-when.ts'
import { useWho } from './exposure-who.ts'
import type { Span } from './rates-period.ts'

export interface Behind {
  verdict?: CountedUnit['verdict']
  /** 0: nobody. */
  personId?: number
  team?: string
  day?: string
}

const icons = { met: 'check', missed: 'alert', excluded: 'eye', open: 'clock' } as const

/** The conversations behind a figure, a page at a time. */
export const Units = ({
  shop: { id: shopId, timeZone: zone },
  rule,
  span,
  behind,
}: {
  shop: ShopFacts
  rule: string
  span: Span
  behind: Behind
}) => {
  const { t } = useTranslation()
  const who = useWho(shopId)
  const list = useInfiniteQuery({
    queryKey: ['rates', shopId, 'units', rule, span, behind],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      exposureApi.rateUnits({
        params: { shopId },
        query: { ...span, ...behind, rule, ...(pageParam !== undefined && { after: pageParam }) },
      }),
    getNextPageParam: ({ more, units }) => (more ? units.at(-1)?.key : undefined),
  })
  if (list.error) return <Problem error={list.error} retry={() => void list.refetch()} />
  if (!list.data) return <Skeleton rows={3} height={32} />
  const units = list.data.pages.flatMap((page) => page.units)
  if (units.length === 0) return <p className="faint units-none">{t('rates.noUnits')}</p>
  return (
    <>
      <ul className="units">
        {units.map((u) => (
          <li key={u.key} className="unit">
            <span className="digits">{wallDayTime(u.start, zone)}</span>
            <TalkLink shopId={shopId} id={u.conversationId} messageId={u.messageId ?? undefined}>
              {u.buyerName}
            </TalkLink>
            <span>{who.person(u.personId)}</span>
            <span className="faint">{who.team(u.team)}</span>
            <span className={u.verdict === 'missed' ? 'unit-verdict count-red' : 'unit-verdict'}>
              <Icon name={icons[u.verdict]} size={13} />
              {t(`rates.verdict.${u.verdict}`)}
              {u.why !== null && ` · ${t(`rates.why.${u.why}`)}`}
            </span>
            <span className="digits faint">
              {u.answeredAt === null ? t('rates.unanswered') : waitText(u.answeredAt - u.start)}
            </span>
          </li>
        ))}
      </ul>
      <More of={list} />
    </>
  )
}
