import { useTranslation } from 'react-i18next'
import type { Verdict } from '../../domain/results.ts'

/** A verdict by word and sign, not by colour alone. */
export const VerdictTag = ({ verdict }: { verdict: Verdict }) => {
  const { t } = useTranslation()
  const sign = { better: '▲', worse: '▼', unclear: '＝', 'not-enough': '…' }[verdict]
  return (
    <span className={`recovery-verdict recovery-verdict-${verdict}`}>
      <span aria-hidden="true">{sign}</span> {t(`recovery.results.verdict.${verdict}`)}
    </span>
  )
}
