import { Button, Input, Popconfirm, Table } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { folded } from '../../../shared/text.ts'
import { useSave } from '../../../web/parts/save.ts'
import { Empty } from '../../../web/parts/states.tsx'
import type { GuardWord } from '../domain/settings.ts'
import { guardApi } from './api.ts'
import { WordDialog } from './word-dialog.tsx'
import { WordFiles } from './words-files.tsx'

/** The shop's own words. Each change is saved at once: a list of thousands is no form. */
export const Words = ({
  shopId,
  words,
  editable,
}: {
  shopId: number
  words: readonly GuardWord[]
  editable: boolean
}) => {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<string[]>([])
  const [dialog, setDialog] = useState<{ word: GuardWord | null } | null>(null)
  const remove = useSave(
    (gone: string[]) => guardApi.changeGuardWords({ params: { shopId }, body: { put: [], remove: gone } }),
    ['guard', shopId],
    () => setChosen([]),
  )
  const shown = useMemo(() => {
    const wanted = folded(text)
    const fits = ({ word, why }: GuardWord) => folded(word).includes(wanted) || folded(why).includes(wanted)
    return wanted === '' ? words : words.filter(fits)
  }, [words, text])
  return (
    <section className="block">
      <h2 className="block-title">{t('guard.words.title')}</h2>
      <p className="block-says">
        {t('guard.words.says')} {t('guard.words.importSays')}
      </p>
      <div className="guard-bar">
        <Input
          allowClear
          style={{ width: 200 }}
          placeholder={t('guard.words.find')}
          aria-label={t('guard.words.find')}
          value={text}
          onChange={(e) => setText(e.target.value)}
        />
        <span className="faint small" style={{ flex: 1 }}>
          {t('guard.words.count', { count: shown.length })}
        </span>
        {chosen.length > 0 && (
          <Popconfirm
            title={t('guard.words.removeSure', { count: chosen.length })}
            onConfirm={() => remove.mutateAsync(chosen).catch(() => {})}
          >
            <Button danger loading={remove.isPending}>
              {t('guard.words.remove', { count: chosen.length })}
            </Button>
          </Popconfirm>
        )}
        <WordFiles shopId={shopId} words={words} editable={editable} />
        {editable && (
          <Button type="primary" onClick={() => setDialog({ word: null })}>
            {t('guard.words.add')}
          </Button>
        )}
      </div>
      <Table<GuardWord>
        size="small"
        rowKey="word"
        dataSource={shown}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        {...(editable && {
          rowSelection: {
            selectedRowKeys: chosen,
            onChange: (keys: React.Key[]) => setChosen(keys.map(String)),
          },
        })}
        locale={{
          emptyText: (
            <Empty
              icon="shield"
              title={t(words.length === 0 ? 'guard.words.none' : 'guard.words.noneFound')}
            />
          ),
        }}
        columns={[
          { title: t('guard.words.word'), dataIndex: 'word', width: 180 },
          {
            title: t('guard.settings.how'),
            dataIndex: 'severity',
            width: 90,
            render: (severity: GuardWord['severity']) => (
              <span className={`guard-badge guard-badge-${severity}`}>{t(`guard.severity.${severity}`)}</span>
            ),
          },
          { title: t('guard.words.why'), dataIndex: 'why' },
          { title: t('guard.words.instead'), dataIndex: 'instead', width: 180 },
          {
            key: 'do',
            align: 'right',
            width: 80,
            render: (_, word) =>
              editable && (
                <Button size="small" onClick={() => setDialog({ word })}>
                  {t('app.edit')}
                </Button>
              ),
          },
        ]}
      />
      {dialog && <WordDialog shopId={shopId} word={dialog.word} close={() => setDialog(null)} />}
    </section>
  )
}
