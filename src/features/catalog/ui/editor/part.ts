import type { Draft } from '../draft.ts'

/** What every part of the editor is given. */
export interface PartProps {
  shopId: number
  draft: Draft
  set(change: Partial<Draft>): void
  editable: boolean
}
