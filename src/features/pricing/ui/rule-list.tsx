import { Button, Popconfirm } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { inLanguage, trustWords } from '../../../shared/said.ts'
import { languageNow } from '../../../web/i18n.ts'
import { useSave } from '../../../web/parts/save.ts'
import { Empty, Problem as Failed, Skeleton } from '../../../web/parts/states.tsx'
import type { RuleSet } from '../domain/rule-set.ts'
import { ruleSets as shippedRuleSets } from '../domain/shipped/index.ts'
import { pricingApi, useRuleSets } from './api.ts'
import { ownCopy } from './rule-edit.ts'
import { RuleForm } from './rule-form.tsx'

const shipped = new Map(shippedRuleSets.map((one) => [one.id, JSON.stringify(one)]))
/** A shipped one as it is, a shipped one that the shop changed, or one of the shop alone. */
const originOf = (one: RuleSet): 'shipped' | 'changed' | 'own' => {
  const as = shipped.get(one.id)
  if (as === undefined) return 'own'
  return as === JSON.stringify(one) ? 'shipped' : 'changed'
}

const Facts = ({ ruleSet }: { ruleSet: RuleSet }) => {
  const { t } = useTranslation()
  const { levels, overDiscount, share, depositCounts, balanceAbove } = ruleSet
  return (
    <dl className="facts price-facts">
      <dt>{t('pricing.rules.order')}</dt>
      <dd>
        {levels.map(({ level, base }, i) => (
          <span key={level}>
            {i > 0 && ' → '}
            <span title={t(`pricing.base.${base}`)}>{t(`pricing.levels.${level}`)}</span>
          </span>
        ))}
      </dd>
      <dt>{t('pricing.rules.thresholds')}</dt>
      <dd>
        {[...new Set(levels.map(({ base }) => base))].map((base) => (
          <span key={base} className="price-fact">
            {t(`pricing.base.${base}`)}
            {new Set(levels.map((one) => one.base)).size > 1 && (
              <span className="faint">
                {' '}
                (
                {levels
                  .filter((one) => one.base === base)
                  .map(({ level }) => t(`pricing.levels.${level}`))
                  .join(' / ')}
                )
              </span>
            )}
          </span>
        ))}
      </dd>
      <dt>{t('pricing.rules.overDiscount')}</dt>
      <dd>{t(`pricing.rules.over.${overDiscount}`)}</dd>
      <dt>{t('pricing.rules.share')}</dt>
      <dd>
        {[
          t(`pricing.rules.shareBy.${share.by}`),
          t(`pricing.rules.unit.${share.unitFen}`),
          t(`pricing.rules.rounding.${share.rounding}`),
          ...(depositCounts ? [t('pricing.rules.depositCounts')] : []),
          ...(balanceAbove ? [t('pricing.rules.balanceAbove')] : []),
        ].join(' · ')}
      </dd>
    </dl>
  )
}

/** The rule sets there are: by which the shop reckons, where each comes from, and how far it can be trusted. */
export const RuleList = ({ shopId, editable }: { shopId: number; editable: boolean }) => {
  const { t, i18n } = useTranslation()
  const language = languageNow()
  const asked = useRuleSets(shopId)
  const [editing, setEditing] = useState<{ start: RuleSet; isNew: boolean } | null>(null)
  const set = useSave(
    ({ id, ruleSet, choose }: { id: string; ruleSet: RuleSet | null; choose: boolean }) =>
      pricingApi.setRuleSet({ params: { shopId, ruleSetId: id }, body: { ruleSet, choose } }),
    ['pricing', shopId],
  )
  if (asked.error && !asked.data) return <Failed error={asked.error} retry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton />
  const { ruleSets, chosen } = asked.data
  const ids = ruleSets.map(({ id }) => id)
  const first = (one: RuleSet) => (one.id === chosen ? 0 : 1)
  return (
    <>
      <p className="block-says">{t('pricing.rules.says')}</p>
      {ruleSets.length === 0 && <Empty icon="audit" title={t('pricing.rules.none')} />}
      {ruleSets
        .toSorted((a, b) => first(a) - first(b))
        .map((one) => {
          const origin = originOf(one)
          const name = inLanguage(one.name, language)
          return (
            <section key={one.id} className="block price-ruleset" aria-label={name}>
              <div className="price-ruleset-head">
                <h3>{name}</h3>
                {one.id === chosen && <span className="tag">{t('pricing.rules.chosen')}</span>}
                <span className={`price-trust price-trust-${one.trust}`}>
                  {inLanguage(trustWords[one.trust], i18n.language)}
                </span>
                <span className="faint small">
                  {t(origin === 'shipped' ? 'pricing.rules.shipped' : 'pricing.rules.own')}
                </span>
                <span style={{ flex: 1 }} />
                {editable && (
                  <>
                    {one.id !== chosen && (
                      <Button
                        size="small"
                        // The server keeps the shop's own version where there is one.
                        onClick={() =>
                          set.mutate({
                            id: one.id,
                            ruleSet: origin === 'shipped' ? null : one,
                            choose: true,
                          })
                        }
                      >
                        {t('pricing.rules.choose')}
                      </Button>
                    )}
                    {origin === 'own' && one.id !== chosen && (
                      <Popconfirm
                        title={t('pricing.rules.removeAsk', { name })}
                        okText={t('app.remove')}
                        cancelText={t('app.cancel')}
                        onConfirm={() => set.mutate({ id: one.id, ruleSet: null, choose: false })}
                      >
                        <Button size="small">{t('app.remove')}</Button>
                      </Popconfirm>
                    )}
                    {origin === 'changed' && (
                      <Popconfirm
                        title={t('pricing.rules.resetAsk', { name })}
                        okText={t('pricing.rules.reset')}
                        cancelText={t('app.cancel')}
                        onConfirm={() => set.mutate({ id: one.id, ruleSet: null, choose: one.id === chosen })}
                      >
                        <Button size="small">{t('pricing.rules.reset')}</Button>
                      </Popconfirm>
                    )}
                    <Button
                      size="small"
                      onClick={() => setEditing({ start: ownCopy(one, ids), isNew: true })}
                    >
                      {t('pricing.rules.copy')}
                    </Button>
                    <Button size="small" onClick={() => setEditing({ start: one, isNew: false })}>
                      {t('pricing.rules.edit')}
                    </Button>
                  </>
                )}
              </div>
              <p className="small faint">
                {[
                  one.platform,
                  t('pricing.rules.holds', {
                    from: one.from ?? t('pricing.rules.open'),
                    to: one.to ?? t('pricing.rules.open'),
                  }),
                ].join(' · ')}
              </p>
              <p className="small">
                <span className="faint">{t('pricing.rules.source')}</span> {inLanguage(one.source, language)}
              </p>
              <Facts ruleSet={one} />
            </section>
          )
        })}
      {editing && (
        <RuleForm
          key={editing.start.id}
          shopId={shopId}
          start={editing.start}
          isNew={editing.isNew}
          taken={ids}
          editable={editable}
          close={() => setEditing(null)}
        />
      )}
    </>
  )
}
