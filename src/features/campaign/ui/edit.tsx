import { Button, Drawer, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSave } from '../../../web/parts/save.ts'
import type { ShopFacts } from '../../shop/domain.ts'
import type { Campaign, CampaignBody } from '../domain/campaign.ts'
import { defaultRules } from '../domain/rules.ts'
import { about, campaignApi } from './api.ts'
import { blankWave, bodyOf, type Draft, type DraftWave, draftOf, type Fault, faultsOf } from './draft.ts'
import { Wrong } from './edit-fault.tsx'
import { WaveForm } from './edit-wave.tsx'
import { openCampaign } from './places.ts'
import { RuleSetSelect } from './rule-set-select.tsx'

interface EditDrawerProps {
  shop: ShopFacts
  /** Null: a new one, by hand. */
  campaign: Campaign | null
  close(): void
}

const blank = (): CampaignBody => ({
  name: '',
  template: null,
  ruleSet: null,
  waves: [],
  rules: defaultRules(),
})

/** Edits a campaign by hand: its name, its waves, and each phase to the second. What is wrong is said where it is. */
export const EditDrawer = ({ shop, campaign, close }: EditDrawerProps) => {
  const { t } = useTranslation()
  const zone = shop.timeZone
  const [start] = useState(() => draftOf(campaign ?? blank(), zone))
  const [draft, setDraft] = useState<Draft>(start)
  /** What is left open is told only once somebody tries to save it. */
  const [tried, setTried] = useState(false)
  const changed = draft !== start
  const faults = faultsOf(draft, zone).filter(({ code }) => tried || code === 'clash' || code === 'backwards')
  const save = useSave(
    (body: CampaignBody) =>
      campaign
        ? campaignApi.setCampaign({ params: { shopId: shop.id, campaignId: campaign.id }, body })
        : campaignApi.addCampaign({ params: { shopId: shop.id }, body }),
    about(shop.id),
    ({ id }) => {
      close()
      if (!campaign) openCampaign(shop.id, id)
    },
  )
  const trySaving = () => {
    setTried(true)
    const body = bodyOf(draft, zone)
    if (body) save.mutate(body)
  }
  const setWave = (key: number, wave: DraftWave | null) =>
    setDraft({
      ...draft,
      waves: draft.waves.flatMap((one) => (one.key !== key ? [one] : wave === null ? [] : [wave])),
    })
  const addWave = () =>
    setDraft({
      ...draft,
      waves: [
        ...draft.waves,
        blankWave(draft.waves, t('campaign.edit.waveName', { n: draft.waves.length + 1 })),
      ],
    })
  const at = (key: number): Fault[] => faults.filter((fault) => fault.at === key)
  return (
    <Drawer
      open
      size={860}
      title={campaign ? t('campaign.edit.title', { name: campaign.name }) : t('campaign.edit.add')}
      onClose={close}
      // A click beside it, or Esc, does not throw away what was entered.
      mask={{ closable: !changed }}
      keyboard={!changed}
      // Above, not in a foot: at the bottom right stands the reminder of waiting buyers.
      extra={
        <div className="campaign-deeds">
          <Button onClick={close}>{t('app.cancel')}</Button>
          <Button type="primary" disabled={!changed} loading={save.isPending} onClick={trySaving}>
            {t('app.save')}
          </Button>
        </div>
      }
    >
      {faults.length > 0 && (
        <p className="campaign-wrong" role="alert">
          {t('campaign.edit.wrong', { count: faults.length })}
        </p>
      )}
      <div className="campaign-pair">
        <div className="campaign-field">
          <span className="field-name">{t('campaign.name')}</span>
          <Input
            aria-label={t('campaign.name')}
            maxLength={60}
            value={draft.name}
            status={at(0).length > 0 ? 'error' : ''}
            onChange={(e) => setDraft({ ...draft, name: e.target.value })}
          />
          <Wrong faults={at(0)} />
        </div>
        <div className="campaign-field">
          <span className="field-name">{t('campaign.ruleSet')}</span>
          <RuleSetSelect
            shopId={shop.id}
            value={draft.ruleSet}
            set={(ruleSet) => setDraft({ ...draft, ruleSet })}
          />
        </div>
      </div>
      <p className="faint small">{t('campaign.edit.zone', { zone })}</p>
      {draft.waves.map((wave) => (
        <WaveForm
          key={wave.key}
          shop={shop}
          wave={wave}
          faults={faults}
          set={(next) => setWave(wave.key, next)}
          remove={() => setWave(wave.key, null)}
        />
      ))}
      <Button type="dashed" block onClick={addWave} disabled={draft.waves.length >= 12}>
        {t('campaign.edit.addWave')}
      </Button>
    </Drawer>
  )
}
