import { Refusal } from '../../../shared/refusal.ts'
import { Verdict } from '../domain/verdict.ts'

/** What the guard found in a message that the desk has refused; null for any other error. */
export const guardedVerdict = (error: unknown): Verdict | null => {
  if (!(error instanceof Refusal) || error.code !== 'guarded') return null
  const { data } = Verdict.safeParse(error.detail.verdict)
  return data ?? null
}
