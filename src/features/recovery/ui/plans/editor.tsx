import { Button, Drawer, Input, InputNumber, Select, Slider } from 'antd'
import { lazy, Suspense, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { atWall, wallOf } from '../../../../shared/wall.ts'
import { deskNow } from '../../../../web/clock.ts'
import { useSave } from '../../../../web/parts/save.ts'
import { Skeleton } from '../../../../web/parts/states.tsx'
import { ProductName, ProductSelect } from '../../../campaign/ui/products.tsx'
import type { ShopFacts } from '../../../shop/domain.ts'
import { type Plan, PlanBody, Reason, triggers } from '../../domain/plan.ts'
import { errorsOf, planProblems } from '../../domain/problems.ts'
import { goodHours as usualHours } from '../../domain/templates.ts'
import { offeredFor } from '../../domain/wordings.ts'
import { useOrderLife } from '../adviser/api.ts'
import { about, recoveryApi, useRecoverySettings } from '../api.ts'
import { Named } from '../named.tsx'
import { openPlan } from '../places.ts'
import { ArmsEdit } from './arms-edit.tsx'
import { PreviewDrawer } from './preview.tsx'
import { Problems, Wrong } from './problem.tsx'
import { StepsEdit } from './steps-edit.tsx'

const Power = lazy(() => import('../results/power.tsx'))

export const bodyOf = (plan: Plan): PlanBody => {
  const { id: _i, state: _s, salt: _t, createdAt: _c, startedAt: _a, endedAt: _e, ...body } = plan
  return body
}

/** A plan with nothing in it but one step. */
export const blankPlan = (language: 'zh' | 'en'): PlanBody => ({
  name: '',
  trigger: 'unpaid',
  audience: { leastFen: null, mostFen: null, products: [], exceptReasons: [] },
  steps: [
    {
      ...{ code: 'first', channel: 'chat', when: { kind: 'delay', minutes: 30 } },
      words: offeredFor('unpaid', 'first', language),
    },
  ],
  ...{ arms: [], control: 0.1, budgetFen: null, margin: 0.3, window: 72, from: null, until: null },
})

const Yuan = ({ label, fen, set }: { label: string; fen: number | null; set(fen: number | null): void }) => {
  const { t } = useTranslation()
  return (
    <Named name={label}>
      <InputNumber
        min={0}
        max={1_000_000}
        precision={2}
        placeholder={t('recovery.edit.noLimit')}
        value={fen === null ? null : fen / 100}
        onChange={(yuan) => set(yuan === null ? null : Math.round(yuan * 100))}
      />
    </Named>
  )
}

const Moment = ({
  label,
  at,
  zone,
  set,
}: {
  label: string
  at: number | null
  zone: string
  set(at: number | null): void
}) => (
  <Named name={label}>
    <Input
      type="datetime-local"
      value={at === null ? '' : wallOf(at, zone)}
      onChange={(e) => set(e.target.value === '' ? null : atWall(e.target.value, zone))}
    />
  </Named>
)

interface EditorProps {
  shop: ShopFacts
  /** Null: a new one. */
  plan: Plan | null
  begin?: PlanBody
  close(): void
}

/** Writes a plan. What is wrong with it stands beside the place, at every key; a dry run is one click away. */
export const PlanEditor = ({ shop, plan, begin, close }: EditorProps) => {
  const { t } = useTranslation()
  const language = shop.locale === 'en' ? 'en' : 'zh'
  const [start] = useState<PlanBody>(() => begin ?? (plan ? bodyOf(plan) : blankPlan(language)))
  const [draft, setDraft] = useState(start)
  const [trying, setTrying] = useState(false)
  const settings = useRecoverySettings(shop.id).data ?? null
  const life = useOrderLife(shop.id).data?.minutes ?? null
  const loose = plan !== null && plan.state !== 'draft'
  const problems = useMemo(
    () => planProblems(draft, { settings, platform: shop.platform, now: deskNow(), lifeMinutes: life }),
    [draft, settings, shop.platform, life],
  )
  const changed = draft !== start
  const nameless = draft.name.trim() === ''
  const whole = PlanBody.safeParse(draft).success
  const errors = errorsOf(problems).length
  const set = (part: Partial<PlanBody>) => setDraft((before) => ({ ...before, ...part }))
  const audience = (part: Partial<PlanBody['audience']>) => set({ audience: { ...draft.audience, ...part } })
  const save = useSave(
    () =>
      plan
        ? recoveryApi.setPlan({ params: { shopId: shop.id, planId: plan.id }, body: draft })
        : recoveryApi.addPlan({ params: { shopId: shop.id }, body: draft }),
    about(shop.id),
    ({ id }) => {
      close()
      if (!plan) openPlan(shop.id, id)
    },
  )
  return (
    <Drawer
      open
      size="min(860px, 100vw)"
      title={t(plan ? 'recovery.edit.title' : 'recovery.edit.new')}
      onClose={close}
      // A click beside it, or Esc, does not throw away what was entered.
      mask={{ closable: !changed }}
      keyboard={!changed}
      footer={
        <div className="plan-foot">
          <span className={errors > 0 || !whole ? 'plan-error small' : 'plan-good small'} role="status">
            {errors > 0
              ? t('recovery.edit.problems', { count: errors })
              : t(whole ? 'recovery.edit.ready' : 'recovery.edit.shape')}
          </span>
          <span className="plan-space" />
          {!loose && (
            <Button disabled={!whole || errors > 0} onClick={() => setTrying(true)}>
              {t('recovery.do.preview')}
            </Button>
          )}
          <Button
            type="primary"
            disabled={!whole || errors > 0}
            loading={save.isPending}
            onClick={() => save.mutate(undefined)}
          >
            {t(loose ? 'recovery.edit.saveLoose' : 'recovery.edit.save')}
          </Button>
        </div>
      }
    >
      <Problems value={problems}>
        {loose && <p className="block-says">{t('recovery.edit.loose')}</p>}
        <section className="edit-part">
          <Named name={t('recovery.edit.name')}>
            <Input
              maxLength={60}
              value={draft.name}
              {...(nameless && { status: 'error' as const })}
              onChange={(e) => set({ name: e.target.value })}
            />
          </Named>
          {nameless && (
            <p className="plan-error small" role="alert">
              {t('recovery.edit.nameless')}
            </p>
          )}
          {!loose && (
            <>
              <div className="edit-row">
                <Named name={t('recovery.edit.trigger')}>
                  <Select
                    style={{ width: 180 }}
                    value={draft.trigger}
                    onChange={(trigger) => set({ trigger })}
                    options={triggers.map((value) => ({ value, label: t(`recovery.trigger.${value}`) }))}
                  />
                </Named>
                <Yuan
                  label={t('recovery.edit.least')}
                  fen={draft.audience.leastFen}
                  set={(leastFen) => audience({ leastFen })}
                />
                <Yuan
                  label={t('recovery.edit.most')}
                  fen={draft.audience.mostFen}
                  set={(mostFen) => audience({ mostFen })}
                />
              </div>
              <Wrong at="audience" deep />
              <Named name={t('recovery.edit.except')}>
                <Select
                  mode="multiple"
                  style={{ width: '100%' }}
                  value={draft.audience.exceptReasons}
                  onChange={(exceptReasons) => audience({ exceptReasons })}
                  options={Reason.options.map((value) => ({ value, label: t(`recovery.reason.${value}`) }))}
                />
              </Named>
              <div className="field">
                <span className="field-name">{t('recovery.edit.products')}</span>
                <ProductSelect
                  shopId={shop.id}
                  label={t('recovery.edit.products')}
                  placeholder={t(
                    draft.audience.products.length === 0
                      ? 'recovery.edit.productsAll'
                      : 'recovery.edit.productsMore',
                  )}
                  take={({ id }) =>
                    audience({ products: [...new Set([...draft.audience.products, id])].slice(0, 500) })
                  }
                />
                {draft.audience.products.length > 0 && (
                  <ul className="plan-products">
                    {draft.audience.products.map((id) => (
                      <li key={id}>
                        <ProductName shopId={shop.id} id={id} sku={null} />
                        <button
                          type="button"
                          className="link small"
                          onClick={() =>
                            audience({ products: draft.audience.products.filter((one) => one !== id) })
                          }
                        >
                          {t('app.remove')}
                        </button>
                      </li>
                    ))}
                  </ul>
                )}
              </div>
            </>
          )}
        </section>
        {!loose && (
          <>
            <StepsEdit
              shopId={shop.id}
              language={language}
              plan={draft}
              goodHours={settings?.goodHours ?? usualHours}
              set={(steps) => set({ steps })}
            />
            <ArmsEdit plan={draft} set={(arms) => set({ arms })} />
            <section className="edit-part">
              <h3>{t('recovery.edit.measure')}</h3>
              <Named
                name={t('recovery.edit.control')}
                beside={<b> {`${Math.round(draft.control * 100)}%`}</b>}
              >
                <Slider
                  min={0}
                  max={50}
                  value={Math.round(draft.control * 100)}
                  onChange={(share) => set({ control: share / 100 })}
                />
              </Named>
              <Wrong at="control" />
              {draft.control > 0 && (
                <Suspense fallback={<Skeleton rows={2} height={60} />}>
                  <Power
                    control={draft.control}
                    planned={draft.planned ?? null}
                    choose={(planned) => set({ planned })}
                  />
                </Suspense>
              )}
              <div className="edit-row">
                <Named name={t('recovery.edit.window')}>
                  <InputNumber
                    min={1}
                    max={720}
                    precision={0}
                    value={draft.window}
                    onChange={(window) => set({ window: window ?? 72 })}
                  />
                </Named>
                <Named name={t('recovery.edit.margin')}>
                  <InputNumber
                    min={0}
                    max={100}
                    suffix="%"
                    value={Math.round(draft.margin * 100)}
                    onChange={(share) => set({ margin: (share ?? 0) / 100 })}
                  />
                </Named>
              </div>
            </section>
          </>
        )}
        <section className="edit-part">
          <h3>{t('recovery.edit.limits')}</h3>
          <div className="edit-row">
            <Yuan
              label={t('recovery.edit.budget')}
              fen={draft.budgetFen}
              set={(budgetFen) => set({ budgetFen })}
            />
            {!loose && (
              <Moment
                label={t('recovery.edit.from')}
                at={draft.from}
                zone={shop.timeZone}
                set={(from) => set({ from })}
              />
            )}
            <Moment
              label={t('recovery.edit.until')}
              at={draft.until}
              zone={shop.timeZone}
              set={(until) => set({ until })}
            />
          </div>
          <Wrong at="budgetFen" />
          <Wrong at="until" />
        </section>
      </Problems>
      {trying && <PreviewDrawer shop={shop} plan={draft} close={() => setTrying(false)} />}
    </Drawer>
  )
}
