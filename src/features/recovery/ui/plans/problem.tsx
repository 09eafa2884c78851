import { createContext, use } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlanProblem } from '../../domain/problems.ts'

/** What is wrong with the plan in the editor, for whichever field it is about. */
export const Problems = createContext<readonly PlanProblem[]>([])

/** Problems of a place, or of what lies below it where `deep`. */
export const useProblems = (at: string, deep = false): PlanProblem[] =>
  use(Problems).filter((one) => one.at === at || (deep && one.at.startsWith(`${at}.`)))

export const wrongness = (problems: readonly PlanProblem[]) =>
  problems.some(({ level }) => level === 'error')
    ? { status: 'error' as const }
    : problems.length > 0
      ? { status: 'warning' as const }
      : {}

/** The sentences about a place, beside it. */
export const Wrong = ({ at, deep = false }: { at: string; deep?: boolean }) => {
  const { t } = useTranslation()
  const problems = useProblems(at, deep)
  return problems.map((one) => (
    <p
      key={`${one.at} ${one.code} ${JSON.stringify(one.with ?? {})}`}
      className={`plan-${one.level} small`}
      role="alert"
    >
      {t(`recovery.problem.${one.code}`, one.with ?? {})}
    </p>
  ))
}
