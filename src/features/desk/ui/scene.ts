import { deskNow } from '../../../web/clock.ts'
import type { Scene } from '../../../web/commands.ts'
import { judge } from '../../clock/ui/judge.ts'
import { mayAnywhere, mayIn, me } from '../../shop/ui/session.ts'
import { desk } from './live/feed.ts'
import { clocks } from './live/rules.ts'
import { partsOf } from './live/state.ts'
import { view } from './view.ts'

/** What commands may depend on, from what is on the screen. */
export const sceneOfDesk = (): Scene => {
  const { selected } = view.get()
  const state = desk.get()
  const talk = selected === null ? undefined : (state.open.get(selected) ?? state.closed.get(selected))
  return {
    atDesk: view.get().atDesk,
    talk: talk
      ? {
          status: talk.status,
          assignee: talk.assignee,
          offered: talk.route?.offered ?? false,
          question: judge(talk, clocks.get(), deskNow()).waits,
        }
      : null,
    personId: me.get()?.personId ?? 0,
    may: (permission) =>
      selected === null ? mayAnywhere(permission) : mayIn(partsOf(selected).shopId, permission),
  }
}

export const followScene = (heard: () => void): (() => void) => {
  const off = [desk, view, me, clocks].map((of) => of.follow(heard))
  return () => {
    for (const stop of off) stop()
  }
}
