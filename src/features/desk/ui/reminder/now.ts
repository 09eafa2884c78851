import { deskNow, useSecond } from '../../../../web/clock.ts'
import { mayIn, me } from '../../../shop/ui/session.ts'
import { desk } from '../live/feed.ts'
import { clocks } from '../live/rules.ts'
import { keyOf } from '../live/state.ts'
import { type Reminder, reminderOf, type Watcher } from './merged.ts'

/** What the person at this screen should be reminded of now. */
export const reminderNow = (): Reminder => {
  const { open, members } = desk.get()
  const personId = me.get()?.personId ?? 0
  const shops = me.get()?.shops ?? []
  const supervised = new Set(shops.map(({ shop }) => shop.id).filter((id) => mayIn(id, 'conversation.take')))
  const who: Watcher = {
    personId,
    supervises: (shopId) => supervised.has(shopId),
    isOf: (shopId, team) =>
      team === null || (members.get(keyOf({ shopId, id: personId }))?.teams.includes(team) ?? false),
  }
  return reminderOf(open.values(), clocks.get(), who, deskNow())
}

let latest: { second: number; reminder: Reminder } | null = null

/** The same, looked at once a second however many parts of the screen show it. */
export const useReminder = (): { reminder: Reminder; now: number } => {
  const second = useSecond()
  if (latest?.second !== second) latest = { second, reminder: reminderNow() }
  return { reminder: latest.reminder, now: second * 1000 }
}
