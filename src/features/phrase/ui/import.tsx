import { Alert, Button, Modal, Segmented, Table, Tag } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Refusal } from '../../../shared/refusal.ts'
import { addressOf, request } from '../../../web/api.ts'
import { Icon } from '../../../web/parts/icons.tsx'
import { useSave } from '../../../web/parts/save.ts'
import { say } from '../../../web/parts/toast.tsx'
import { phraseContract } from '../contract.ts'
import { type Imported, type ImportLine, MOST_LINES } from '../domain/import.ts'
import { knownVariables } from '../domain/variables.ts'

type Does = ImportLine['does']
const colours: Record<Does, string> = { add: 'green', change: 'blue', same: 'default', refuse: 'red' }
const order: Does[] = ['add', 'change', 'refuse', 'same']
/** As the desk takes it, bytes: what is larger is not sent in vain. */
const LARGEST = 2 * 1024 * 1024

const post = async (shopId: number, file: File, confirm?: string): Promise<Imported> => {
  if (file.size > LARGEST) throw new Refusal('too-large')
  const address = addressOf(phraseContract.importPhrases.path, { params: { shopId }, query: { confirm } })
  return (await request(address, { method: 'POST', body: file })) as Imported
}

interface ImportDialogProps {
  shopId: number
  teamName(code: string | null): string
  close(): void
}

/** Reads a file of phrases: first what it would do, line by line; then, confirmed, does it. */
export const ImportDialog = ({ shopId, teamName, close }: ImportDialogProps) => {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<File | null>(null)
  const [seen, setSeen] = useState<Imported | null>(null)
  const [outdated, setOutdated] = useState(false)
  const [only, setOnly] = useState<Does | 'all'>('all')
  const read = useSave(
    (chosen: File) => post(shopId, chosen),
    [],
    (found) => {
      setSeen(found)
      setOutdated(false)
      setOnly('all')
    },
    null,
  )
  const confirm = useSave(
    (plan: string) => (file ? post(shopId, file, plan) : Promise.reject(new Refusal('malformed'))),
    ['phrases'],
    (found) => {
      if (found.done) {
        say(t('phrases.importDone', counts(found)))
        close()
      } else {
        setSeen(found)
        setOutdated(true)
      }
    },
    null,
  )
  const choose = (chosen: File | undefined) => {
    if (!chosen) return
    setFile(chosen)
    setSeen(null)
    read.mutate(chosen)
  }
  const count = (does: Does) => seen?.lines.filter((line) => line.does === does).length ?? 0
  const changes = count('add') + count('change')
  const lines = seen?.lines.filter(({ does }) => only === 'all' || does === only) ?? []
  const unread = seen?.columns.filter(({ is }) => is === null).map(({ name }) => name) ?? []

  const reasonOf = ({ whyNot, does, changed }: ImportLine): string => {
    if (does === 'change') return changed.map((field) => t(`phrases.field.${field}`)).join(t('phrases.comma'))
    return whyNot
      .map(({ why, about }) => t(`phrases.why.${why}`, { about: about ?? '', known: knownVariables }))
      .join(t('problem.and'))
  }

  return (
    <Modal
      open
      width={860}
      title={t('phrases.import')}
      onCancel={close}
      okText={changes > 0 ? t('phrases.importConfirm', { count: changes }) : t('phrases.importNothing')}
      okButtonProps={{ disabled: changes === 0 || read.isPending }}
      confirmLoading={confirm.isPending}
      onOk={() => seen && confirm.mutate(seen.plan)}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut of the button within */}
      <div
        className="phrase-drop"
        onDragOver={(e) => e.preventDefault()}
        onDrop={(e) => {
          e.preventDefault()
          choose(e.dataTransfer.files[0])
        }}
      >
        <Icon name="box" size={22} />
        <p>{file ? file.name : t('phrases.importSays')}</p>
        <Button autoFocus={!file} loading={read.isPending} onClick={() => input.current?.click()}>
          {t(file ? 'phrases.importOther' : 'phrases.importChoose')}
        </Button>
        <input
          ref={input}
          type="file"
          className="unseen"
          tabIndex={-1}
          aria-label={t('phrases.importChoose')}
          accept=".xlsx,.csv,.tsv,.txt"
          onChange={(e) => {
            choose(e.target.files?.[0])
            e.target.value = ''
          }}
        />
      </div>
      {!seen && <p className="block-says">{t('phrases.importColumns')}</p>}
      {seen?.fault && (
        <Alert
          type="error"
          showIcon
          title={t(`phrases.fault.${seen.fault}`, { most: MOST_LINES })}
          description={
            seen.columns.length > 0
              ? t('phrases.columnsFound', {
                  columns: seen.columns.map(({ name }) => name).join(t('phrases.comma')),
                })
              : null
          }
        />
      )}
      {seen && !seen.fault && (
        <>
          {outdated && <Alert type="warning" showIcon title={t('phrases.importOutdated')} />}
          {unread.length > 0 && (
            <p className="block-says">
              {t('phrases.columnsUnread', { columns: unread.join(t('phrases.comma')) })}
            </p>
          )}
          <Segmented<Does | 'all'>
            value={only}
            onChange={setOnly}
            options={[
              { value: 'all', label: `${t('phrases.does.all')} ${seen.lines.length}` },
              ...order.map((does) => ({ value: does, label: `${t(`phrases.does.${does}`)} ${count(does)}` })),
            ]}
          />
          <Table<ImportLine>
            size="small"
            rowKey="line"
            dataSource={lines}
            pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
            scroll={{ y: 320 }}
            locale={{ emptyText: t('phrases.noLines') }}
            columns={[
              { title: t('phrases.line'), dataIndex: 'line', width: 60, align: 'right' },
              {
                title: t('phrases.whatHappens'),
                dataIndex: 'does',
                width: 84,
                render: (does: Does) => <Tag color={colours[does]}>{t(`phrases.does.${does}`)}</Tag>,
              },
              { title: t('phrases.code'), dataIndex: 'code', width: 90 },
              {
                title: t('phrases.whose'),
                dataIndex: 'scope',
                width: 90,
                render: (_, { scope, team }) =>
                  scope === null ? '–' : scope === 'team' ? teamName(team) : t(`phrases.${scope}`),
              },
              { title: t('phrases.text'), dataIndex: 'text', ellipsis: true },
              {
                title: t('phrases.reason'),
                key: 'why',
                render: (_, line) => reasonOf(line),
              },
            ]}
          />
        </>
      )}
    </Modal>
  )
}

const counts = ({ lines }: Imported) => ({
  added: lines.filter(({ does }) => does === 'add').length,
  changed: lines.filter(({ does }) => does === 'change').length,
})
