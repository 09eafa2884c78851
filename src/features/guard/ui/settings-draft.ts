import { useEffect, useState } from 'react'
import { me } from '../../shop/ui/session.ts'
import type { GuardSettings } from '../domain/settings.ts'
import { same } from './settings-problems.ts'

interface Draft {
  /** What was saved when the editing began: if that has changed, somebody else has edited too. */
  base: GuardSettings
  now: GuardSettings
}
/** Edits that are not saved yet, by person and shop: looking at another page and coming back does not lose them. */
const drafts = new Map<string, Draft>()

/** Settings as the page shows them: what is saved, with this person's edits. Words are always those saved. */
export const useDraft = (shopId: number, saved: GuardSettings) => {
  const key = `${me.get()?.personId} ${shopId}`
  const [draft, setDraft] = useState<Draft | null>(drafts.get(key) ?? null)
  const keep = (next: Draft | null) => {
    if (next) drafts.set(key, next)
    else drafts.delete(key)
    setDraft(next)
  }
  // A reload would lose what is only in this window.
  const dirty = draft !== null
  useEffect(() => {
    if (!dirty) return
    const warn = (e: BeforeUnloadEvent) => e.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [dirty])
  const settings = draft ? { ...draft.now, words: saved.words } : saved
  return {
    settings,
    dirty,
    /** Somebody else has saved other settings meanwhile. */
    overtaken: draft !== null && !same(draft.base, saved),
    set(change: Partial<Omit<GuardSettings, 'words'>>) {
      const now = { ...settings, ...change }
      keep(same(now, saved) ? null : { base: draft?.base ?? saved, now })
    },
    discard: () => keep(null),
  }
}
