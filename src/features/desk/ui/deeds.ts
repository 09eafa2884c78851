import i18next from 'i18next'
import type { Deeds, Page } from '../../../web/commands.ts'
import { languageNow } from '../../../web/i18n.ts'
import { addressOfTalk, goTo } from '../../../web/nav.ts'
import { say, sayError } from '../../../web/parts/toast.tsx'
import { appearance } from '../../../web/theme.ts'
import { lists } from '../../conversation/ui/filter.ts'
import { mostUrgent, neighbour } from '../../conversation/ui/order.ts'
import { choose } from '../../shop/ui/preferences.ts'
import { me, shopApi, signOut } from '../../shop/ui/session.ts'
import { act } from './acting.ts'
import { saveAllDrafts } from './drafts.ts'
import { desk } from './live/feed.ts'
import { type Key, keyOf, partsOf } from './live/state.ts'
import { composer, focusOn, goOnWriting, isWriting, show, shown, view } from './view.ts'

export const select = (key: Key, messageId?: number) => {
  const { shopId, id } = partsOf(key)
  goTo(addressOfTalk(shopId, id, messageId))
}

/** Goes to the longest waiting buyer of this person or of nobody, except the one on the screen. `writing`: the keyboard
 * goes into the composer there. */
const nextUrgent = (writing = isWriting()) => {
  const { selected } = view.get()
  const person = me.get()?.personId ?? 0
  const next = mostUrgent(desk.get().open.values(), person, (c) => keyOf(c) === selected)
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

/** Closes a conversation and goes on to the next. `writing` as above: closing takes the composer away, so it is asked
 * for before. */
export const closeThenNext = async (key: Key, writing: boolean) => {
  if (await act(key, { do: 'close' })) nextUrgent(writing)
}

const pages: Record<Page, string> = {
  desk: '/',
  board: '/board',
  search: '/search',
  letters: '/letters',
  settings: '/settings',
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
  closeAndNext: () => onSelected((key) => closeThenNext(key, isWriting())),
  reply() {
    show({ note: false })
    focusOn('composer')
  },
  toggleNote() {
    show({ note: !view.get().note })
    focusOn('composer')
  },
  send: () => void composer.get()?.send(),
  sendAndClose() {
    composer.get()?.sendAndClose()
  },
  focus: focusOn,
  open: (dialog) => show({ dialog }),
  go: (page) => goTo(pages[page]),
  state: (state) => void tryTo(() => shopApi.setState({ body: { state } })),
  language: () => void tryTo(() => choose({ language: languageNow() === 'en' ? 'zh-CN' : 'en' })),
  theme: () => void tryTo(() => choose({ theme: appearance.get() === 'dark' ? 'light' : 'dark' })),
  signOut: () =>
    void tryTo(async () => {
      await saveAllDrafts()
      await signOut()
    }),
}
