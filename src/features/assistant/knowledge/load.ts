import type { Tx } from '../../../platform/db/db.ts'
import { FaqEntry } from '../domain/faq.ts'
import type { AssistantSettings } from '../domain/settings.ts'
import { loadSettings } from '../load.ts'
import type { Known } from './engine.ts'
import { patterns } from './pattern-store.ts'
import { usableEntries } from './store.ts'

/** Entries a shop may have. Beyond, an index takes longer than people wait for their change to be in force. */
export const MOST_ENTRIES = 20_000

export interface Loaded extends Known {
  confidence: AssistantSettings['confidence']
}

export const loadConfidence = async (tx: Tx, shopId: number): Promise<AssistantSettings['confidence']> =>
  (await loadSettings(tx, shopId)).settings.confidence

/** All that a shop's assistant may use. An entry that is not as it should be (written by an older version, or by hand) is
 * left out: it must not cost the others. */
export const loadKnown = async (tx: Tx, shopId: number): Promise<Loaded> => ({
  confidence: await loadConfidence(tx, shopId),
  entries: (await usableEntries(tx, shopId, MOST_ENTRIES)).filter(
    (entry) => FaqEntry.safeParse(entry).success,
  ),
  patterns: (await patterns(tx, shopId)).filter(({ enabled }) => enabled),
})
