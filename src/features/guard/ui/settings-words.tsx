import { useMutation } from '@tanstack/react-query'
import { Button, Form, Input, Modal, Popconfirm, Select, Table } from 'antd'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Refusal } from '../../../shared/refusal.ts'
import { folded } from '../../../shared/text.ts'
import { request } from '../../../web/api.ts'
import { useSave } from '../../../web/parts/save.ts'
import { Empty } from '../../../web/parts/states.tsx'
import { sayError, sayWrong } from '../../../web/parts/toast.tsx'
import type { RefusedWord } from '../contract.ts'
import type { GuardWord } from '../domain/settings.ts'
import { askGuardAnew, guardApi } from './api.ts'
import { saveWords } from './words-file.ts'

const severities = ['note', 'ask', 'block'] as const

const WordDialog = ({ shopId, word, close }: { shopId: number; word: GuardWord | null; close(): void }) => {
  const { t } = useTranslation()
  const [form] = Form.useForm<GuardWord>()
  const save = useSave(
    (given: GuardWord) =>
      guardApi.changeGuardWords({
        params: { shopId },
        body: { put: [given], remove: word && word.word !== given.word ? [word.word] : [] },
      }),
    ['guard', shopId],
    close,
  )
  return (
    <Modal
      open
      title={t(word ? 'guard.words.edit' : 'guard.words.add')}
      onCancel={close}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
    >
      <Form<GuardWord>
        form={form}
        layout="vertical"
        initialValues={word ?? { word: '', severity: 'ask', why: '', instead: '' }}
        onFinish={(given) => save.mutate(given)}
      >
        <Form.Item
          name="word"
          label={t('guard.words.word')}
          rules={[{ required: true, max: 60, whitespace: true }]}
        >
          <Input autoFocus />
        </Form.Item>
        <Form.Item name="severity" label={t('guard.settings.how')}>
          <Select
            options={severities.map((value) => ({
              value,
              label: `${t(`guard.severity.${value}`)} · ${t(`guard.severitySays.${value}`)}`,
            }))}
          />
        </Form.Item>
        <Form.Item
          name="why"
          label={t('guard.words.why')}
          extra={t('guard.words.whyHint')}
          rules={[{ max: 200 }]}
        >
          <Input />
        </Form.Item>
        <Form.Item
          name="instead"
          label={t('guard.words.instead')}
          extra={t('guard.words.insteadHint')}
          rules={[{ max: 200 }]}
        >
          <Input />
        </Form.Item>
      </Form>
    </Modal>
  )
}

interface Imported {
  added: number
  changed: number
  same: number
  refusedLines: number
  refused: RefusedWord[]
}

const ImportDialog = ({ imported, close }: { imported: Imported; close(): void }) => {
  const { t } = useTranslation()
  const { refused, refusedLines } = imported
  return (
    <Modal
      open
      title={t('guard.words.import')}
      onCancel={close}
      footer={<Button onClick={close}>{t('app.close')}</Button>}
    >
      <p>{t('guard.words.imported', { ...imported })}</p>
      {refusedLines > 0 && (
        <>
          <p className="guard-wrong">{t('guard.words.refused', { count: refusedLines })}</p>
          <ul className="guard-refused">
            {refused.map(({ line, word, code, says }) => (
              <li key={`${line} ${word}`}>
                <span className="faint digits">{t('guard.words.line', { line })}</span> {word}{' '}
                <span className="faint">{says ?? t(`guard.words.refusedCode.${code}`)}</span>
              </li>
            ))}
          </ul>
          {refused.length < refusedLines && (
            <p className="faint small">{t('guard.words.refusedMore', { count: refused.length })}</p>
          )}
        </>
      )}
    </Modal>
  )
}

const FilesOf = ({
  shopId,
  words,
  editable,
}: {
  shopId: number
  words: readonly GuardWord[]
  editable: boolean
}) => {
  const { t } = useTranslation()
  const file = useRef<HTMLInputElement>(null)
  const [imported, setImported] = useState<Imported | null>(null)
  const take = useMutation({
    mutationFn: async (given: File) =>
      (await request(`/api/shops/${shopId}/guard/words/import`, { method: 'POST', body: given })) as Imported,
    async onSuccess(got) {
      setImported(got)
      await askGuardAnew(shopId)
    },
    onError(error) {
      const noTable = error instanceof Refusal && error.code === 'malformed' && 'says' in error.detail
      if (noTable) sayWrong(t('guard.words.notATable'))
      else sayError(error)
    },
  })
  const save = (kind: 'csv' | 'xlsx') => void saveWords(words, kind).catch(sayError)
  return (
    <>
      {editable && (
        <Button
          loading={take.isPending}
          title={t('guard.words.importSays')}
          onClick={() => file.current?.click()}
        >
          {t('guard.words.import')}
        </Button>
      )}
      <input
        ref={file}
        type="file"
        hidden
        aria-label={t('guard.words.import')}
        accept=".xlsx,.csv,.txt,.json"
        onChange={(e) => {
          const [given] = e.target.files ?? []
          if (given) take.mutate(given)
          e.target.value = ''
        }}
      />
      <Button disabled={words.length === 0} onClick={() => save('csv')}>
        {t('guard.words.exportCsv')}
      </Button>
      <Button disabled={words.length === 0} onClick={() => save('xlsx')}>
        {t('guard.words.exportXlsx')}
      </Button>
      {imported && <ImportDialog imported={imported} close={() => setImported(null)} />}
    </>
  )
}

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
        <FilesOf shopId={shopId} words={words} editable={editable} />
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
