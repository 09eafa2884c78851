import { useTranslation } from 'react-i18next'
import { yuan } from '../../../web/format.ts'
import type { WatchFinding } from '../contract.ts'
import type { Campaign } from '../domain/campaign.ts'
import { heldUntil } from './finding.ts'
import { lastSecond, said } from './when.ts'

/** A finding in one sentence: what was, what is, when, and until when it had to hold. */
export type Sentence = (finding: WatchFinding, campaign: Campaign | undefined, product: string) => string

export const useSentence = (zone: string): Sentence => {
  const { t, i18n } = useTranslation()
  const time = (at: number) => said(at, zone, i18n.language, 'stamp')
  return (finding, campaign, product) => {
    const { rule, wave, wasFen, isFen, at } = finding
    const until = campaign ? heldUntil(finding, campaign, zone) : null
    const lowest = campaign?.rules.lowest
    const values = {
      product,
      campaign: campaign?.name ?? '',
      wave: campaign?.waves.find(({ code }) => code === wave)?.name ?? wave,
      was: yuan(wasFen),
      is: yuan(isFen),
      difference: yuan(Math.abs(isFen - wasFen)),
      at: time(at),
      until: until === null ? '—' : time(lastSecond(until)),
      from: lowest?.from ?? '—',
      to: lowest?.to ?? '—',
      share: lowest ? String(Math.round(lowest.share * 1000) / 10) : '—',
      days: String((rule === 'protection' ? campaign?.rules.protectDays : campaign?.rules.holdDays) ?? '—'),
    }
    return t(`campaign.watch.sentence.${rule}`, values)
  }
}
