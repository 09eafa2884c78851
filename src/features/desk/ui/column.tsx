import { useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCell } from '../../../web/cell.ts'
import { Icon } from '../../../web/parts/icons.tsx'
import { Empty, Problem, Skeleton } from '../../../web/parts/states.tsx'
import { Tabs } from '../../../web/parts/tabs.tsx'
import { lists, noFilter } from '../../conversation/ui/filter.ts'
import { List } from '../../conversation/ui/list.tsx'
import { arranged } from '../../conversation/ui/order.ts'
import { Row } from '../../conversation/ui/row.tsx'
import { me, shopOf } from '../../shop/ui/session.ts'
import { RowTime } from './clock/timer.tsx'
import { deeds, select } from './deeds.ts'
import { unsavedDraft } from './drafts.ts'
import { followListing, listing } from './listing.ts'
import { desk, deskApi, link } from './live/feed.ts'
import { applyAnswer, type Key, keyOf } from './live/state.ts'
import { flashing } from './reminder/flash.ts'
import { focusOn, show, shown, view } from './view.ts'

/** So long after the last touch the order may change under the pointer, ms. */
const HOLD = 2500

/** One row, drawn again only when its own conversation changes. */
const LiveRow = ({ of: key }: { of: Key }) => {
  const c = useCell(desk, (s) => s.open.get(key) ?? s.closed.get(key))
  const assignee = useCell(desk, (s) =>
    c?.assignee == null ? null : (s.members.get(keyOf({ shopId: c.shopId, id: c.assignee }))?.name ?? null),
  )
  const flash = useCell(flashing, (all) => all.has(key))
  if (!c) return null
  return (
    <Row
      conversation={c}
      Time={RowTime}
      shop={shopOf(c.shopId)}
      assignee={assignee}
      mine={c.assignee !== null && c.assignee === me.get()?.personId}
      draft={(unsavedDraft(key) ?? '') !== ''}
      flash={flash}
    />
  )
}

/** Where a shop's next page of closed conversations begins. */
interface ClosedFrom {
  shopId: number
  query: { before?: number; beforeId?: number }
}

/** Closed conversations are not in the snapshot: they are fetched while their list is shown. */
const useClosed = (on: boolean, shopId: number | null) => {
  const shops = shopId === null ? (me.get()?.shops ?? []).map(({ shop }) => shop.id) : [shopId]
  const query = useInfiniteQuery({
    queryKey: ['closed', shops],
    enabled: on,
    initialPageParam: shops.map((shopId): ClosedFrom => ({ shopId, query: {} })),
    queryFn: async ({ pageParam }) => {
      const asked = desk.get()
      const pages = await Promise.all(
        pageParam.map(({ shopId, query }) => deskApi.closed({ params: { shopId }, query })),
      )
      const all = pages.flatMap((p) => p.conversations)
      desk.update((state) => all.reduce((s, conversation) => applyAnswer(s, asked, { conversation }), state))
      const full = pages.filter((p) => p.conversations.length >= 100)
      // Each shop goes on where its own page ended.
      return full.flatMap((p): ClosedFrom[] => {
        const last = p.conversations.at(-1)
        if (last === undefined || last.closedAt === null) return []
        return [{ shopId: last.shopId, query: { before: last.closedAt, beforeId: last.id } }]
      })
    },
    getNextPageParam: (next) => (next.length === 0 ? undefined : next),
  })
  const more = useCallback(() => {
    if (on && query.hasNextPage && !query.isFetching) void query.fetchNextPage()
  }, [on, query])
  return { loading: on && query.isPending, error: on ? query.error : null, more, retry: query.refetch }
}

const Narrow = () => {
  const { t } = useTranslation()
  const filter = useCell(view, (v) => v.filter)
  const tags = useCell(listing, (l) => l.tags)
  const shops = me.get()?.shops ?? []
  return (
    <div className="narrow">
      <label className="find">
        <Icon name="filter" size={15} />
        <input
          type="search"
          value={filter.text}
          placeholder={t('list.find')}
          aria-label={t('list.find')}
          onChange={(e) => show({ filter: { ...filter, text: e.target.value } })}
          onKeyDown={(e) => {
            if (e.nativeEvent.isComposing) return
            if (e.key === 'ArrowDown' || e.key === 'Enter') focusOn('list')
            if (e.key === 'Escape') {
              show({ filter: { ...filter, text: '' } })
              focusOn('list')
            }
          }}
        />
      </label>
      {(shops.length > 1 || tags.length > 0) && (
        <div className="narrow-by">
          {shops.length > 1 && (
            <select
              aria-label={t('list.shop')}
              value={filter.shopId ?? ''}
              onChange={(e) =>
                show({ filter: { ...filter, shopId: e.target.value === '' ? null : Number(e.target.value) } })
              }
            >
              <option value="">{t('list.allShops')}</option>
              {shops.map(({ shop }) => (
                <option key={shop.id} value={shop.id}>
                  {shop.name}
                </option>
              ))}
            </select>
          )}
          {tags.length > 0 && (
            <select
              aria-label={t('list.tag')}
              value={filter.tag ?? ''}
              onChange={(e) =>
                show({ filter: { ...filter, tag: e.target.value === '' ? null : e.target.value } })
              }
            >
              <option value="">{t('list.allTags')}</option>
              {tags.map((tag) => (
                <option key={tag} value={tag}>
                  {tag}
                </option>
              ))}
            </select>
          )}
        </div>
      )}
    </div>
  )
}

const ListTabs = () => {
  const { t } = useTranslation()
  const filter = useCell(view, (v) => v.filter)
  const counts = useCell(listing, (l) => l.counts)
  return (
    <Tabs
      label={t('list.label')}
      all={lists}
      chosen={filter.list}
      choose={(list) => show({ filter: { ...filter, list } })}
      draw={(list) => (
        <>
          {t(`list.${list}`)}
          {list !== 'closed' && counts[list] > 0 && (
            <span className="tab-count">{counts[list] > 999 ? '999+' : counts[list]}</span>
          )}
        </>
      )}
    />
  )
}

export const Column = () => {
  const { t } = useTranslation()
  const filter = useCell(view, (v) => v.filter)
  const selected = useCell(view, (v) => v.selected)
  const next = useCell(listing, (l) => l.keys)
  const state = useCell(link)
  const closed = useClosed(filter.list === 'closed', filter.shopId)
  useEffect(followListing, [])

  const [held, setHeld] = useState(false)
  const release = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const busy = useCallback(() => {
    setHeld(true)
    clearTimeout(release.current)
    release.current = setTimeout(() => setHeld(false), HOLD)
  }, [])
  useEffect(() => () => clearTimeout(release.current), [])

  // Another list or filter is a new picture; within one, rows keep their places.
  const before = useRef<{ filter: typeof filter; keys: readonly Key[] }>({ filter, keys: [] })
  const keys = useMemo(() => {
    const same = before.current.filter === filter
    const arrangedKeys = arranged(same ? before.current.keys : [], next, same ? selected : null, same && held)
    before.current = { filter, keys: arrangedKeys }
    return arrangedKeys
  }, [next, selected, held, filter])
  useEffect(() => shown.set(keys), [keys])

  const filtered = filter.text !== '' || filter.shopId !== null || filter.tag !== null
  return (
    <section className="column" aria-label={t('list.label')}>
      <ListTabs />
      <Narrow />
      {state.is === 'failed' && <Problem error={state.error} />}
      {(state.is === 'starting' || closed.loading) && <Skeleton rows={9} height={70} />}
      {closed.error && <Problem error={closed.error} retry={() => void closed.retry()} />}
      {state.is !== 'starting' &&
        state.is !== 'failed' &&
        !closed.loading &&
        !closed.error &&
        keys.length === 0 && (
          <Empty
            icon={filtered ? 'filter' : 'chats'}
            title={filtered ? t('list.empty.filtered') : t(`list.empty.${filter.list}`, { key: 'N' })}
            says={
              filtered && (
                <button
                  type="button"
                  className="button"
                  onClick={() => show({ filter: { ...noFilter, list: filter.list } })}
                >
                  {t('list.clear')}
                </button>
              )
            }
          />
        )}
      {keys.length > 0 && (
        <List
          keys={keys}
          selected={selected}
          choose={(key) => {
            busy()
            select(key)
          }}
          move={deeds.move}
          enter={deeds.reply}
          busy={busy}
          draw={(key) => <LiveRow of={key} />}
          nearEnd={closed.more}
        />
      )}
    </section>
  )
}
