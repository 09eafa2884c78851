import { GuardSettings } from '../domain/settings.ts'
import { type GuardProblemCode, guardProblemsOf } from '../domain/valid.ts'

export interface Problem {
  field: string
  code: GuardProblemCode | 'host' | 'range'
}

/** Everything wrong with settings as they are being edited, at its place; all of it keeps them from being saved. */
export const problemsOf = (settings: GuardSettings, rules: ReadonlySet<string>): Problem[] => {
  // 20,000 words are checked where they are changed, not at every key in another field.
  const { error } = GuardSettings.omit({ words: true }).safeParse(settings)
  const shape = (error?.issues ?? []).map((issue): Problem => {
    const field = issue.path.join('.')
    return { field, code: field.startsWith('hosts') ? 'host' : 'range' }
  })
  return [...shape, ...guardProblemsOf(settings, rules)]
}

/** Where a change leaves nothing different, there is nothing to save. Words are saved by themselves. */
export const same = ({ words: _, ...a }: GuardSettings, { words: __, ...b }: GuardSettings): boolean =>
  JSON.stringify(a) === JSON.stringify(b)
