import i18next from 'i18next'
import { refuse } from '../../../shared/refusal.ts'
import { deskNow } from '../../../web/clock.ts'
import type { Deeds, Page } from '../../../web/commands.ts'
import { languageNow } from '../../../web/i18n.ts'
import { addressOfTalk, goTo } from '../../../web/nav.ts'
import { say, sayError } from '../../../web/parts/toast.tsx'
import { appearance } from '../../../web/theme.ts'
import { nextSuggestion } from '../../assistant/ui/suggesting.ts'
import { judge } from '../../clock/ui/judge.ts'
import type { Conversation } from '../../conversation/domain.ts'
import { lists } from '../../conversation/ui/filter.ts'
import { mostUrgent, neighbour } from '../../conversation/ui/order.ts'
import { choose } from '../../shop/ui/preferences.ts'
import { me, shopApi, signOut } from '../../shop/ui/session.ts'
import { act, isLeaving } from './acting.ts'
import { saveAllDrafts } from './drafts.ts'
import { desk } from './live/feed.ts'
import { clocks } from './live/rules.ts'
import { type Key, keyOf, partsOf } from './live/state.ts'
import { reminderNow } from './reminder/now.ts'
import { toggleSound } from './reminder/sound.ts'
import { sceneOfDesk } from './scene.ts'
import {
  composer,
  focusOn,
  focusOnOrders,
  focusOnPrice,
  goOnWriting,
  isWriting,
  show,
  shown,
  view,
  write,
} from './view.ts'

export const select = (key: Key, messageId?: number) => {
  const { shopId, id } = partsOf(key)
  goTo(addressOfTalk(shopId, id, messageId))
}

/** Goes to the most urgent conversation of this person or of nobody, except the one on the screen. `writing`: the
 * keyboard goes into the composer there. */
const nextUrgent = (writing = isWriting()) => {
  const { selected } = view.get()
  const person = me.get()?.personId ?? 0
  const now = deskNow()
  const dueOf = (c: Conversation) => judge(c, clocks.get(), now).standing?.due ?? null
  const next = mostUrgent(desk.get().open.values(), person, dueOf, (c) => keyOf(c) === selected)
  if (!next) {
    say(i18next.t('list.empty.waiting'))
    return
  }
  if (writing) goOnWriting()
  select(keyOf(next))
}

const onSelected = (go: (key: Key) => unknown) => {
  const { selected } = view.get()
  if (selected !== null) void go(selected)
}

/**
 * Closes a conversation and perhaps goes on to the next. Where its question is still open, asks what to do about that.
 * `writing` as above: closing takes the composer away, so it is asked for before.
 */
export const close = async (key: Key, how: { next: boolean; unanswered: boolean }, writing: boolean) => {
  const { next, unanswered } = how
  const closed = await act(
    key,
    { do: 'close', ...(unanswered && { unanswered }) },
    { 'question-open': () => show({ dialog: 'question', closing: { key, next } }) },
  )
  if (closed && next) nextUrgent(writing)
}

/** Opens what has been overdue for longest, or what the desk asks for besides. The keyboard stays where it was. */
const openOverdue = () => {
  const { pressing, called, offered } = reminderNow()
  const first = (pressing ?? called ?? offered)?.first
  if (!first) {
    say(i18next.t('reminder.none'))
    return
  }
  if (isWriting()) goOnWriting()
  select(keyOf(first))
}

const pages: Record<Page, string> = {
  desk: '/',
  board: '/board',
  clocks: '/clocks',
  campaigns: '/campaigns',
  products: '/products',
  orders: '/orders',
  tasks: '/tasks',
  recovery: '/recovery',
  search: '/search',
  letters: '/letters',
  settings: '/settings',
  offers: '/settings/offers',
  audit: '/audit',
}

const tryTo = async (go: () => Promise<unknown>) => {
  try {
    await go()
  } catch (error) {
    sayError(error)
  }
}

export const deeds: Deeds = {
  nextUrgent: () => nextUrgent(),
  openOverdue,
  move(by) {
    const next = neighbour(shown.get(), view.get().selected, by)
    if (next !== null) select(next)
  },
  filter(by) {
    const { filter } = view.get()
    const at = lists.indexOf(filter.list) + by + lists.length
    const list = lists[at % lists.length] ?? 'all'
    show({ filter: { ...filter, list } })
  },
  act: (command) => onSelected((key) => act(key, { do: command })),
  close: ({ next }) => onSelected((key) => close(key, { next, unanswered: false }, isWriting())),
  // A single key must not end a conversation that waits: the same is asked as where it was to be closed as solved.
  closeUnanswered: () => onSelected((key) => show({ dialog: 'question', closing: { key, next: false } })),
  reply() {
    write('reply')
    focusOn('composer')
  },
  toggleNote() {
    write(view.get().note ? 'reply' : 'note')
    focusOn('composer')
  },
  suggest() {
    const next = nextSuggestion(view.get().selected)
    if (next) composer.get()?.suggest(next)
  },
  whisper() {
    write('whisper')
    focusOn('composer')
  },
  send: () => void composer.get()?.send(),
  sendAndClose() {
    composer.get()?.sendAndClose()
  },
  orders: focusOnOrders,
  products() {
    show({ panel: { open: true, tab: 'products' } })
    focusOn('panel')
  },
  sendCard: () => composer.get()?.sendCard(),
  focus: focusOn,
  price: focusOnPrice,
  open(dialog) {
    // The desk would refuse it once a time is chosen: said before, unless the answer is on its way.
    const { selected } = view.get()
    if (dialog === 'snooze' && sceneOfDesk().talk?.question && !isLeaving(selected))
      sayError(refuse('question-open'))
    else show({ dialog })
  },
  go: (page) => goTo(pages[page]),
  state: (state) => void tryTo(() => shopApi.setState({ body: { state } })),
  language: () => void tryTo(() => choose({ language: languageNow() === 'en' ? 'zh-CN' : 'en' })),
  theme: () => void tryTo(() => choose({ theme: appearance.get() === 'dark' ? 'light' : 'dark' })),
  sound: toggleSound,
  signOut: () =>
    void tryTo(async () => {
      await saveAllDrafts()
      await signOut()
    }),
}
