import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Input, InputNumber, Segmented, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { HOUR } from '../../../../shared/time.ts'
import { client } from '../../../../web/api.ts'
import { deskNow } from '../../../../web/clock.ts'
import { say, sayError } from '../../../../web/parts/toast.tsx'
import { queries } from '../../../../web/query.ts'
import { shopApi } from '../../../shop/ui/session.ts'
import { recoveryContract } from '../../contract.ts'
import type { ErrandChannel } from '../../errands/contract.ts'
import { api, ERRANDS } from './api.ts'

const recoveryApi = client(recoveryContract)

const Row = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className="shortcut">
    <span className="shortcut-name">{label}</span>
    {children}
  </div>
)

const fenOf = (yuan: number | null): number | null => (yuan === null ? null : Math.round(yuan * 100))

/** Gives unpaid orders to people: first says how many that would be, then does it. */
export const Assign = ({ shopId, given }: { shopId: number; given(): void }) => {
  const { t } = useTranslation()
  const [channel, setChannel] = useState<ErrandChannel>('phone')
  const [hours, setHours] = useState(24)
  const [typed, setLeast] = useState<number | null | undefined>(undefined)
  const [most, setMost] = useState<number | null>(null)
  const [count, setCount] = useState(50)
  const [people, setPeople] = useState<number[]>([])
  const [words, setWords] = useState<Partial<Record<ErrandChannel, string>>>({})
  const settings = useQuery({
    queryKey: ['settings', 'recovery', shopId],
    queryFn: () => recoveryApi.recoverySettings({ params: { shopId } }),
  })
  // A call takes a person's time: by itself it is for orders that are worth it.
  const worth = channel === 'phone' && settings.data ? settings.data.valuableFen / 100 : null
  const least = typed === undefined ? worth : typed
  const said = words[channel] ?? t(`errands.assign.${channel}Words`)
  const members = useQuery({
    queryKey: ['members', shopId],
    queryFn: () => shopApi.members({ params: { shopId } }),
    select: (all) => all.members.filter(({ role }) => role !== 'viewer'),
  })
  const name = (id: number) => members.data?.find(({ personId }) => personId === id)?.name ?? `#${id}`
  const assign = useMutation({
    mutationFn: (dry: boolean) => {
      const now = deskNow()
      const filter = {
        ...{ channel, from: now - hours * HOUR, to: now + HOUR, products: [], most: count },
        ...{ leastFen: fenOf(least), mostFen: fenOf(most) },
      }
      return api.assignErrands({
        params: { shopId },
        body: { filter, people, words: said, dueAt: null, dry },
      })
    },
    onError: sayError,
    async onSuccess(got, dry) {
      if (dry) return
      say(t('errands.assign.done', { count: sum(got.given) }))
      await queries.invalidateQueries({ queryKey: [ERRANDS, shopId] })
      given()
    },
  })
  // What was found belongs to what was asked: another question, another look.
  const change = <T,>(set: (value: T) => void) => {
    return (value: T) => {
      set(value)
      assign.reset()
    }
  }
  const got = assign.data
  return (
    <section className="block errand-assign">
      <p className="block-says">{t('errands.assign.says')}</p>
      <Row label={t('errands.assign.channel')}>
        <Segmented
          aria-label={t('errands.assign.channel')}
          value={channel}
          options={(['phone', 'chat'] as const).map((value) => ({
            value,
            label: t(`errands.channel.${value}`),
          }))}
          onChange={change(setChannel)}
        />
      </Row>
      <Row label={t('errands.assign.created')}>
        <Select
          aria-label={t('errands.assign.created')}
          style={{ width: 160 }}
          value={hours}
          options={[1, 2, 6, 12, 24, 48, 72].map((value) => ({
            value,
            label: t('errands.assign.hours', { count: value }),
          }))}
          onChange={change(setHours)}
        />
      </Row>
      <Row label={t('errands.assign.least')}>
        <InputNumber
          aria-label={t('errands.assign.least')}
          min={0}
          max={1_000_000}
          value={least}
          onChange={change(setLeast)}
        />
      </Row>
      <Row label={t('errands.assign.most')}>
        <InputNumber
          aria-label={t('errands.assign.most')}
          min={0}
          max={1_000_000}
          value={most}
          onChange={change(setMost)}
        />
      </Row>
      <Row label={t('errands.assign.count')}>
        <InputNumber
          aria-label={t('errands.assign.count')}
          min={1}
          max={500}
          precision={0}
          value={count}
          onChange={change((value: number | null) => setCount(value ?? 50))}
        />
      </Row>
      <Row label={t('errands.assign.people')}>
        <Select
          mode="multiple"
          aria-label={t('errands.assign.people')}
          style={{ minWidth: 260 }}
          placeholder={t('errands.assign.duty')}
          optionFilterProp="label"
          value={people}
          options={(members.data ?? []).map(({ personId, name: label }) => ({ value: personId, label }))}
          onChange={change(setPeople)}
        />
      </Row>
      <div className="field" style={{ marginTop: 12 }}>
        <span className="field-name">{t('errands.assign.words')}</span>
        <Input.TextArea
          aria-label={t('errands.assign.words')}
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={1000}
          value={said}
          onChange={(e) => setWords({ ...words, [channel]: e.target.value })}
        />
        <span className="faint small">{t('errands.assign.wordsSays')}</span>
      </div>
      <div className="errand-do">
        <Button loading={assign.isPending} onClick={() => assign.mutate(true)}>
          {t('errands.assign.look')}
        </Button>
        {got && sum(got.given) > 0 && (
          <Button type="primary" disabled={said.trim() === ''} onClick={() => assign.mutate(false)}>
            {t('errands.assign.go', { count: sum(got.given) })}
          </Button>
        )}
      </div>
      {got && (
        <div aria-live="polite" className="small">
          <p>{t('errands.assign.found', { found: got.found, count: sum(got.given) })}</p>
          {got.given.some(({ personId }) => personId === null) && <p>{t('errands.assign.nobody')}</p>}
          <p>
            {got.given
              .flatMap(({ personId, count: n }) => (personId === null ? [] : [`${name(personId)} ${n}`]))
              .join(' · ')}
          </p>
          {got.skipped.length > 0 && (
            <p className="faint">
              {t('errands.assign.skipped')}:{' '}
              {got.skipped.map(({ why, count: n }) => `${t(`errands.skip.${why}`)} ${n}`).join(' · ')}
            </p>
          )}
        </div>
      )}
    </section>
  )
}

const sum = (given: readonly { count: number }[]): number => given.reduce((all, { count }) => all + count, 0)
