import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCell } from '../../../web/cell.ts'
import { useSecond } from '../../../web/clock.ts'
import { Empty, Problem, Skeleton } from '../../../web/parts/states.tsx'
import { Suggestions } from '../../assistant/ui/suggestions.tsx'
import { PhaseLine } from '../../campaign/ui/phase-line.tsx'
import type { Conversation, Message } from '../../conversation/domain.ts'
import type { Sending } from '../../conversation/ui/lines.ts'
import { Stream } from '../../conversation/ui/stream.tsx'
import { mayIn, me } from '../../shop/ui/session.ts'
import { act, discard, markSeen, sendAgain, sending } from './acting.ts'
import { Composer } from './composer/composer.tsx'
import { fetchEarlier, useDetail } from './detail.ts'
import { Header } from './header.tsx'
import { desk, deskApi } from './live/feed.ts'
import { present, saidOf } from './live/passing.ts'
import { type Key, keyOf, partsOf } from './live/state.ts'
import { useNames } from './names.ts'
import { Panel } from './panel/panel.tsx'
import { Waiting } from './standing.tsx'
import { composer, focusOn, show, view, type Writing } from './view.ts'

const TasksLine = lazy(async () => ({ default: (await import('../../task/ui/line.tsx')).TasksLine }))
const Noted = lazy(async () => ({ default: (await import('../../task/ui/line.tsx')).Noted }))
const Coach = lazy(() => import('../../bargaining/ui/coach.tsx'))

const none: readonly Sending[] = []
/** A conversation has been looked at when it was open this long, ms: stepping through the list reads nothing. */
const LOOKED = 600
const STILL_HERE = 25_000

/** Tells the others that this person looks at a conversation, and that they have left it. */
const useViewing = (key: Key, may: boolean) => {
  useEffect(() => {
    if (!may) return
    const tell = (doing: 'viewing' | 'left') =>
      deskApi.live({ params: partsOf(key), body: { doing } }).catch(() => {})
    let told = false
    const arrive = () => {
      told = true
      void tell('viewing')
    }
    const first = setTimeout(arrive, LOOKED)
    const again = setInterval(arrive, STILL_HERE)
    return () => {
      clearTimeout(first)
      clearInterval(again)
      if (told) void tell('left')
    }
  }, [key, may])
}

/** Marks what the buyer wrote as seen once it was on the screen. */
const useSeen = (c: Conversation, loaded: boolean, may: boolean) => {
  const key = keyOf(c)
  const { unread, lastMessageId } = c
  useEffect(() => {
    if (!may || !loaded || unread === 0) return
    const timer = setTimeout(() => {
      if (!document.hidden) void markSeen(key, lastMessageId)
    }, LOOKED)
    return () => clearTimeout(timer)
  }, [key, may, loaded, unread, lastMessageId])
}

const Presence = ({ of: key }: { of: Key }) => {
  const { t } = useTranslation()
  useSecond()
  const here = useCell(present, (p) => p.get(key))
  const members = useCell(desk, (s) => s.members)
  const mine = me.get()?.personId
  const now = Date.now()
  const name = (id: number) =>
    members.get(keyOf({ shopId: partsOf(key).shopId, id }))?.name ?? t('stream.someone')
  const lines = saidOf(here ?? [], now)
    .filter((p) => p.personId !== mine)
    .map((p) => {
      if (p.personId === null) return p.doing === 'typing' ? t('stream.buyerTyping') : ''
      return t(p.doing === 'typing' ? 'stream.typing' : 'stream.viewing', { name: name(p.personId) })
    })
    .filter((line) => line !== '')
  return (
    <div className="presence" role="status">
      {lines.join(' · ')}
    </div>
  )
}

const plain: readonly Writing[] = ['reply', 'note']
const withWhisper: readonly Writing[] = ['reply', 'whisper', 'note']
/** Who may write here, and if not, what to do. */
const Foot = ({ conversation: c, draft }: { conversation: Conversation; draft: string | undefined }) => {
  const { t } = useTranslation()
  const key = keyOf(c)
  const note = useCell(view, (v) => v.note)
  const assignee = useCell(desk, (s) =>
    c.assignee === null ? undefined : s.members.get(keyOf({ shopId: c.shopId, id: c.assignee }))?.name,
  )
  if (!mayIn(c.shopId, 'conversation.reply'))
    return <div className="composer-bar">{t('composer.viewer')}</div>
  const bar = (says: string, action: { label: string; go: () => void } | null) => (
    <div className="composer-bar">
      <span>{says}</span>
      {action && (
        <button type="button" className="button button-small" onClick={action.go}>
          {action.label}
        </button>
      )}
    </div>
  )
  const others = c.assignee !== null && c.assignee !== me.get()?.personId
  const mayTake = mayIn(c.shopId, 'conversation.take')
  const take = { label: t('composer.take'), go: () => void act(key, { do: 'take' }) }
  const claim = { label: t('composer.claim'), go: () => void act(key, { do: 'claim' }) }
  const reopen = { label: t('composer.reopen'), go: () => void act(key, { do: 'reopen' }) }
  return (
    <>
      {c.status === 'closed' && bar(t('composer.closed'), reopen)}
      {c.status !== 'closed' &&
        others &&
        bar(
          t(mayTake ? 'composer.watching' : 'composer.others', { name: assignee ?? t('stream.someone') }),
          mayTake ? take : c.route?.offered ? claim : null,
        )}
      {(note || (c.status !== 'closed' && (!others || mayTake))) && (
        <Composer
          key={key}
          conversationKey={key}
          buyerName={c.buyerName}
          draft={draft}
          ways={others && mayTake ? withWhisper : plain}
        />
      )}
    </>
  )
}

/** Leads through bargaining, where this person may answer a buyer who presses. */
const Bargaining = ({
  conversation: c,
  messages,
}: {
  conversation: Conversation
  messages: readonly Message[]
}) => {
  const writesNote = useCell(view, (v) => v.note)
  const { bargain } = c.assistant
  const mine =
    c.assignee === null || c.assignee === me.get()?.personId || mayIn(c.shopId, 'conversation.take')
  if (!bargain?.pressing || c.status === 'closed' || !mine || writesNote) return null
  if (!mayIn(c.shopId, 'conversation.reply')) return null
  const { text = '' } = messages.findLast((m) => m.author === 'buyer') ?? {}
  return (
    <Suspense fallback={null}>
      <Coach
        key={keyOf(c)}
        {...partsOf(keyOf(c))}
        stage={`${bargain.asked} ${bargain.values} ${bargain.given?.id ?? ''}`}
        language={/\p{Script=Han}/u.test(text) ? 'zh' : 'en'}
        take={(words, key) => composer.get()?.suggest({ key, text: words, pictures: [] })}
      />
    </Suspense>
  )
}

/** What the assistant would answer, where this person may answer and the buyer waits. */
const Suggested = ({
  conversation: c,
  messages,
}: {
  conversation: Conversation
  messages: readonly Message[]
}) => {
  const writesNote = useCell(view, (v) => v.note)
  const mine =
    c.assignee === null || c.assignee === me.get()?.personId || mayIn(c.shopId, 'conversation.take')
  const asked = messages.findLast((m) => m.author === 'buyer')
  if (!asked || c.waitingSince === null || c.status === 'closed' || !mine || writesNote) return null
  if (!mayIn(c.shopId, 'conversation.reply')) return null
  return (
    <Suggestions
      key={keyOf(c)}
      conversation={keyOf(c)}
      {...partsOf(keyOf(c))}
      asked={asked.id}
      take={(suggestion) => composer.get()?.suggest(suggestion)}
      leave={() => focusOn('composer')}
    />
  )
}

const OpenTalk = ({ of: key }: { of: Key }) => {
  const { t } = useTranslation()
  const c = useCell(desk, (s) => s.open.get(key) ?? s.closed.get(key))
  const stream = useCell(desk, (s) => s.streams.get(key))
  const mine = useCell(sending, (s) => s.get(key) ?? none)
  const at = useCell(view, (v) => v.at)
  const panelOpen = useCell(view, (v) => v.panel.open)
  const detail = useDetail(key, stream?.messages ?? [])
  const names = useNames(c?.shopId ?? 0, c?.buyerName ?? '')
  const [more, setMore] = useState(true)
  const may = c !== undefined && mayIn(c.shopId, 'conversation.reply')
  /** The buyer's last message: what they may want is read from it. */
  const asked = stream?.messages.findLast((m) => m.author === 'buyer')?.id ?? 0
  useViewing(key, may)

  if (!c)
    return detail.error ? (
      <Problem title={t('error.conversation')} error={detail.error} retry={() => void detail.refetch()} />
    ) : (
      <Skeleton rows={7} height={64} />
    )
  return (
    <>
      <main className="talk" aria-label={c.buyerName}>
        <Header conversation={c} />
        <PhaseLine shopId={c.shopId} />
        <Waiting conversation={c} />
        <Suspense fallback={null}>
          <TasksLine
            {...partsOf(key)}
            conversationId={c.id}
            last={asked}
            show={() => show({ panel: { open: true, tab: 'orders' } })}
          />
        </Suspense>
        <Seen conversation={c} loaded={stream?.loaded ?? false} may={may} />
        {detail.error && !stream?.loaded ? (
          <Problem title={t('error.conversation')} error={detail.error} retry={() => void detail.refetch()} />
        ) : stream && (stream.loaded || stream.messages.length > 0) ? (
          <Stream
            messages={stream.messages}
            sending={mine}
            names={names}
            delivery={detail.data?.delivery ?? { acked: 0, dead: [] }}
            buyerReadId={c.buyerReadId}
            at={at}
            earlier={detail.data?.hasEarlier && more ? async () => setMore(await fetchEarlier(key)) : null}
            again={(id) => void sendAgain(key, id)}
            discard={(id) => discard(key, id)}
          />
        ) : (
          <div className="stream-wrap">
            <Skeleton rows={6} height={64} />
          </div>
        )}
        <Presence of={key} />
        <Bargaining conversation={c} messages={stream?.messages ?? []} />
        <Suggested conversation={c} messages={stream?.messages ?? []} />
        <Suspense fallback={null}>
          <Noted {...partsOf(key)} conversationId={c.id} last={asked} />
        </Suspense>
        <Foot conversation={c} draft={detail.data?.draft} />
      </main>
      {panelOpen && <Panel conversation={c} detail={detail.data} />}
    </>
  )
}

const Seen = ({
  conversation,
  loaded,
  may,
}: {
  conversation: Conversation
  loaded: boolean
  may: boolean
}) => {
  useSeen(conversation, loaded, may)
  return null
}

export const Talk = () => {
  const { t } = useTranslation()
  const selected = useCell(view, (v) => v.selected)
  const firstShop = useCell(me, (person) => person?.shops[0]?.shop.id)
  if (selected === null)
    return (
      <main className="talk talk-none">
        <Empty icon="chats" title={t('stream.none')} says={t('stream.noneSays', { key: 'N', help: '?' })} />
        <PhaseLine shopId={firstShop} />
      </main>
    )
  return <OpenTalk key={selected} of={selected} />
}
