import { cell } from '../../../web/cell.ts'
import { browserLanguage, speak } from '../../../web/i18n.ts'
import { showTheme } from '../../../web/theme.ts'
import type { Preferences } from '../contract.ts'
import { me, shopApi } from './session.ts'

const KEPT = 'peakdesk.preferences'

/** This browser's copy, so that the first picture is in the right language and colours before the desk has answered. */
const kept = (): Preferences => {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? '{}') as Preferences
  } catch {
    return {}
  }
}

export type Chosen = { [K in keyof Preferences]-?: Exclude<Preferences[K], undefined> }

const complete = (p: Preferences): Chosen => ({
  language: p.language ?? browserLanguage(navigator.languages),
  theme: p.theme ?? 'system',
  sendWith: p.sendWith ?? 'enter',
  shortcuts: p.shortcuts ?? {},
})

let own: Preferences = kept()
export const preferences = cell<Chosen>(complete(own))

const show = async (next: Preferences) => {
  own = next
  localStorage.setItem(KEPT, JSON.stringify(own))
  const chosen = complete(own)
  preferences.set(chosen)
  showTheme(chosen.theme)
  await speak(chosen.language)
}

/** Shows what was chosen in this browser; then what the desk has, once somebody is signed in. */
export const startPreferences = async (): Promise<void> => {
  await show(own)
  let person: number | undefined
  me.follow(() => {
    const now = me.get()
    if (now && now.personId !== person) void show({ ...own, ...now.preferences })
    person = now?.personId
  })
}

/** Chooses for this person. In force at once; kept on the desk where one is signed in. */
export const choose = async (change: Preferences): Promise<void> => {
  await show({ ...own, ...change })
  if (me.get()) await shopApi.setPreferences({ body: own })
}
