import { Button, InputNumber, Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { yuan } from '../../../web/format.ts'
import type { Member } from '../../shop/domain.ts'
import type { Budget } from '../contract.ts'
import { type BargainingPolicy, PolicyPhase } from '../domain/policy.ts'
import { Both, Yuan } from './fields.tsx'

export interface PartProps {
  policy: BargainingPolicy
  set(change: Partial<BargainingPolicy>): void
  editable: boolean
  /** What is wrong at a place, in words; null where nothing is. */
  wrong(place: string): string | null
}

export const Phases = ({ policy, set, editable }: PartProps) => {
  const { t } = useTranslation()
  return (
    <section className="block">
      <h2 className="block-title">{t('bargaining.page.phases')}</h2>
      {PolicyPhase.options.map((phase) => (
        <div className="shortcut" key={phase}>
          <span className="shortcut-name">{t(`bargaining.page.phase.${phase}`)}</span>
          <Select
            aria-label={t(`bargaining.page.phase.${phase}`)}
            style={{ width: 190 }}
            disabled={!editable}
            value={policy.phases[phase] ?? 'gives'}
            options={(['gives', 'refuses'] as const).map((value) => ({
              value,
              label: t(`bargaining.page.${value}`),
            }))}
            onChange={(value) => set({ phases: { ...policy.phases, [phase]: value } })}
          />
        </div>
      ))}
    </section>
  )
}

export const Words = ({ policy, set, editable, wrong }: PartProps) => {
  const { t } = useTranslation()
  const { values } = policy
  return (
    <section className="block">
      <h2 className="block-title">{t('bargaining.page.words')}</h2>
      {values.map((says, i) => (
        <Both
          // biome-ignore lint/suspicious/noArrayIndexKey: their order is their meaning
          key={i}
          label={t('bargaining.page.value', { n: i + 1 })}
          {...{ says, editable, wrong: wrong(`values.${i}`) }}
          set={(next) => set({ values: values.with(i, next) })}
          remove={editable && values.length > 2 ? () => set({ values: values.toSpliced(i, 1) }) : undefined}
        />
      ))}
      {editable && values.length < 8 && (
        <Button onClick={() => set({ values: [...values, { zh: '', en: '' }] })}>
          {t('bargaining.page.addValue')}
        </Button>
      )}
      {(['refusal', 'offer', 'stands'] as const).map((name) => (
        <Both
          key={name}
          label={t(`bargaining.page.${name}`)}
          {...{ says: policy[name], editable, wrong: wrong(name) }}
          set={(says) => set({ [name]: says })}
        />
      ))}
    </section>
  )
}

const freshGift = (policy: BargainingPolicy): BargainingPolicy['gifts'][number] => {
  const taken = new Set(policy.gifts.map(({ id }) => id))
  const id = Array.from({ length: 21 }, (_, i) => `gift-${i + 1}`).find((one) => !taken.has(one)) ?? 'gift'
  return { id, name: { zh: '', en: '' }, worthFen: 500, leastBasketFen: 10_000 }
}

export const What = ({ policy, set, editable, wrong }: PartProps) => {
  const { t } = useTranslation()
  const { coupon, gifts } = policy
  return (
    <section className="block">
      <h2 className="block-title">{t('bargaining.page.what')}</h2>
      <div className="shortcut">
        <span className="shortcut-name">{t('bargaining.page.coupon')}</span>
        <Switch
          aria-label={t('bargaining.page.coupon')}
          disabled={!editable}
          checked={coupon !== null}
          onChange={(on) =>
            set({ coupon: on ? { leastBasketFen: 10_000, mostFen: 1000, mostShare: 0.05 } : null })
          }
        />
      </div>
      {coupon && (
        <>
          <Yuan
            label={t('bargaining.page.couponLeast')}
            fen={coupon.leastBasketFen}
            editable={editable}
            set={(leastBasketFen) => set({ coupon: { ...coupon, leastBasketFen } })}
          />
          <Yuan
            label={t('bargaining.page.couponMost')}
            fen={coupon.mostFen}
            least={100}
            editable={editable}
            set={(mostFen) => set({ coupon: { ...coupon, mostFen } })}
          />
          <div className="shortcut">
            <span className="shortcut-name">{t('bargaining.page.couponShare')}</span>
            <InputNumber
              aria-label={t('bargaining.page.couponShare')}
              min={0}
              max={100}
              precision={1}
              disabled={!editable}
              value={Math.round(coupon.mostShare * 1000) / 10}
              onChange={(value) => set({ coupon: { ...coupon, mostShare: (value ?? 0) / 100 } })}
            />
          </div>
        </>
      )}
      <h3 className="block-title" style={{ marginTop: 14 }}>
        {t('bargaining.page.gifts')}
      </h3>
      {gifts.map((gift, i) => {
        const change = (next: Partial<typeof gift>) => set({ gifts: gifts.with(i, { ...gift, ...next }) })
        return (
          <div key={gift.id} style={{ marginBottom: 10 }}>
            <Both
              label={t('bargaining.page.giftName')}
              {...{ says: gift.name, editable, wrong: wrong(`gifts.${i}.name`) }}
              set={(name) => change({ name })}
              remove={editable ? () => set({ gifts: gifts.toSpliced(i, 1) }) : undefined}
            />
            <Yuan
              label={t('bargaining.page.giftWorth')}
              fen={gift.worthFen}
              least={1}
              editable={editable}
              set={(worthFen) => change({ worthFen })}
            />
            <Yuan
              label={t('bargaining.page.giftLeast')}
              fen={gift.leastBasketFen}
              editable={editable}
              set={(leastBasketFen) => change({ leastBasketFen })}
            />
          </div>
        )
      })}
      {editable && gifts.length < 20 && (
        <Button onClick={() => set({ gifts: [...gifts, freshGift(policy)] })}>
          {t('bargaining.page.addGift')}
        </Button>
      )}
      <div className="shortcut" style={{ marginTop: 10 }}>
        <span className="shortcut-name">{t('bargaining.page.minutes')}</span>
        <InputNumber
          aria-label={t('bargaining.page.minutes')}
          min={5}
          max={1440}
          precision={0}
          disabled={!editable}
          value={policy.minutes}
          onChange={(value) => set({ minutes: value ?? 30 })}
        />
      </div>
    </section>
  )
}

export const Money = ({
  policy,
  set,
  editable,
  budget,
  members,
}: PartProps & { budget: Budget; members: readonly Member[] }) => {
  const { t } = useTranslation()
  const { authority } = policy
  const people = (next: BargainingPolicy['authority']['people']) =>
    set({ authority: { ...authority, people: next } })
  const others = members.filter(
    ({ personId, role }) => role !== 'viewer' && !authority.people.some((one) => one.personId === personId),
  )
  const { spentFen, heldFen, leftFen } = budget
  return (
    <section className="block">
      <h2 className="block-title">{t('bargaining.page.budget')}</h2>
      <p className="block-says">
        {t('bargaining.page.left', { spent: yuan(spentFen), held: yuan(heldFen), left: yuan(leftFen) })}
      </p>
      <Yuan
        label={t('bargaining.page.budgetFen')}
        fen={policy.budget.fen}
        editable={editable}
        set={(fen) => set({ budget: { ...policy.budget, fen } })}
      >
        <Select
          aria-label={t('bargaining.page.budget')}
          style={{ width: 100 }}
          disabled={!editable}
          value={policy.budget.per}
          options={(['day', 'month'] as const).map((value) => ({
            value,
            label: t(`bargaining.page.per.${value}`),
          }))}
          onChange={(per) => set({ budget: { ...policy.budget, per } })}
        />
      </Yuan>
      <Yuan
        label={t('bargaining.page.agent')}
        fen={authority.agentFen}
        editable={editable}
        set={(agentFen) => set({ authority: { ...authority, agentFen } })}
      />
      <Yuan
        label={t('bargaining.page.supervisor')}
        fen={authority.supervisorFen}
        editable={editable}
        set={(supervisorFen) => set({ authority: { ...authority, supervisorFen } })}
      />
      <h3 className="block-title" style={{ marginTop: 14 }}>
        {t('bargaining.page.people')}
      </h3>
      {authority.people.map((one, i) => (
        <div key={one.personId} style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
          <div style={{ flex: 1 }}>
            <Yuan
              label={members.find(({ personId }) => personId === one.personId)?.name ?? `#${one.personId}`}
              fen={one.fen}
              editable={editable}
              set={(fen) => people(authority.people.with(i, { ...one, fen }))}
            />
          </div>
          {editable && (
            <button type="button" className="link" onClick={() => people(authority.people.toSpliced(i, 1))}>
              {t('bargaining.page.remove')}
            </button>
          )}
        </div>
      ))}
      {editable && others.length > 0 && (
        <Select
          aria-label={t('bargaining.page.addPerson')}
          placeholder={t('bargaining.page.addPerson')}
          style={{ width: 200, marginTop: 8 }}
          value={null}
          options={others.map(({ personId, name }) => ({ value: personId, label: name }))}
          onChange={(personId: number | null) => {
            if (personId !== null) people([...authority.people, { personId, fen: authority.agentFen }])
          }}
        />
      )}
    </section>
  )
}

export const Enabled = ({ policy, set, editable }: Omit<PartProps, 'wrong'>) => {
  const { t } = useTranslation()
  return (
    <section className="block">
      <p className="block-says">{t('bargaining.page.says')}</p>
      <div className="shortcut">
        <span className="shortcut-name">{t('bargaining.page.enabled')}</span>
        <Switch
          aria-label={t('bargaining.page.enabled')}
          disabled={!editable}
          checked={policy.enabled}
          onChange={(enabled) => set({ enabled })}
        />
      </div>
    </section>
  )
}
