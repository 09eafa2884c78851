import { Button, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { yuan } from '../../../web/format.ts'
import { languageNow } from '../../../web/i18n.ts'
import { Empty, Problem, Skeleton } from '../../../web/parts/states.tsx'
import { saveFile } from '../../guard/ui/save-file.ts'
import type { ShopFacts } from '../../shop/domain.ts'
import { mayIn } from '../../shop/ui/session.ts'
import type { WatchFinding } from '../contract.ts'
import type { Campaign } from '../domain/campaign.ts'
import { useCampaigns, useWatch } from './api.ts'
import { csvOf, findingRules, grouped, heldUntil } from './finding.ts'
import { FindingRow } from './watch-row.tsx'
import { type Sentence, useSentence } from './watch-words.ts'
import { wallSecond } from './when.ts'

/** Rows of a rule that are drawn at once: each asks for its product's prices. */
const MANY = 10

const keyOf = ({ rule, campaignId, wave, product, sku, at, isFen }: WatchFinding): string =>
  JSON.stringify([rule, campaignId, wave, product, sku, at, isFen])

interface GroupProps {
  shop: ShopFacts
  campaigns: readonly Campaign[]
  group: ReturnType<typeof grouped>[number]
}

const RuleGroup = ({ shop, campaigns, group: { rule, findings, excepted } }: GroupProps) => {
  const { t } = useTranslation()
  const [many, setMany] = useState(MANY)
  return (
    <section className="block">
      <h2 className="block-title">
        {t(`campaign.watch.rule.${rule}`)} <span className="tab-count">{findings.length - excepted}</span>
      </h2>
      <p className="block-says">
        {t(`campaign.watch.ruleSays.${rule}`)}
        {excepted > 0 && ` ${t('campaign.watch.excepted', { count: excepted })}`}
      </p>
      <ul className="watch-rows">
        {findings.slice(0, many).map((finding) => (
          <FindingRow
            key={keyOf(finding)}
            shop={shop}
            finding={finding}
            campaign={campaigns.find(({ id }) => id === finding.campaignId)}
          />
        ))}
      </ul>
      {findings.length > many && (
        <Button block onClick={() => setMany(many + 4 * MANY)}>
          {t('campaign.watch.more', { count: findings.length - many })}
        </Button>
      )}
    </section>
  )
}

/** The findings as a file: the sentence, and every number of it in a column. */
const rowsOf = (
  findings: readonly WatchFinding[],
  campaigns: readonly Campaign[],
  zone: string,
  heads: readonly string[],
  ruleName: (rule: WatchFinding['rule']) => string,
  sentence: Sentence,
): string[][] => [
  [...heads],
  ...findings.map((finding) => {
    const campaign = campaigns.find(({ id }) => id === finding.campaignId)
    const until = campaign ? heldUntil(finding, campaign, zone) : null
    return [
      ruleName(finding.rule),
      sentence(finding, campaign, finding.product),
      campaign?.name ?? String(finding.campaignId),
      campaign?.waves.find(({ code }) => code === finding.wave)?.name ?? finding.wave,
      finding.product,
      finding.sku ?? '',
      (finding.wasFen / 100).toFixed(2),
      (finding.isFen / 100).toFixed(2),
      wallSecond(finding.at, zone).replace('T', ' '),
      until === null ? '' : wallSecond(until - 1000, zone).replace('T', ' '),
      finding.excepted ?? '',
      finding.evidence.join(' '),
    ]
  }),
]

/** Prices that broke a rule of a campaign, and those for which buyers may claim, each with what shows it. */
export const Watch = ({ shop }: { shop: ShopFacts }) => {
  const { t } = useTranslation()
  const watch = useWatch(shop.id)
  const campaigns = useCampaigns(shop.id)
  const sentence = useSentence(shop.timeZone)
  const [only, setOnly] = useState<number | null>(null)
  const error = watch.error ?? campaigns.error
  if (error)
    return <Problem error={error} retry={() => void Promise.all([watch.refetch(), campaigns.refetch()])} />
  if (!watch.data || !campaigns.data) return <Skeleton rows={5} height={90} />
  const all = campaigns.data
  const found = watch.data.filter(({ campaignId }) => only === null || campaignId === only)
  const groups = grouped(found)
  const violations = found.filter(({ rule, excepted }) => rule !== 'protection' && excepted === null).length
  const claims = found.filter(({ rule }) => rule === 'protection')
  const download = () => {
    const heads = t('campaign.watch.columns').split('|')
    const rows = rowsOf(
      groups.flatMap(({ findings }) => findings),
      all,
      shop.timeZone,
      heads,
      (rule) => t(`campaign.watch.rule.${rule}`),
      sentence,
    )
    saveFile(`price-watch-${shop.id}.csv`, new Blob([csvOf(rows)], { type: 'text/csv;charset=utf-8' }))
  }
  return (
    <>
      <section className="block">
        <div className="campaign-bar">
          <h2 className="block-title">{t('campaign.watch.title')}</h2>
          <Select<number>
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            style={{ width: 240 }}
            aria-label={t('campaign.watch.only')}
            placeholder={t('campaign.watch.only')}
            value={only}
            onChange={(id) => setOnly(id ?? null)}
            options={all.map(({ id, name }) => ({ value: id, label: name }))}
          />
          {mayIn(shop.id, 'export') && (
            <Button disabled={found.length === 0} onClick={download}>
              {t('campaign.watch.download')}
            </Button>
          )}
        </div>
        <p className="block-says">{t('campaign.watch.says')}</p>
        <ul className="watch-counts">
          {findingRules.map((rule) => (
            <li key={rule}>
              <b className={`digits watch-${rule}`}>
                {found.filter((one) => one.rule === rule && one.excepted === null).length}
              </b>
              {t(`campaign.watch.rule.${rule}`)}
            </li>
          ))}
        </ul>
        {claims.length > 0 && (
          <p>
            {t('campaign.watch.mostDue', {
              money: yuan(Math.max(...claims.map(({ wasFen, isFen }) => wasFen - isFen))),
            })}
          </p>
        )}
        <span className="unseen" role="status" lang={languageNow()}>
          {t('campaign.watch.found', { count: violations, claims: claims.length })}
        </span>
      </section>
      {groups.length === 0 ? (
        <section className="block">
          <Empty icon="shield" title={t('campaign.watch.none')} says={t('campaign.watch.noneSays')} />
        </section>
      ) : (
        groups.map((group) => <RuleGroup key={group.rule} shop={shop} campaigns={all} group={group} />)
      )}
    </>
  )
}
