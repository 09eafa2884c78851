import { useMutation } from '@tanstack/react-query'
import { Button, Checkbox, Drawer, Input, Select } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { inLanguage } from '../../../shared/said.ts'
import { languageNow } from '../../../web/i18n.ts'
import { say, sayError } from '../../../web/parts/toast.tsx'
import { queries } from '../../../web/query.ts'
import type { Campaign } from '../../campaign/domain/campaign.ts'
import type { ShopOffer } from '../contract.ts'
import { kindOf, kinds } from '../domain/kinds/index.ts'
import type { PriceProblem } from '../domain/quote.ts'
import { Problems } from './answer.tsx'
import { pricingApi } from './api.ts'
import { type FormProblem, problemsOf, refusedFor } from './check.ts'
import { fieldsOf, startOf } from './fields.ts'
import { groupOf, offerSays } from './kinds.ts'
import { type FormContext, ParamFields, Wrong } from './param-fields.tsx'
import { ScopeField } from './scope-field.tsx'
import { WindowField } from './window-field.tsx'

/** A new offer of a kind, everywhere and always. Null: the kind is still to be chosen. */
export const blankOffer = (code: string | null, id: string, campaignId: number | null = null): ShopOffer => {
  const kind = code === null ? undefined : kindOf(code)
  return {
    offer: {
      ...{ id, name: null, kind: code ?? '', params: kind ? startOf(fieldsOf(kind.params)) : {} },
      ...{ scope: {}, from: null, to: null, held: null, members: false, excludes: [], source: null },
      channel: kind?.channel ?? 'any',
    },
    ...{ campaignId, activityId: null, enabled: true },
  }
}

/** Short, and in files still told from others: `full-reduction-7f3a9c`. */
export const newId = (code: string): string => `${code || 'offer'}-${crypto.randomUUID().slice(0, 6)}`

const Preview = ({ value }: { value: ShopOffer }) => {
  const { t } = useTranslation()
  const kind = kindOf(value.offer.kind)
  const filled = kind?.fill(value.offer.params)
  return (
    <div className="price-preview" role="status">
      <span className="field-name">{t('pricing.form.preview')}</span>
      {filled?.ok ? (
        <>
          <p lang="zh-CN">{filled.says.zh}</p>
          <p lang="en">{filled.says.en}</p>
        </>
      ) : (
        <p className="faint">{t('pricing.form.previewOpen')}</p>
      )}
    </div>
  )
}

/** What the desk refused that has no field here. */
const Elsewhere = ({ problems }: { problems: readonly FormProblem[] }) => {
  const places = /^(params|scope|kind|name|from$|to$|level)/
  return (
    <Problems
      problems={problems.flatMap(({ at, said }) =>
        said && !places.test(at) ? [{ where: at, sentence: said }] : [],
      )}
    />
  )
}

interface OfferFormProps {
  shopId: number
  zone: string
  /** What is edited, or the beginning of a new one. */
  start: ShopOffer
  isNew: boolean
  others: readonly ShopOffer[]
  campaigns: readonly Campaign[]
  editable: boolean
  close(): void
}

/** One offer: the fields of its kind, which products, when, for whom, and with what it does not go. */
export const OfferForm = ({
  shopId,
  zone,
  start,
  isNew,
  others,
  campaigns,
  editable,
  close,
}: OfferFormProps) => {
  const { t } = useTranslation()
  const language = languageNow()
  const nameId = useId()
  const [value, setValue] = useState(start)
  /** Problems are shown once somebody wanted to save. */
  const [shown, setShown] = useState(!isNew)
  const { offer } = value
  const kind = kindOf(offer.kind)
  /** What the desk refused it for, until something is changed. */
  const [refused, setRefused] = useState<readonly FormProblem[]>([])
  const own = problemsOf(value)
  const problems = [...own, ...refused]
  const form: FormContext = { shopId, zone, problems: shown ? problems : [], disabled: !editable }
  const change = (next: (now: ShopOffer) => ShopOffer) => {
    setRefused([])
    setValue(next)
  }
  const set = (some: Partial<ShopOffer['offer']>) =>
    change((now) => ({ ...now, offer: { ...now.offer, ...some } }))
  const [server, setServer] = useState<PriceProblem[]>([])
  const save = useMutation({
    mutationFn: () => pricingApi.setOffer({ params: { shopId, offerId: offer.id }, body: value }),
    onSuccess: async (saved) => {
      say(t('app.saved'))
      await queries.invalidateQueries({ queryKey: ['pricing', shopId] })
      // Saved, and still something to look at: it stays open so that this is seen.
      setServer(saved.problems)
      if (saved.problems.length === 0) close()
    },
    onError: (error) => {
      const refused = refusedFor(error)
      setRefused(refused)
      if (refused.length === 0) sayError(error)
    },
  })
  const submit = () => {
    setShown(true)
    if (own.length === 0) save.mutate()
  }
  const level = groupOf(offer)
  const levels = kind && kind.level !== 'freight' ? [kind.level, ...(kind.also ?? [])] : []
  const heldSays = t(kind?.use === 'card' ? 'pricing.form.yes' : 'pricing.form.no')
  return (
    <Drawer
      open
      size={640}
      title={t(isNew ? 'pricing.form.new' : 'pricing.form.edit')}
      onClose={close}
      destroyOnHidden
      footer={
        editable && (
          <div className="price-drawer-foot">
            {shown && problems.length > 0 && (
              <span className="price-wrong">{t('pricing.form.wrong', { count: problems.length })}</span>
            )}
            <Button onClick={close}>{t('app.cancel')}</Button>
            <Button type="primary" loading={save.isPending} onClick={submit}>
              {t('app.save')}
            </Button>
          </div>
        )
      }
    >
      <div className="price-form">
        <div>
          <span className="field-name">{t('pricing.form.kind')}</span>
          <Select
            aria-label={t('pricing.form.kind')}
            placeholder={t('pricing.form.kindHint')}
            disabled={!editable || !isNew}
            style={{ width: '100%' }}
            showSearch={{ optionFilterProp: 'label' }}
            value={offer.kind === '' ? null : offer.kind}
            onChange={(code) => change((now) => blankOffer(code, newId(code), now.campaignId))}
            options={[...new Set(kinds.map(({ level: at }) => at))].map((at) => ({
              label: t(`pricing.levels.${at}`),
              options: kinds
                .filter((one) => one.level === at)
                .map(({ code, name }) => ({ value: code, label: inLanguage(name, language) })),
            }))}
          />
          <Wrong at="kind" problems={form.problems} />
        </div>
        {kind && (
          <>
            <ParamFields
              fields={fieldsOf(kind.params)}
              params={offer.params}
              at="params"
              form={form}
              set={(params) => set({ params })}
            />
            <Wrong at="params" problems={form.problems} />
            <Preview value={value} />
            <div>
              <label className="field-name" htmlFor={nameId}>
                {t('pricing.form.name')}
              </label>
              <Input
                id={nameId}
                maxLength={80}
                disabled={!editable}
                placeholder={t('pricing.form.nameHint')}
                value={offer.name ?? ''}
                onChange={(e) => set({ name: e.target.value.trim() === '' ? null : e.target.value })}
              />
              <Wrong at="name" problems={form.problems} />
            </div>
            <div>
              <span className="field-name">{t('pricing.form.scope')}</span>
              <ScopeField scope={offer.scope} form={form} set={(scope) => set({ scope })} />
            </div>
            <div>
              <span className="field-name">{t('pricing.form.window')}</span>
              <WindowField
                from={offer.from}
                to={offer.to}
                campaigns={campaigns}
                form={form}
                set={(window, campaignId) => {
                  set(window)
                  if (campaignId !== undefined)
                    change((now) => ({ ...now, campaignId: now.campaignId ?? campaignId }))
                }}
              />
            </div>
            <div className="price-pair">
              <div>
                <span className="field-name">{t('pricing.form.held')}</span>
                <Select
                  aria-label={t('pricing.form.held')}
                  disabled={!editable}
                  style={{ width: '100%' }}
                  value={offer.held === null ? 'kind' : offer.held ? 'yes' : 'no'}
                  onChange={(how) => set({ held: how === 'kind' ? null : how === 'yes' })}
                  options={[
                    { value: 'kind', label: t('pricing.form.heldKind', { is: heldSays }) },
                    { value: 'yes', label: t('pricing.form.yes') },
                    { value: 'no', label: t('pricing.form.no') },
                  ]}
                />
              </div>
              <div>
                <span className="field-name">{t('pricing.form.channel')}</span>
                <Select
                  aria-label={t('pricing.form.channel')}
                  disabled={!editable}
                  style={{ width: '100%' }}
                  value={offer.channel}
                  onChange={(channel) => set({ channel })}
                  options={(['any', 'shop', 'live'] as const).map((one) => ({
                    value: one,
                    label: t(`pricing.form.channels.${one}`),
                  }))}
                />
              </div>
              {levels.length > 1 && kind.level !== 'freight' && (
                <div>
                  <span className="field-name">{t('pricing.form.level')}</span>
                  <Select
                    aria-label={t('pricing.form.level')}
                    disabled={!editable}
                    style={{ width: '100%' }}
                    value={offer.level ?? ''}
                    onChange={(next) => {
                      const { level: _, ...rest } = offer
                      const chosen = levels.find((one) => one === next)
                      const body = chosen ? { ...rest, level: chosen } : rest
                      change((now) => ({ ...now, offer: body }))
                    }}
                    options={[
                      {
                        value: '',
                        label: t('pricing.form.levelKind', { level: t(`pricing.levels.${kind.level}`) }),
                      },
                      ...levels
                        .filter((one) => one !== kind.level)
                        .map((one) => ({ value: one, label: t(`pricing.levels.${one}`) })),
                    ]}
                  />
                </div>
              )}
              {campaigns.length > 0 && (
                <div>
                  <span className="field-name">{t('pricing.form.campaign')}</span>
                  <Select
                    aria-label={t('pricing.form.campaign')}
                    disabled={!editable}
                    style={{ width: '100%' }}
                    value={value.campaignId ?? 0}
                    onChange={(id) =>
                      change((now) => ({ ...now, campaignId: id === 0 ? null : id, activityId: null }))
                    }
                    options={[
                      { value: 0, label: t('pricing.form.noCampaign') },
                      ...campaigns.map(({ id, name }) => ({ value: id, label: name })),
                    ]}
                  />
                </div>
              )}
            </div>
            <Checkbox
              disabled={!editable}
              checked={offer.members}
              onChange={(e) => set({ members: e.target.checked })}
            >
              {t('pricing.form.members')}
            </Checkbox>
            <div>
              <span className="field-name">{t('pricing.form.excludes')}</span>
              <Select
                mode="multiple"
                aria-label={t('pricing.form.excludes')}
                disabled={!editable}
                style={{ width: '100%' }}
                value={offer.excludes}
                onChange={(excludes) => set({ excludes })}
                optionFilterProp="label"
                options={others
                  .filter((one) => one.offer.id !== offer.id)
                  .map((one) => ({
                    value: one.offer.id,
                    label: inLanguage(offerSays(one.offer), language),
                  }))}
              />
            </div>
            {level === null && <Wrong at="level" problems={form.problems} />}
            <Problems problems={server} />
            <Elsewhere problems={refused} />
          </>
        )}
      </div>
    </Drawer>
  )
}
