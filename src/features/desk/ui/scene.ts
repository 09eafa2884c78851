import type { Scene } from '../../../web/commands.ts'
import { mayAnywhere, mayIn, me } from '../../shop/ui/session.ts'
import { desk } from './live/feed.ts'
import { partsOf } from './live/state.ts'
import { view } from './view.ts'

/** What commands may depend on, from what is on the screen. */
export const sceneOfDesk = (): Scene => {
  const { selected } = view.get()
  const state = desk.get()
  const talk = selected === null ? undefined : (state.open.get(selected) ?? state.closed.get(selected))
  return {
    atDesk: view.get().atDesk,
    talk: talk ? { status: talk.status, assignee: talk.assignee } : null,
    personId: me.get()?.personId ?? 0,
    may: (permission) =>
      selected === null ? mayAnywhere(permission) : mayIn(partsOf(selected).shopId, permission),
  }
}

export const followScene = (heard: () => void): (() => void) => {
  const off = [desk.follow(heard), view.follow(heard), me.follow(heard)]
  return () => {
    for (const stop of off) stop()
  }
}
