import { useTranslation } from 'react-i18next'
import type { GuardSettings } from '../domain/settings.ts'
import type { Problem } from './settings-problems.ts'

export interface PartProps {
  shopId: number
  settings: GuardSettings
  set(change: Partial<Omit<GuardSettings, 'words'>>): void
  editable: boolean
  problems: readonly Problem[]
}

/** What is wrong at a place and inside it, each once. */
export const Wrong = ({ at, problems }: { at: string } & Pick<PartProps, 'problems'>) => {
  const { t } = useTranslation()
  const own = problems.filter(({ field }) => field === at || field.startsWith(`${at}.`))
  return [...new Set(own.map(({ code }) => code))].map((code) => (
    <span key={code} className="guard-wrong" role="alert">
      {t(`guard.problems.${code}`)}
    </span>
  ))
}
