import { Button, Modal } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSave } from '../../../web/parts/save.ts'
import { say } from '../../../web/parts/toast.tsx'
import type { ImportReport } from '../knowledge/contract.ts'
import { KNOWLEDGE, sendFaqFile } from './knowledge-api.ts'

type Problem = ImportReport['refused'][number]

const Problems = ({ title, problems, count }: { title: string; problems: Problem[]; count: number }) => {
  const { t } = useTranslation()
  if (count === 0) return null
  return (
    <details open>
      <summary>
        {title} <b>{count}</b>
      </summary>
      <ul className="knowledge-lines">
        {problems.map(({ line, id, column, reason, detail }) => (
          <li key={`${line} ${column} ${reason} ${detail}`}>
            <b>{t('knowledge.importing.line', { line })}</b>
            {id !== null && <span className="faint"> {id}</span>}{' '}
            {column && `${t(`knowledge.column.${column}`)}: `}
            {t(`knowledge.reason.${reason}`, { detail })}
          </li>
        ))}
      </ul>
      <First shown={problems.length} count={count} />
    </details>
  )
}

const First = ({ shown, count }: { shown: number; count: number }) => {
  const { t } = useTranslation()
  return shown < count ? (
    <p className="faint small">{t('knowledge.importing.first', { count: shown })}</p>
  ) : null
}

const Columns = ({ columns }: { columns: ImportReport['columns'] }) => {
  const { t } = useTranslation()
  const unknown = columns.filter(({ column, header }) => column === null && !/^#\d+$/.test(header))
  return (
    <p className="small">
      <span className="faint">{t('knowledge.importing.columns')}: </span>
      {columns
        .flatMap(({ header, column }) => (column ? [`${header} → ${t(`knowledge.column.${column}`)}`] : []))
        .join(' · ')}
      {unknown.length > 0 && (
        <>
          <br />
          <span className="faint">
            {t('knowledge.importing.unknown')}: {unknown.map(({ header }) => header).join(' · ')}
          </span>
        </>
      )}
    </p>
  )
}

const Report = ({ report }: { report: ImportReport }) => {
  const { t } = useTranslation()
  const { counts } = report
  return (
    <div className="knowledge-report">
      <p>{t('knowledge.importing.look')}</p>
      <div className="knowledge-counts">
        {(['added', 'changed', 'unchanged', 'refused'] as const).map((name) => (
          <span key={name}>
            <b className="digits">{counts[name]}</b> {t(`knowledge.importing.${name}`)}
          </span>
        ))}
      </div>
      <Columns columns={report.columns} />
      <Problems title={t('knowledge.importing.refused')} problems={report.refused} count={counts.refused} />
      <Problems title={t('knowledge.importing.noted')} problems={report.noted} count={counts.noted} />
      {counts.changed > 0 && (
        <details>
          <summary>
            {t('knowledge.importing.changed')} <b>{counts.changed}</b>
          </summary>
          <ul className="knowledge-lines">
            {report.changed.map(({ line, code, question, fields }) => (
              <li key={code}>
                <b>{t('knowledge.importing.line', { line })}</b> {question}{' '}
                <span className="faint">
                  {t('knowledge.importing.fields', {
                    list: fields.map((name) => t(`knowledge.column.${name as 'answer'}`)).join('、'),
                  })}
                </span>
              </li>
            ))}
          </ul>
          <First shown={report.changed.length} count={counts.changed} />
        </details>
      )}
      {counts.added > 0 && (
        <details>
          <summary>
            {t('knowledge.importing.added')} <b>{counts.added}</b>
          </summary>
          <ul className="knowledge-lines">
            {report.added.map(({ line, question }) => (
              <li key={line}>
                <b>{t('knowledge.importing.line', { line })}</b> {question}
              </li>
            ))}
          </ul>
          <First shown={report.added.length} count={counts.added} />
        </details>
      )}
    </div>
  )
}

/** A file is looked at first; what it would do is shown with its faults, and done when it is confirmed. */
export const ImportDialog = ({ shopId, close }: { shopId: number; close(): void }) => {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<File | null>(null)
  const look = useSave((chosen: File) => sendFaqFile(shopId, chosen), ['import'], undefined, null)
  const carryOut = useSave(
    ({ file, plan }: { file: File; plan: string }) => sendFaqFile(shopId, file, plan),
    [KNOWLEDGE, shopId],
    ({ counts }) => {
      say(t('knowledge.importing.done', counts))
      close()
    },
    null,
  )
  const report = look.data
  const count = report ? report.counts.added + report.counts.changed : 0
  const chooses = (chosen: File | undefined) => {
    if (!chosen) return
    setFile(chosen)
    look.reset()
    look.mutate(chosen)
  }
  return (
    <Modal
      open
      width={720}
      title={t('knowledge.importing.title')}
      onCancel={close}
      footer={[
        <Button key="choose" loading={look.isPending} onClick={() => input.current?.click()}>
          {t(report ? 'knowledge.importing.other' : 'knowledge.importing.choose')}
        </Button>,
        <Button
          key="go"
          type="primary"
          disabled={!file || count === 0}
          loading={carryOut.isPending}
          onClick={() => file && report && carryOut.mutate({ file, plan: report.plan })}
        >
          {report && count === 0 ? t('knowledge.importing.nothing') : t('knowledge.importing.go', { count })}
        </Button>,
      ]}
    >
      <p className="block-says">{t('knowledge.importing.says')}</p>
      <input
        ref={input}
        type="file"
        accept=".xlsx,.csv,.tsv,.txt"
        hidden
        aria-label={t('knowledge.importing.choose')}
        onChange={(e) => {
          chooses(e.target.files?.[0])
          e.target.value = ''
        }}
      />
      {file && <p className="small">{file.name}</p>}
      {report && <Report report={report} />}
    </Modal>
  )
}
