import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Button, Input, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../../../../web/api.ts'
import { dateTime } from '../../../../web/format.ts'
import { Dialog } from '../../../../web/parts/dialog.tsx'
import { More } from '../../../../web/parts/more.tsx'
import { useSave } from '../../../../web/parts/save.ts'
import { Empty, Problem, Skeleton } from '../../../../web/parts/states.tsx'
import { mayIn, shopApi } from '../../../shop/ui/session.ts'
import { type OptOut, OptOutChannel, optOutContract } from '../../opt-outs/contract.ts'

const api = client(optOutContract)
const OUTS = 'opt-outs'

/** Who wants no reminders. */
export const OptOuts = ({ shopId }: { shopId: number }) => {
  const { t, i18n } = useTranslation()
  const [q, setQ] = useState('')
  const [adding, setAdding] = useState(false)
  const [removing, setRemoving] = useState<OptOut | null>(null)
  const members = useQuery({
    queryKey: ['members', shopId],
    queryFn: () => shopApi.members({ params: { shopId } }),
  })
  const found = useInfiniteQuery({
    queryKey: [OUTS, shopId, q],
    queryFn: ({ pageParam }) =>
      api.optOuts({
        params: { shopId },
        query: { ...(q !== '' && { q }), ...(pageParam !== null && { before: pageParam }) },
      }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ optOuts, more }) => (more ? (optOuts.at(-1)?.id ?? null) : null),
  })
  const name = (id: number) => members.data?.members.find(({ personId }) => personId === id)?.name ?? `#${id}`
  const all = found.data?.pages.flatMap(({ optOuts }) => optOuts) ?? []
  return (
    <section className="block">
      <h2 className="block-title">{t('errands.outs.title')}</h2>
      <p className="block-says">{t('errands.outs.says')}</p>
      <div style={{ display: 'flex', gap: 8, marginBottom: 10 }}>
        <Input.Search
          allowClear
          aria-label={t('errands.outs.find')}
          placeholder={t('errands.outs.find')}
          style={{ maxWidth: 320 }}
          onSearch={(words) => setQ(words.trim())}
        />
        {mayIn(shopId, 'conversation.reply') && (
          <Button onClick={() => setAdding(true)}>{t('errands.outs.add')}</Button>
        )}
      </div>
      {found.error && <Problem error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Skeleton rows={3} />}
      {found.data && all.length === 0 && (
        <Empty icon="check" title={t('errands.outs.none')} says={t('errands.outs.noneSays')} />
      )}
      {all.length > 0 && (
        <Table<OptOut>
          size="small"
          rowKey="id"
          pagination={false}
          scroll={{ x: 'max-content' }}
          dataSource={all}
          columns={[
            { title: t('errands.outs.who'), render: (_, o) => <span className="digits">{o.label}</span> },
            {
              title: t('errands.outs.channel'),
              render: (_, o) => t(`errands.outs.channels.${o.channel}`),
            },
            { title: t('errands.outs.how'), render: (_, o) => o.how },
            { title: t('errands.outs.at'), render: (_, o) => dateTime(o.at, i18n.language) },
            {
              title: t('errands.outs.by'),
              render: (_, o) => (o.personId === null ? t('errands.outs.desk') : name(o.personId)),
            },
            {
              key: 'do',
              render: (_, o) =>
                mayIn(shopId, 'recovery.edit') && (
                  <button type="button" className="link" onClick={() => setRemoving(o)}>
                    {t('errands.outs.remove')}
                  </button>
                ),
            },
          ]}
        />
      )}
      <More of={found} />
      {adding && <Adding shopId={shopId} close={() => setAdding(false)} />}
      {removing && <Removing shopId={shopId} out={removing} close={() => setRemoving(null)} />}
    </section>
  )
}

const Adding = ({ shopId, close }: { shopId: number; close(): void }) => {
  const { t } = useTranslation()
  const [phone, setPhone] = useState('')
  const [how, setHow] = useState('')
  const [channel, setChannel] = useState<OptOutChannel>('all')
  const add = useSave(
    () => api.addOptOut({ params: { shopId }, body: { of: { phone }, channel, how } }),
    [OUTS, shopId],
    close,
  )
  return (
    <Dialog title={t('errands.outs.addTitle')} close={close}>
      <form
        className="dialog-body"
        onSubmit={(e) => {
          e.preventDefault()
          add.mutate(undefined)
        }}
      >
        <div className="field">
          <span className="field-name">{t('errands.outs.phone')}</span>
          <Input
            data-first
            aria-label={t('errands.outs.phone')}
            inputMode="tel"
            maxLength={40}
            value={phone}
            onChange={(e) => setPhone(e.target.value)}
          />
        </div>
        <div className="field">
          <span className="field-name">{t('errands.outs.channel')}</span>
          <select
            className="input"
            aria-label={t('errands.outs.channel')}
            value={channel}
            onChange={(e) => setChannel(OptOutChannel.parse(e.target.value))}
          >
            {OptOutChannel.options.map((one) => (
              <option key={one} value={one}>
                {t(`errands.outs.channels.${one}`)}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <span className="field-name">{t('errands.outs.how')}</span>
          <Input
            aria-label={t('errands.outs.how')}
            maxLength={200}
            value={how}
            onChange={(e) => setHow(e.target.value)}
          />
        </div>
        <Button
          type="primary"
          htmlType="submit"
          loading={add.isPending}
          disabled={phone.trim() === '' || how.trim() === ''}
        >
          {t('errands.outs.add')}
        </Button>
      </form>
    </Dialog>
  )
}

const Removing = ({ shopId, out, close }: { shopId: number; out: OptOut; close(): void }) => {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const remove = useSave(
    () => api.removeOptOut({ params: { shopId, optOutId: out.id }, body: { reason } }),
    [OUTS, shopId],
    close,
  )
  return (
    <Dialog title={t('errands.outs.removeTitle', { label: out.label })} close={close}>
      <form
        className="dialog-body"
        onSubmit={(e) => {
          e.preventDefault()
          remove.mutate(undefined)
        }}
      >
        <div className="field">
          <span className="field-name">{t('errands.outs.reason')}</span>
          <Input
            data-first
            aria-label={t('errands.outs.reason')}
            maxLength={200}
            value={reason}
            onChange={(e) => setReason(e.target.value)}
          />
          <span className="faint small">{t('errands.outs.reasonSays')}</span>
        </div>
        <Button danger htmlType="submit" loading={remove.isPending} disabled={reason.trim().length < 4}>
          {t('errands.outs.remove')}
        </Button>
      </form>
    </Dialog>
  )
}
