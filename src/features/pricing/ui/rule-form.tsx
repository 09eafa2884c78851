import { Button, Drawer, Input, Select, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Rounding } from '../../../shared/money.ts'
import { inLanguage, Trust, trustWords } from '../../../shared/said.ts'
import { languageNow } from '../../../web/i18n.ts'
import { Icon } from '../../../web/parts/icons.tsx'
import { useSave } from '../../../web/parts/save.ts'
import { Pick, RuleSet, ThresholdBase } from '../domain/rule-set.ts'
import { pricingApi } from './api.ts'
import { changed, missing, moved, without } from './rule-edit.ts'

const optionsOf = <T extends string>(all: readonly T[], label: (one: T) => string) =>
  all.map((value) => ({ value, label: label(value) }))

interface LevelsProps {
  ruleSet: RuleSet
  editable: boolean
  set(levels: RuleSet['levels']): void
}

/** The order of deduction: each level with what its thresholds are held against, and how many of it take effect. */
const Levels = ({ ruleSet: { levels }, editable, set }: LevelsProps) => {
  const { t } = useTranslation()
  const left = missing(levels)
  return (
    <div className="price-levels">
      <ol>
        {levels.map(({ level, base, pick }, i) => {
          const name = t(`pricing.levels.${level}`)
          return (
            <li key={level}>
              <strong>{name}</strong>
              <Select
                aria-label={`${name}: ${t('pricing.rules.thresholds')}`}
                disabled={!editable}
                value={base}
                onChange={(next) => set(changed(levels, level, { base: next }))}
                options={optionsOf(ThresholdBase.options, (one) => t(`pricing.options.${one}`))}
              />
              <Select
                aria-label={`${name}: ${t('pricing.rules.howMany')}`}
                disabled={!editable}
                value={pick}
                onChange={(next) => set(changed(levels, level, { pick: next }))}
                options={optionsOf(Pick.options, (one) => t(`pricing.pick.${one}`))}
              />
              {editable && (
                <span className="price-level-acts">
                  <button
                    type="button"
                    className="icon-button"
                    disabled={i === 0}
                    aria-label={t('pricing.rules.up', { level: name })}
                    onClick={() => set(moved(levels, level, -1))}
                  >
                    <Icon name="up" size={14} />
                  </button>
                  <button
                    type="button"
                    className="icon-button"
                    disabled={i === levels.length - 1}
                    aria-label={t('pricing.rules.down', { level: name })}
                    onClick={() => set(moved(levels, level, 1))}
                  >
                    <Icon name="down" size={14} />
                  </button>
                  <button
                    type="button"
                    className="icon-button"
                    disabled={levels.length === 1}
                    aria-label={`${t('app.remove')}: ${name}`}
                    onClick={() => set(without(levels, level))}
                  >
                    <Icon name="cross" size={14} />
                  </button>
                </span>
              )}
            </li>
          )
        })}
      </ol>
      {editable && left.length > 0 && (
        <Select
          aria-label={t('pricing.rules.addLevel')}
          placeholder={t('pricing.rules.addLevel')}
          style={{ width: 200 }}
          value={null}
          onChange={(level) => {
            if (level !== null) set([...levels, { level, base: 'itemPrice', pick: 'one' }])
          }}
          options={optionsOf(left, (one) => t(`pricing.levels.${one}`))}
        />
      )}
    </div>
  )
}

interface RuleFormProps {
  shopId: number
  start: RuleSet
  isNew: boolean
  taken: readonly string[]
  editable: boolean
  close(): void
}

/** A rule set with all that it decides, where it comes from and how far to trust it. */
export const RuleForm = ({ shopId, start, isNew, taken, editable, close }: RuleFormProps) => {
  const { t, i18n } = useTranslation()
  const [value, setValue] = useState(start)
  const set = (change: Partial<RuleSet>) => setValue((now) => ({ ...now, ...change }))
  const share = (change: Partial<RuleSet['share']>) => set({ share: { ...value.share, ...change } })
  const wrong = new Set((RuleSet.safeParse(value).error?.issues ?? []).map(({ path }) => path.join('.')))
  if (isNew && taken.includes(value.id)) wrong.add('id')
  if (value.name.zh.trim() === '') wrong.add('name.zh')
  if (value.name.en.trim() === '') wrong.add('name.en')
  if (value.from !== null && value.to !== null && value.to < value.from) wrong.add('to')
  const save = useSave(
    () =>
      pricingApi.setRuleSet({
        params: { shopId, ruleSetId: value.id },
        body: { ruleSet: value, choose: false },
      }),
    ['pricing', shopId],
    close,
  )
  const text = (at: string, label: string, now: string, change: (next: string) => void, wide = false) => (
    <div className={wide ? 'price-param price-param-wide' : 'price-param'}>
      <span className="field-name">{label}</span>
      <Input
        aria-label={label}
        value={now}
        maxLength={at === 'id' ? 60 : 300}
        disabled={!editable || (at === 'id' && !isNew)}
        {...(wrong.has(at) && { status: 'error' as const })}
        onChange={(e) => change(e.target.value)}
      />
    </div>
  )
  const day = (at: 'from' | 'to') => (
    <div className="price-param">
      <span className="field-name">{t(`pricing.rules.${at}`)}</span>
      <Input
        type="date"
        aria-label={t(`pricing.rules.${at}`)}
        disabled={!editable}
        value={value[at] ?? ''}
        {...(wrong.has(at) && { status: 'error' as const })}
        onChange={(e) => set({ [at]: e.target.value === '' ? null : e.target.value })}
      />
    </div>
  )
  const chosen = <T extends string>(
    label: string,
    now: T,
    all: readonly T[],
    name: (one: T) => string,
    change: (next: T) => void,
  ) => (
    <div className="price-param">
      <span className="field-name">{label}</span>
      <Select
        aria-label={label}
        disabled={!editable}
        style={{ minWidth: 200 }}
        value={now}
        onChange={change}
        options={optionsOf(all, name)}
      />
    </div>
  )
  const flag = (label: string, now: boolean, change: (next: boolean) => void) => (
    <div className="price-flag">
      <Switch size="small" aria-label={label} disabled={!editable} checked={now} onChange={change} />
      <span>{label}</span>
    </div>
  )
  const { name, source } = value
  return (
    <Drawer
      open
      size={720}
      title={inLanguage(name, languageNow())}
      onClose={close}
      destroyOnHidden
      footer={
        editable && (
          <div className="price-drawer-foot">
            {wrong.size > 0 && (
              <span className="price-wrong">{t('pricing.form.wrong', { count: wrong.size })}</span>
            )}
            <Button onClick={close}>{t('app.cancel')}</Button>
            <Button
              type="primary"
              disabled={wrong.size > 0}
              loading={save.isPending}
              onClick={() => save.mutate(undefined)}
            >
              {t('pricing.rules.saveAs')}
            </Button>
          </div>
        )
      }
    >
      <div className="price-form">
        <div className="price-params">
          {text(
            'name.zh',
            `${t('pricing.rules.name')} (${t('pricing.rules.zh')})`,
            name.zh,
            (zh) => set({ name: { ...name, zh } }),
            true,
          )}
          {text(
            'name.en',
            `${t('pricing.rules.name')} (${t('pricing.rules.en')})`,
            name.en,
            (en) => set({ name: { ...name, en } }),
            true,
          )}
          {text('id', t('pricing.rules.id'), value.id, (id) => set({ id }))}
          {text('platform', t('pricing.rules.platform'), value.platform, (platform) => set({ platform }))}
          {day('from')}
          {day('to')}
          {text(
            'source.zh',
            `${t('pricing.rules.source')} (${t('pricing.rules.zh')})`,
            source.zh,
            (zh) => set({ source: { ...source, zh } }),
            true,
          )}
          {text(
            'source.en',
            `${t('pricing.rules.source')} (${t('pricing.rules.en')})`,
            source.en,
            (en) => set({ source: { ...source, en } }),
            true,
          )}
          {chosen(
            t('pricing.rules.trust'),
            value.trust,
            Trust.options,
            (one) => inLanguage(trustWords[one], i18n.language),
            (trust) => set({ trust }),
          )}
        </div>
        <div>
          <span className="field-name">{t('pricing.rules.order')}</span>
          <Levels ruleSet={value} editable={editable} set={(levels) => set({ levels })} />
        </div>
        <div className="price-params">
          {chosen(
            t('pricing.rules.overDiscount'),
            value.overDiscount,
            ['cap', 'refuse'] as const,
            (one) => t(`pricing.rules.over.${one}`),
            (overDiscount) => set({ overDiscount }),
          )}
          {chosen(
            t('pricing.rules.share'),
            value.share.by,
            ['residual', 'itemPrice', 'list'] as const,
            (one) => t(`pricing.rules.shareBy.${one}`),
            (by) => share({ by }),
          )}
          {chosen(
            t('pricing.rules.shareUnit'),
            `${value.share.unitFen}`,
            ['1', '10', '100'] as const,
            (one) => t(`pricing.rules.unit.${one}`),
            (unit) => share({ unitFen: unit === '100' ? 100 : unit === '10' ? 10 : 1 }),
          )}
          {chosen(
            t('pricing.rules.shareRounding'),
            value.share.rounding,
            Rounding.options,
            (one) => t(`pricing.rules.rounding.${one}`),
            (rounding) => share({ rounding }),
          )}
          {chosen(
            t('pricing.rules.shareExcess'),
            value.share.excess,
            ['moved', 'lost'] as const,
            (one) => t(`pricing.rules.excess.${one}`),
            (excess) => share({ excess }),
          )}
        </div>
        {flag(t('pricing.rules.depositCounts'), value.depositCounts, (depositCounts) =>
          set({ depositCounts }),
        )}
        {flag(t('pricing.rules.mayLeaveOut'), value.mayLeaveOut, (mayLeaveOut) => set({ mayLeaveOut }))}
        {flag(t('pricing.rules.balanceAbove'), value.balanceAbove, (balanceAbove) => set({ balanceAbove }))}
      </div>
    </Drawer>
  )
}
