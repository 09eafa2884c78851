import { Button, Modal } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSave } from '../../../../web/parts/save.ts'
import { say } from '../../../../web/parts/toast.tsx'
import type { ImportMapping } from '../../domain/import/mapping.ts'
import { catalogApi, PRODUCTS, sendProductFile } from '../api.ts'
import { Mapping } from './mapping.tsx'
import { Report } from './report.tsx'

/**
 * A file is looked at first: which of its columns is what, what it would add or change, what cannot be taken and why. The
 * mapping is mended until that is right, then it is carried out as it was shown.
 */
const ImportDialog = ({ shopId, close }: { shopId: number; close(): void }) => {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<File | null>(null)
  const [mapping, setMapping] = useState<ImportMapping | null>(null)
  const look = useSave(
    (chosen: File) => sendProductFile(shopId, chosen),
    ['import'],
    () => setMapping(null),
    null,
  )
  const remap = useSave(
    async ({ fingerprint, to, of }: { fingerprint: string; to: ImportMapping | null; of: File }) => {
      await catalogApi.setImportMapping({ params: { shopId }, body: { fingerprint, mapping: to } })
      return of
    },
    ['import'],
    (of) => look.mutate(of),
    null,
  )
  const carryOut = useSave(
    ({ file, plan }: { file: File; plan: string }) => sendProductFile(shopId, file, plan),
    [PRODUCTS, shopId],
    ({ counts }) => {
      say(t('catalog.importing.done', { added: counts.added, changed: counts.changed }))
      close()
    },
    null,
  )
  const report = look.data
  const count = report ? report.counts.added + report.counts.changed : 0
  const busy = look.isPending || remap.isPending || carryOut.isPending
  const chooses = (chosen: File | undefined) => {
    if (!chosen) return
    setFile(chosen)
    look.reset()
    look.mutate(chosen)
  }
  const read = (to: ImportMapping | null) => {
    const { fingerprint } = report ?? {}
    if (file && fingerprint) remap.mutate({ fingerprint, to, of: file })
  }
  return (
    <Modal
      open
      width={860}
      title={t('catalog.importing.title')}
      onCancel={close}
      maskClosable={!busy}
      footer={[
        <Button key="choose" disabled={busy} onClick={() => input.current?.click()}>
          {t(report ? 'catalog.importing.other' : 'catalog.importing.choose')}
        </Button>,
        mapping ? (
          <Button
            key="read"
            type="primary"
            loading={remap.isPending || look.isPending}
            onClick={() => read(mapping)}
          >
            {t('catalog.importing.read')}
          </Button>
        ) : (
          <Button
            key="go"
            type="primary"
            disabled={!file || count === 0 || look.isPending}
            loading={carryOut.isPending}
            onClick={() => file && report && carryOut.mutate({ file, plan: report.plan })}
          >
            {report && count === 0 ? t('catalog.importing.nothing') : t('catalog.importing.go', { count })}
          </Button>
        ),
      ]}
    >
      <p className="block-says">{t('catalog.importing.says')}</p>
      <input
        ref={input}
        type="file"
        accept=".xlsx,.csv,.tsv,.txt,.json"
        hidden
        aria-label={t('catalog.importing.choose')}
        onChange={(e) => {
          chooses(e.target.files?.[0])
          e.target.value = ''
        }}
      />
      {file && (
        <p className="small">
          <b>{file.name}</b>{' '}
          <span className="faint">{t('catalog.importing.size', { kb: Math.ceil(file.size / 1024) })}</span>
        </p>
      )}
      {busy && (
        <div className="catalog-progress" role="status">
          <span className="catalog-bar" aria-hidden="true">
            <span className="catalog-running" />
          </span>
          {carryOut.isPending ? t('catalog.importing.writing', { count }) : t('catalog.importing.reading')}
        </div>
      )}
      {report && (
        <div className="catalog-report">
          <Report report={report} />
          <Mapping
            report={report}
            mapping={mapping ?? report.mapping}
            set={setMapping}
            forget={report.remembered ? () => read(null) : undefined}
          />
        </div>
      )}
    </Modal>
  )
}
export default ImportDialog
