import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { AutoComplete, Button, Dropdown, Input, Modal, Popconfirm, Select, Switch, Table, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { wallOf } from '../../../shared/wall.ts'
import { useSave } from '../../../web/parts/save.ts'
import { Empty, Problem } from '../../../web/parts/states.tsx'
import { say, sayError } from '../../../web/parts/toast.tsx'
import { mayIn, shopOf } from '../../shop/ui/session.ts'
import type { Entry } from '../knowledge/contract.ts'
import { KNOWLEDGE, keepFile, knowledgeApi, useMembers } from './knowledge-api.ts'
import { ImportDialog } from './knowledge-import.tsx'

const PAGE = 50

interface Filter {
  text?: string | undefined
  category?: string | undefined
  state?: 'on' | 'off' | undefined
  validity?: 'now' | 'coming' | 'over' | undefined
  ownerId?: number | undefined
}

/** When an entry holds, in few words; nothing for always. */
const Holds = ({ entry, zone }: { entry: Entry; zone: string }) => {
  const { t } = useTranslation()
  const wall = (at: number) => wallOf(at, zone).slice(5).replace('T', ' ')
  const { validFrom: from, validTo: to } = entry
  if (from === null && to === null) return null
  const now = Date.now()
  const past = to !== null && to <= now
  const coming = from !== null && from > now
  return (
    <Tag {...(past ? { color: 'default' } : coming ? { color: 'blue' } : { color: 'green' })}>
      {past && t('knowledge.validity.over')}
      {coming && t('knowledge.fromTime', { time: wall(from) })}
      {!past && !coming && to !== null && t('knowledge.until', { time: wall(to) })}
      {!past && !coming && to === null && t('knowledge.validity.now')}
    </Tag>
  )
}

const Filters = ({
  filter,
  set,
  categories,
  members,
}: {
  filter: Filter
  set(change: Filter): void
  categories: { category: string; entries: number }[]
  members: { personId: number; name: string }[]
}) => {
  const { t } = useTranslation()
  const choice = <V extends string | number>(
    name: string,
    all: string,
    value: V | undefined,
    options: { value: V; label: string }[],
    choose: (value: V | undefined) => void,
  ) => (
    <Select
      allowClear
      aria-label={name}
      placeholder={all}
      value={value}
      options={options}
      onChange={choose}
      popupMatchSelectWidth={false}
    />
  )
  return (
    <div className="knowledge-filters">
      <Input.Search
        allowClear
        aria-label={t('knowledge.find')}
        placeholder={t('knowledge.find')}
        maxLength={200}
        onSearch={(text) => set({ ...filter, text: text.trim() })}
      />
      {choice(
        t('knowledge.category'),
        t('knowledge.allCategories'),
        filter.category,
        categories.map(({ category, entries }) => ({
          value: category,
          label: `${category === '' ? t('knowledge.noCategory') : category} ${entries}`,
        })),
        (category) => set({ ...filter, category }),
      )}
      {choice(
        t('knowledge.enabled'),
        t('knowledge.anyState'),
        filter.state,
        (['on', 'off'] as const).map((value) => ({ value, label: t(`knowledge.${value}`) })),
        (state) => set({ ...filter, state }),
      )}
      {choice(
        t('knowledge.valid'),
        t('knowledge.anyValidity'),
        filter.validity,
        (['now', 'coming', 'over'] as const).map((value) => ({
          value,
          label: t(`knowledge.validity.${value}`),
        })),
        (validity) => set({ ...filter, validity }),
      )}
      {choice(
        t('knowledge.owner'),
        t('knowledge.anyOwner'),
        filter.ownerId,
        [
          { value: 0, label: t('knowledge.nobody') },
          ...members.map(({ personId, name }) => ({ value: personId, label: name })),
        ],
        (ownerId) => set({ ...filter, ownerId }),
      )}
    </div>
  )
}

type Many = { enabled: boolean } | { category: string } | { removed: true }

/** What can be done to all that are selected. */
const Bulk = ({
  count,
  categories,
  apply,
}: {
  count: number
  categories: string[]
  apply(to: Many): Promise<unknown>
}) => {
  const { t } = useTranslation()
  const [moving, setMoving] = useState<string | null>(null)
  return (
    <div className="knowledge-bulk" role="status">
      <span>{t('knowledge.chosen', { count })}</span>
      <Button size="small" onClick={() => void apply({ enabled: true })}>
        {t('knowledge.switchOn')}
      </Button>
      <Button size="small" onClick={() => void apply({ enabled: false })}>
        {t('knowledge.switchOff')}
      </Button>
      <Button size="small" onClick={() => setMoving('')}>
        {t('knowledge.move')}
      </Button>
      <Popconfirm
        title={t('knowledge.removeMany', { count })}
        onConfirm={() => apply({ removed: true }).catch(() => {})}
      >
        <Button size="small" danger>
          {t('knowledge.remove')}
        </Button>
      </Popconfirm>
      {moving !== null && (
        <Modal
          open
          title={t('knowledge.move')}
          onCancel={() => setMoving(null)}
          onOk={() => void apply({ category: moving.trim() }).then(() => setMoving(null))}
        >
          <AutoComplete
            style={{ width: '100%' }}
            aria-label={t('knowledge.category')}
            value={moving}
            onChange={setMoving}
            options={categories.map((value) => ({ value }))}
          />
        </Modal>
      )}
    </div>
  )
}

export const EntryList = ({ shopId, open }: { shopId: number; open(id: number | 'new'): void }) => {
  const { t } = useTranslation()
  const editable = mayIn(shopId, 'settings.edit')
  const zone = shopOf(shopId)?.timeZone ?? 'Asia/Shanghai'
  const [filter, setFilter] = useState<Filter>({})
  const [page, setPage] = useState(1)
  const [chosen, setChosen] = useState<number[]>([])
  const [importing, setImporting] = useState(false)
  const members = useMembers(shopId).data ?? []
  const names = new Map(members.map(({ personId, name }) => [personId, name]))
  const list = useQuery({
    queryKey: [KNOWLEDGE, shopId, 'list', filter, page],
    queryFn: () =>
      knowledgeApi.knowledge({
        params: { shopId },
        query: { ...filter, offset: (page - 1) * PAGE, limit: PAGE },
      }),
    placeholderData: keepPreviousData,
  })
  const many = useSave(
    ({ ids, to }: { ids: number[]; to: Many }) =>
      knowledgeApi.changeEntries({ params: { shopId }, body: { ids, to } }),
    [KNOWLEDGE, shopId],
    ({ changed }) => {
      say(t('knowledge.changed', { count: changed }))
      setChosen([])
    },
    null,
  )
  const keep = (form: 'xlsx' | 'csv') =>
    knowledgeApi.exportKnowledge({ params: { shopId }, query: { form } }).then(keepFile).catch(sayError)
  if (list.error) return <Problem error={list.error} retry={() => void list.refetch()} />
  const { entries = [], total = 0, categories = [] } = list.data ?? {}
  const filtered = Object.values(filter).some((value) => value !== undefined && value !== '')
  return (
    <>
      <div className="knowledge-actions">
        <span className="faint">{t('knowledge.total', { count: total })}</span>
        <Dropdown
          menu={{
            items: (['xlsx', 'csv'] as const).map((key) => ({ key, label: t(`knowledge.exporting.${key}`) })),
            onClick: ({ key }) => void keep(key as 'xlsx' | 'csv'),
          }}
        >
          <Button>{t('knowledge.exporting.open')}</Button>
        </Dropdown>
        {editable && <Button onClick={() => setImporting(true)}>{t('knowledge.importing.open')}</Button>}
        {editable && (
          <Button type="primary" onClick={() => open('new')}>
            {t('knowledge.add')}
          </Button>
        )}
      </div>
      <Filters
        filter={filter}
        set={(next) => {
          setFilter(next)
          setPage(1)
        }}
        categories={categories}
        members={members}
      />
      {chosen.length > 0 && (
        <Bulk
          count={chosen.length}
          categories={categories.map(({ category }) => category).filter((category) => category !== '')}
          apply={(to) => many.mutateAsync({ ids: chosen, to })}
        />
      )}
      <Table<Entry>
        size="small"
        rowKey="id"
        loading={list.isPending}
        dataSource={entries}
        {...(editable && {
          rowSelection: { selectedRowKeys: chosen, onChange: (keys) => setChosen(keys as number[]) },
        })}
        pagination={{
          current: page,
          pageSize: PAGE,
          total,
          onChange: setPage,
          hideOnSinglePage: true,
          showSizeChanger: false,
        }}
        locale={{
          emptyText: filtered ? (
            <Empty icon="search" title={t('knowledge.noneFound')} />
          ) : (
            <Empty icon="spark" title={t('knowledge.none')} says={t('knowledge.noneSays')} />
          ),
        }}
        columns={[
          {
            title: t('knowledge.question'),
            key: 'question',
            render: (_, entry) => (
              <div className={entry.enabled ? 'knowledge-entry' : 'knowledge-entry knowledge-off'}>
                <button type="button" className="knowledge-open" onClick={() => open(entry.id)}>
                  {entry.question}
                </button>
                {entry.wordings.length > 0 && (
                  <span className="faint small" title={entry.wordings.join('\n')}>
                    {t('knowledge.more', { count: entry.wordings.length })}
                  </span>
                )}
                <div className="knowledge-answer">{entry.answer}</div>
              </div>
            ),
          },
          {
            title: t('knowledge.category'),
            key: 'category',
            width: 110,
            render: (_, { category }) => category || <span className="faint">–</span>,
          },
          {
            title: t('knowledge.valid'),
            key: 'valid',
            width: 130,
            render: (_, entry) => <Holds entry={entry} zone={zone} />,
          },
          {
            title: t('knowledge.owner'),
            key: 'owner',
            width: 90,
            render: (_, { ownerId }) =>
              ownerId === null ? <span className="faint">–</span> : (names.get(ownerId) ?? `#${ownerId}`),
          },
          {
            title: t('knowledge.enabled'),
            key: 'enabled',
            width: 70,
            render: (_, entry) => (
              <Switch
                size="small"
                aria-label={`${t('knowledge.enabled')}: ${entry.question}`}
                disabled={!editable || many.isPending}
                checked={entry.enabled}
                onChange={(enabled) => many.mutate({ ids: [entry.id], to: { enabled } })}
              />
            ),
          },
        ]}
      />
      {importing && <ImportDialog shopId={shopId} close={() => setImporting(false)} />}
    </>
  )
}
