import { useTranslation } from 'react-i18next'
import type { Fault } from './draft.ts'

/** What is wrong at a place of the form, each in one sentence that says what to do. */
export const Wrong = ({ faults }: { faults: readonly Fault[] }) => {
  const { t } = useTranslation()
  return faults.map(({ code, other }) => (
    <span key={`${code} ${other?.phase.key}`} className="campaign-wrong" role="alert">
      {t(`campaign.fault.${code}`, {
        wave: other?.wave.name ?? '',
        phase: other ? t(`campaign.phase.${other.phase.kind}`) : '',
        from: other?.phase.from.replace('T', ' ') ?? '',
        until: other?.phase.until.replace('T', ' ') ?? '',
      })}
    </span>
  ))
}
