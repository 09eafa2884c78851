import { useDeferredValue } from 'react'
import { useTranslation } from 'react-i18next'
import { inLanguage } from '../../../../shared/said.ts'
import { deskNow } from '../../../../web/clock.ts'
import { useGuard } from '../../../guard/ui/prepared.ts'

/** What a reminder looks like to the guard: the facts in it are no words of the shop. */
const plain = (text: string): string => text.replaceAll(/\{[a-z]+\}/g, '')

/** What the shop's guard says of a wording while it is written. What it stops or asks about does not leave by itself. */
export const Guarded = ({ shopId, text }: { shopId: number; text: string }) => {
  const { t, i18n } = useTranslation()
  const guard = useGuard(shopId)
  const words = useDeferredValue(text)
  if (!guard || words.trim() === '') return null
  const context = { attachments: [], consent: false, stock: null, offerEndsAt: null, now: deskNow() }
  const { findings } = guard.check(plain(words), { author: 'assistant-auto', ...context })
  return findings.map(({ rule, severity, text: found, why }) => (
    <p
      key={`${rule} ${found}`}
      className={`${severity === 'note' ? 'plan-warning' : 'plan-error'} small`}
      role="alert"
    >
      {t('recovery.edit.guardSays', { why: inLanguage(why, i18n.language) })}
      {found !== '' && ` “${found}”`}
    </p>
  ))
}
