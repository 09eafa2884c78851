import i18next from 'i18next'
import { Refusal } from '../../../shared/refusal.ts'
import type { Problem, ProblemCode } from '../domain/valid-problem.ts'

/** What the desk found wrong with what was to be saved, by its place; [] where it refused for another reason. */
export const problemsIn = (error: unknown): readonly Problem[] => {
  const found = error instanceof Refusal ? error.detail.problems : undefined
  return Array.isArray(found) ? (found as Problem[]) : []
}

/** In the person's language; what has no code is said as the desk says it. */
export const problemWords = ({ code, problem, values }: Problem): string => {
  const key = `campaign.problem.${code}`
  return i18next.exists(key) ? i18next.t(key as `campaign.problem.${ProblemCode}`, values) : problem
}

/** The sentences about a place and what is inside it. */
export const wordsAt = (problems: readonly Problem[], field: string): string[] => [
  ...new Set(
    problems
      .filter((one) => one.field === field || one.field.startsWith(`${field}.`))
      .map((one) => problemWords(one)),
  ),
]
