import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Input, Popconfirm, Select, Space, Table, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { languageNow } from '../../../web/i18n.ts'
import { Icon } from '../../../web/parts/icons.tsx'
import { useSave } from '../../../web/parts/save.ts'
import { Empty, Problem } from '../../../web/parts/states.tsx'
import type { Team } from '../../shop/domain.ts'
import { mayIn, shopApi, shopOf } from '../../shop/ui/session.ts'
import { phases } from '../domain/phases.ts'
import type { Phrase, PhraseUse } from '../domain/phrase.ts'
import { type SituationCode, situations } from '../domain/situations.ts'
import { saveFile } from './download.ts'
import { PhraseDialog } from './edit.tsx'
import { ImportDialog } from './import.tsx'
import { matching } from './match.ts'
import { named } from './name.ts'
import { phraseApi, usePhrases } from './phrases.ts'

/** A phrase with how much it is used. */
type Shown = Phrase & { use: PhraseUse | undefined }

const noFilter = { text: '', scope: null, situation: null, unused: false } as const
interface Filter {
  text: string
  /** `mine`, `shop`, or a team's code behind `team:`. */
  scope: string | null
  situation: SituationCode | null
  unused: boolean
}
const scopeOf = ({ scope, team }: Phrase) => (scope === 'team' ? `team:${team}` : scope)
const fits = (phrase: Shown, { scope, situation, unused }: Filter): boolean =>
  (scope === null || scopeOf(phrase) === scope) &&
  (situation === null || phrase.situation === situation) &&
  (!unused || phrase.use?.unused === true)

type Open = { edit: Phrase | null } | 'import' | null

const PhraseSettings = ({ shopId }: { shopId: number }) => {
  const { t } = useTranslation()
  const phrases = usePhrases(shopId)
  const uses = useQuery({
    queryKey: ['phrases', 'uses', shopId],
    queryFn: async () => (await phraseApi.phraseUses({ params: { shopId } })).uses,
  })
  const people = useQuery({
    queryKey: ['settings', 'people', shopId],
    queryFn: () => shopApi.members({ params: { shopId } }),
  })
  const [open, setOpen] = useState<Open>(null)
  const [filter, setFilter] = useState<Filter>(noFilter)
  const set = (change: Partial<Filter>) => setFilter((f) => ({ ...f, ...change }))
  const remove = useSave((id: number) => phraseApi.removePhrase({ params: { shopId, id } }), ['phrases'])
  const take = useSave(
    () => phraseApi.exportPhrases({ params: { shopId }, query: { language: languageNow() } }),
    [],
    ({ file }) => saveFile(`${t('phrases.fileName')} ${shopOf(shopId)?.name ?? ''}.xlsx`, file),
    null,
  )
  if (phrases.error) return <Problem error={phrases.error} retry={() => void phrases.refetch()} />

  const mayAdd = mayIn(shopId, 'conversation.reply')
  const mayEdit = ({ scope }: Phrase) => mayAdd && (scope === 'mine' || mayIn(shopId, 'settings.edit'))
  const teams: readonly Team[] = people.data?.teams ?? []
  const teamName = (code: string | null) => teams.find((team) => team.code === code)?.name ?? code ?? ''
  const used = new Map(uses.data?.map((use) => [use.id, use]))
  const all: Shown[] = (phrases.data ?? []).map((phrase) => ({ ...phrase, use: used.get(phrase.id) }))
  const text = filter.text.trim()
  const found = new Set((text === '' ? all : matching(all, text)).map(({ id }) => id))
  const rows = all.filter((phrase) => found.has(phrase.id) && fits(phrase, filter))
  const filtered = rows.length < all.length

  return (
    <section className="block">
      <div className="sheet-head">
        <div style={{ flex: 1 }}>
          <h2 className="block-title">{t('settings.phrases')}</h2>
          <p className="block-says">{t('phrases.hint')}</p>
        </div>
        {mayIn(shopId, 'export') && (
          <Button loading={take.isPending} onClick={() => take.mutate(undefined)}>
            {t('phrases.export')}
          </Button>
        )}
        {mayAdd && <Button onClick={() => setOpen('import')}>{t('phrases.import')}</Button>}
        {mayAdd && (
          <Button type="primary" onClick={() => setOpen({ edit: null })}>
            {t('phrases.add')}
          </Button>
        )}
      </div>
      <search className="phrase-filter">
        <Input.Search
          allowClear
          value={filter.text}
          placeholder={t('phrases.find')}
          aria-label={t('phrases.find')}
          onChange={(e) => set({ text: e.target.value })}
        />
        <Select<string | null>
          aria-label={t('phrases.whose')}
          value={filter.scope}
          onChange={(scope) => set({ scope })}
          options={[
            { value: null, label: t('phrases.everyScope') },
            { value: 'shop', label: t('phrases.shop') },
            ...teams.map(({ code, name }) => ({ value: `team:${code}`, label: name })),
            { value: 'mine', label: t('phrases.mine') },
          ]}
        />
        <Select<SituationCode | null>
          aria-label={t('phrases.situation')}
          value={filter.situation}
          onChange={(situation) => set({ situation })}
          options={[
            { value: null, label: t('phrases.allSituations') },
            ...situations.map(({ code }) => ({ value: code, label: named(situations, code) })),
          ]}
        />
        <Checkbox checked={filter.unused} onChange={(e) => set({ unused: e.target.checked })}>
          {t('phrases.unused')}
        </Checkbox>
      </search>
      <Table<Shown>
        size="small"
        rowKey="id"
        loading={phrases.isPending}
        dataSource={rows}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{
          emptyText: phrases.isPending ? (
            ' '
          ) : (
            <Empty icon="bolt" title={t(filtered ? 'phrases.noneFit' : 'phrases.none')} />
          ),
        }}
        columns={[
          {
            title: t('phrases.code'),
            dataIndex: 'code',
            width: 88,
            render: (code: string) => <span className="phrase-code">/{code}</span>,
            sorter: (a, b) => a.code.localeCompare(b.code),
          },
          {
            title: t('phrases.situation'),
            dataIndex: 'situation',
            width: 136,
            render: (code: string, { title }) => (
              <>
                {named(situations, code)}
                {title !== '' && <div className="phrase-title">{title}</div>}
              </>
            ),
          },
          {
            title: t('phrases.text'),
            dataIndex: 'text',
            render: (words: string, { variants, pictures }) => (
              <>
                <div className="phrase-words">{words}</div>
                {phases
                  .filter(({ code }) => variants[code] !== undefined)
                  .map(({ code }) => (
                    <Tag key={code} title={variants[code] ?? ''}>
                      {named(phases, code)}
                    </Tag>
                  ))}
                {pictures.length > 0 && (
                  <Tag icon={<Icon name="picture" size={12} />}>
                    {t('phrases.withPictures', { count: pictures.length })}
                  </Tag>
                )}
              </>
            ),
          },
          {
            title: t('phrases.whose'),
            dataIndex: 'scope',
            width: 92,
            render: (_, { scope, team }) => (
              <Tag {...(scope !== 'shop' && { color: scope === 'mine' ? 'blue' : 'purple' })}>
                {scope === 'team' ? teamName(team) : t(`phrases.${scope}`)}
              </Tag>
            ),
          },
          {
            title: <span title={t('phrases.usesSays')}>{t('phrases.uses')}</span>,
            key: 'uses',
            align: 'right',
            width: 108,
            render: (_, { use }) => (
              <>
                {use?.uses ?? '–'}
                {use && <div className="phrase-title">{use.lastOn ?? t('phrases.never')}</div>}
              </>
            ),
            sorter: (a, b) =>
              (a.use?.uses ?? 0) - (b.use?.uses ?? 0) ||
              (a.use?.lastOn ?? '').localeCompare(b.use?.lastOn ?? ''),
            sortDirections: ['descend', 'ascend'],
          },
          {
            key: 'do',
            align: 'right',
            width: 132,
            render: (_, phrase) =>
              mayEdit(phrase) && (
                <Space>
                  <Button size="small" onClick={() => setOpen({ edit: phrase })}>
                    {t('app.edit')}
                  </Button>
                  <Popconfirm
                    title={t('phrases.removeSure')}
                    onConfirm={() => remove.mutateAsync(phrase.id).catch(() => {})}
                  >
                    <Button size="small" danger>
                      {t('app.remove')}
                    </Button>
                  </Popconfirm>
                </Space>
              ),
          },
        ]}
      />
      {open === 'import' && <ImportDialog shopId={shopId} teamName={teamName} close={() => setOpen(null)} />}
      {open !== null && open !== 'import' && (
        <PhraseDialog shopId={shopId} phrase={open.edit} teams={teams} close={() => setOpen(null)} />
      )}
    </section>
  )
}
export default PhraseSettings
