import { useTranslation } from 'react-i18next'
import { deskNow, useSecond } from '../../../web/clock.ts'
import { Icon } from '../../../web/parts/icons.tsx'
import type { PhasesOn } from '../domain/phase.ts'
import { byPress } from '../domain/phase-on.ts'
import { countdown } from './countdown.ts'
import { usePhases } from './phases-now.ts'
import { addressOf, openCampaign } from './places.ts'
import './phase-line.css'

type Next = NonNullable<PhasesOn['next']>

/** How long until something begins or ends; alone drawn anew every second. */
const Left = ({ at, words }: { at: number; words: string }) => {
  const { t } = useTranslation()
  useSecond()
  const left = countdown(at - deskNow())
  return (
    <span className="phase-left">
      {words} <b>{'clock' in left ? left.clock : t('campaign.line.days', left)}</b>
    </span>
  )
}

/** What comes next, the most pressing of it: what begins before what ends. */
const comesNext = (next: Next) => {
  const [starts] = byPress(next.starts)
  const [ends] = byPress(next.ends)
  return starts ? { one: starts, begins: true } : ends ? { one: ends, begins: false } : null
}

/** “现货期 · 距尾款开始 00:14:32”: the phases that are on in a shop and what comes next, under the head of a conversation. It
 * has no room in the head itself, where the clocks stand. A click opens the campaign. */
export const PhaseLine = ({ shopId }: { shopId: number | undefined }) => {
  const { t } = useTranslation()
  const { on, next } = usePhases(shopId)
  const now = byPress(on)
  const coming = next && comesNext(next)
  const leads = now[0] ?? coming?.one
  if (shopId === undefined || !leads) return null
  const kinds = [...new Set(now.map(({ kind }) => kind))]
  const place = { page: 'campaign', shopId, campaignId: leads.campaignId, tab: 'phases' } as const
  return (
    <a
      className="phase-line"
      href={addressOf(place)}
      title={t('campaign.line.open', { campaign: leads.campaign })}
      onClick={(e) => {
        if (e.ctrlKey || e.metaKey || e.shiftKey) return
        e.preventDefault()
        openCampaign(shopId, leads.campaignId)
      }}
    >
      <Icon name="calendar" size={13} />
      {kinds.map((kind) => (
        <span key={kind} className={`phase-name phase-text-${kind}`}>
          {t(`campaign.phase.${kind}`)}
        </span>
      ))}
      {next && coming && (
        <Left
          at={next.at}
          words={t(coming.begins ? 'campaign.line.begins' : 'campaign.line.ends', {
            phase: t(`campaign.phaseShort.${coming.one.kind}`),
          })}
        />
      )}
      <span className="phase-of">{leads.campaign}</span>
    </a>
  )
}
