import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { yuan } from '../../../web/format.ts'
import { Icon } from '../../../web/parts/icons.tsx'
import { More } from '../../../web/parts/more.tsx'
import { Problem, Skeleton } from '../../../web/parts/states.tsx'
import type { ShopFacts } from '../../shop/domain.ts'
import type { BreachEntry, Exposure } from '../exposure/contract.ts'
import { exposureApi } from './exposure-api.ts'
import { TalkLink } from './exposure-parts.tsx'
import { wallTime } from './exposure-when.ts'
import { useWho } from './exposure-who.ts'
import { inLanguage } from './settings-words.ts'

const PAGE = 100

const Entry = ({
  shop,
  breach: b,
  strike,
}: {
  shop: ShopFacts
  breach: BreachEntry
  strike(breach: BreachEntry): void
}) => {
  const { t } = useTranslation()
  const who = useWho(shop.id)
  return (
    <li className={b.struck ? 'breach breach-struck' : 'breach'}>
      <span className="digits">{wallTime(b.dueAt, shop.timeZone)}</span>
      {b.conversationId === null ? (
        <span className="faint">{t('exposure.noTalk')}</span>
      ) : (
        <TalkLink shopId={shop.id} id={b.conversationId}>
          {b.buyerName ?? `#${b.conversationId}`}
        </TalkLink>
      )}
      <span>{who.person(b.personId)}</span>
      <span className="faint">{who.team(b.team)}</span>
      <span className="breach-note">
        {b.note}
        {b.byPerson !== null && (
          <span className="faint"> {t('exposure.writtenBy', { name: who.person(b.byPerson) })}</span>
        )}
        {b.struck && (
          <span className="faint">
            {' '}
            {t('exposure.struck', { name: who.person(b.struck.by), why: b.struck.why })}
          </span>
        )}
      </span>
      <span>
        {b.byPerson !== null && !b.struck && (
          <button type="button" className="link small" onClick={() => strike(b)}>
            {t('exposure.strike')}
          </button>
        )}
      </span>
      <span className="digits breach-money">
        {b.times > 1 && (
          <span className="faint">
            {b.times} × {yuan(b.money / b.times)} ={' '}
          </span>
        )}
        {b.struck ? <s>{yuan(b.money)}</s> : yuan(b.money)}
        {b.points > 0 && !b.struck && (
          <span className="faint"> {t('exposure.points', { count: b.points })}</span>
        )}
      </span>
    </li>
  )
}

interface GroupProps {
  shop: ShopFacts
  day: string
  group: Exposure['byRule'][number]
  strike(breach: BreachEntry): void
}

/** The breaches of one rule: what it cost together, and each with its conversation. */
export const RuleGroup = ({ shop, day, group, strike }: GroupProps) => {
  const { t } = useTranslation()
  // What cost something is shown at once.
  const [open, setOpen] = useState(group.money > 0)
  const list = useInfiniteQuery({
    queryKey: ['exposure', shop.id, day, 'list', group.rule],
    enabled: open,
    initialPageParam: undefined as number | undefined,
    queryFn: async ({ pageParam }) => {
      const query = { day, rule: group.rule, ...(pageParam !== undefined && { before: pageParam }) }
      return (await exposureApi.breaches({ params: { shopId: shop.id }, query })).breaches
    },
    getNextPageParam: (page) => (page.length < PAGE ? undefined : page.at(-1)?.id),
  })
  return (
    <section className="rule-group">
      <h3>
        <button type="button" className="rule-head" aria-expanded={open} onClick={() => setOpen(!open)}>
          <Icon name={open ? 'down' : 'right'} size={14} />
          <span className="rule-name">{inLanguage(group.name)}</span>
          {group.incident && <span className="tag">{t('exposure.incident')}</span>}
          <span className="faint digits">{t('exposure.times', { count: group.times })}</span>
          <span className={group.money > 0 ? 'digits rule-money count-red' : 'digits rule-money faint'}>
            {yuan(group.money)}
          </span>
        </button>
      </h3>
      {open && list.isPending && <Skeleton rows={2} height={32} />}
      {open && list.error && <Problem error={list.error} retry={() => void list.refetch()} />}
      {open && list.data && (
        <ul className="breaches">
          {list.data.pages.flat().map((breach) => (
            <Entry key={breach.id} shop={shop} breach={breach} strike={strike} />
          ))}
        </ul>
      )}
      {open && <More of={list} />}
    </section>
  )
}
