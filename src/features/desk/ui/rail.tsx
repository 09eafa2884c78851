import { useQueries } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { PersonState } from '../../../shared/access.ts'
import { useCell } from '../../../web/cell.ts'
import { commandNamed, type Page } from '../../../web/commands.ts'
import { languageNow } from '../../../web/i18n.ts'
import { goTo } from '../../../web/nav.ts'
import { Icon, type IconName } from '../../../web/parts/icons.tsx'
import { Keycaps } from '../../../web/parts/keys.tsx'
import { Avatar } from '../../../web/parts/marks.tsx'
import { Menu } from '../../../web/parts/menu.tsx'
import { sayError } from '../../../web/parts/toast.tsx'
import { channelApi } from '../../channel/ui/api.ts'
import { choose, preferences } from '../../shop/ui/preferences.ts'
import { mayAnywhere, me } from '../../shop/ui/session.ts'
import { useMyTasks } from '../../task/ui/api.ts'
import { deeds } from './deeds.ts'
import { listing } from './listing.ts'
import { desk } from './live/feed.ts'
import { useReminder } from './reminder/now.ts'

/** What one may choose; `finishing` follows by itself. */
const states = ['online', 'break', 'offline'] as const

const useLetters = (): number => {
  const shops = useCell(me)?.shops ?? []
  return useQueries({
    queries: shops.map(({ shop }) => ({
      queryKey: ['letters', shop.id],
      queryFn: async () => (await channelApi.deadLetters({ params: { shopId: shop.id } })).letters,
      refetchInterval: 60_000,
    })),
    combine: (all) => all.reduce((sum, one) => sum + (one.data?.length ?? 0), 0),
  })
}

interface ItemProps {
  to: string
  icon: IconName
  page: Page
  here: boolean
  count?: number
  urgent?: boolean
  /** Nothing presses: no red. */
  calm?: boolean
  /** A second number, at the other corner. */
  also?: ReactNode
}
const Item = ({ to, icon, page, here, count = 0, urgent = false, calm = false, also }: ItemProps) => {
  const { t } = useTranslation()
  const label = t(`rail.${page}`)
  return (
    <a
      href={to}
      className="rail-item"
      title={label}
      aria-current={here ? 'page' : undefined}
      onClick={(e) => {
        if (e.ctrlKey || e.metaKey || e.shiftKey) return
        e.preventDefault()
        goTo(to)
      }}
    >
      <span className="rail-icon">
        <Icon name={icon} size={20} />
        {count > 0 && (
          <span className={urgent ? 'badge badge-urgent' : calm ? 'badge badge-calm' : 'badge'}>
            {count > 99 ? '99+' : count}
          </span>
        )}
        {also}
      </span>
      <span className="rail-text">{label}</span>
    </a>
  )
}

/** How many are late or soon over. */
const Near = () => {
  const { t } = useTranslation()
  const { reminder } = useReminder()
  const count = reminder.pressing?.count ?? 0
  if (count === 0) return null
  return (
    <span className="badge badge-urgent badge-near" title={t('reminder.pressing', { count })}>
      !{count > 99 ? '99+' : count}
    </span>
  )
}

/** Slots taken, of how many; what is left to do before going offline. */
const Load = ({ state, slots }: { state: PersonState; slots: number }) => {
  const { t } = useTranslation()
  const load = useCell(listing, (l) => l.load)
  const talks = useCell(listing, (l) => l.counts.mine)
  if (state === 'finishing')
    return (
      <span className="rail-load rail-finishing" title={t('rail.finishingLeft', { count: talks })}>
        {t('rail.left', { count: talks })}
      </span>
    )
  return (
    <span
      className={load >= slots ? 'rail-load rail-full' : 'rail-load'}
      title={t('rail.loadSays', { load, slots })}
    >
      {load}/{slots}
    </span>
  )
}

const chosenOf = <T,>(all: readonly T[], now: T, label: (one: T) => string, run: (one: T) => void) =>
  all.map((one) => ({ key: String(one), label: label(one), chosen: one === now, run: () => run(one) }))
const keep = (change: Parameters<typeof choose>[0]) => void choose(change).catch(sayError)

export const Rail = ({ page }: { page: Page }) => {
  const { t } = useTranslation()
  const person = useCell(me)
  const { theme } = useCell(preferences)
  const waiting = useCell(listing, (l) => l.counts.waiting)
  const letters = useLetters()
  const tasks = useMyTasks()
  const member = useCell(desk, (s) => {
    for (const m of s.members.values()) if (m.personId === person?.personId) return m
    return undefined
  })
  const state = member?.state ?? 'offline'
  const extra = (name: string) => {
    const keys = commandNamed(name)?.keys.split(' ')[0]
    return keys ? { extra: <Keycaps combo={keys} /> } : {}
  }
  return (
    <nav className="rail" aria-label={t('rail.label')}>
      <Menu
        label={`${person?.name ?? ''} · ${t('rail.state')}: ${t(`rail.${state}`)}`}
        className="rail-me"
        button={
          <>
            <Avatar name={person?.name ?? '?'} />
            <span className={`state-dot state-${state}`} />
            <span className="rail-text">{t(`rail.${state}`)}</span>
            {member && member.role !== 'viewer' && <Load state={state} slots={member.slots} />}
          </>
        }
        items={chosenOf<PersonState>(states, state, (s) => t(`rail.${s}`), deeds.state)}
      />
      <Item to="/" icon="chats" page="desk" here={page === 'desk'} count={waiting} also={<Near />} />
      {mayAnywhere('routing.direct') && (
        <Item to="/board" icon="board" page="board" here={page === 'board'} />
      )}
      {mayAnywhere('routing.direct') && (
        <Item to="/clocks" icon="clock" page="clocks" here={page === 'clocks'} />
      )}
      <Item to="/campaigns" icon="calendar" page="campaigns" here={page === 'campaigns'} />
      <Item to="/products" icon="box" page="products" here={page === 'products'} />
      <Item to="/orders" icon="order" page="orders" here={page === 'orders'} />
      <Item
        to="/tasks"
        icon="checks"
        page="tasks"
        here={page === 'tasks'}
        count={tasks.mine}
        urgent={tasks.late > 0}
        calm={tasks.late === 0}
      />
      <Item to="/recovery" icon="again" page="recovery" here={page === 'recovery'} />
      <Item to="/search" icon="search" page="search" here={page === 'search'} />
      <Item to="/letters" icon="failed" page="letters" here={page === 'letters'} count={letters} urgent />
      {mayAnywhere('audit.read') && <Item to="/audit" icon="audit" page="audit" here={page === 'audit'} />}
      {mayAnywhere('settings.read') && (
        <Item to="/settings" icon="settings" page="settings" here={page === 'settings'} />
      )}
      <span className="rail-space" />
      <Menu
        label={t('rail.language')}
        button={<Icon name="language" size={20} />}
        items={chosenOf(
          ['zh-CN', 'en'] as const,
          languageNow(),
          (l) => (l === 'en' ? 'English' : '中文'),
          (language) => keep({ language }),
        )}
      />
      <Menu
        label={t('rail.theme')}
        button={<Icon name={theme === 'dark' ? 'moon' : 'sun'} size={20} />}
        items={chosenOf(
          ['light', 'dark', 'system'] as const,
          theme,
          (x) => t(`rail.${x}`),
          (x) => keep({ theme: x }),
        )}
      />
      <Menu
        label={t('rail.me')}
        button={<Icon name="user" size={20} />}
        items={[
          { key: 'palette', label: t('rail.palette'), ...extra('palette'), run: () => deeds.open('palette') },
          { key: 'help', label: t('rail.shortcuts'), ...extra('help'), run: () => deeds.open('help') },
          { key: 'out', label: `${t('rail.signOut')} (${person?.username ?? ''})`, run: deeds.signOut },
        ]}
      />
    </nav>
  )
}
