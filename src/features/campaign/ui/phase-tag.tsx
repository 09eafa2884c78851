import { useTranslation } from 'react-i18next'
import type { PhaseKind } from '../domain/phase.ts'

/** A phase by name and colour. */
export const PhaseTag = ({ kind }: { kind: PhaseKind }) => {
  const { t } = useTranslation()
  return <span className={`phase-tag phase-text-${kind}`}>{t(`campaign.phase.${kind}`)}</span>
}
