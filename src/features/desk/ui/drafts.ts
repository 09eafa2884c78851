import { deskApi } from './live/feed.ts'
import { type Key, partsOf } from './live/state.ts'

/**
 * What a person is writing. The desk keeps it, so that it is there on the next computer; this browser keeps what the
 * desk has not confirmed, so that it survives a lost connection and a reload.
 */
const KEPT = 'peakdesk.drafts'
const DELAY = 500

const unsaved = new Map<Key, string>()
let owner: number | null = null

/** Whose drafts these are from now on. What another person left unsaved in this browser is not shown to them. */
export const draftsBelongTo = (personId: number | null) => {
  if (personId === owner) return
  owner = personId
  unsaved.clear()
  if (personId === null) return
  try {
    const kept = JSON.parse(localStorage.getItem(`${KEPT}.${personId}`) ?? '{}') as Record<Key, string>
    for (const [key, text] of Object.entries(kept)) unsaved.set(key, text)
  } catch {
    localStorage.removeItem(`${KEPT}.${personId}`)
  }
}
const timers = new Map<Key, ReturnType<typeof setTimeout>>()

const keep = () => {
  if (owner !== null) localStorage.setItem(`${KEPT}.${owner}`, JSON.stringify(Object.fromEntries(unsaved)))
}

const saveOnce = async (key: Key): Promise<boolean> => {
  const text = unsaved.get(key)
  if (text === undefined) return true
  try {
    await deskApi.setDraft({ params: partsOf(key), body: { text } })
    if (unsaved.get(key) === text) unsaved.delete(key)
    keep()
    return true
  } catch {
    return false
  }
}

/** Drafts of one conversation go one after the other: an older one must not arrive after the empty one. */
const turns = new Map<Key, Promise<boolean>>()

/** Sends a draft that the desk does not have yet. Resolves to whether it has it now. */
export const saveDraft = async (key: Key): Promise<boolean> => {
  clearTimeout(timers.get(key))
  timers.delete(key)
  const mine = (turns.get(key) ?? Promise.resolve(true)).then(() => saveOnce(key))
  turns.set(key, mine)
  const saved = await mine
  if (turns.get(key) === mine) turns.delete(key)
  return saved
}

/** Takes note of what is written; the desk hears of it half a second after the last key. */
export const writeDraft = (key: Key, text: string, saved: (onDesk: boolean) => void) => {
  unsaved.set(key, text)
  keep()
  clearTimeout(timers.get(key))
  timers.set(
    key,
    setTimeout(() => void saveDraft(key).then(saved), DELAY),
  )
}

/** What this browser has and the desk may not. */
export const unsavedDraft = (key: Key): string | undefined => unsaved.get(key)

/** After a lost connection. */
export const saveAllDrafts = () => Promise.all([...unsaved.keys()].map(saveDraft))
