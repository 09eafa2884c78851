import { useMutation } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Refusal } from '../../../shared/refusal.ts'
import { request } from '../../../web/api.ts'
import { sayError, sayWrong } from '../../../web/parts/toast.tsx'
import type { RefusedWord } from '../contract.ts'
import type { GuardWord } from '../domain/settings.ts'
import { askGuardAnew } from './api.ts'
import { saveWords } from './words-file.ts'

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

/** Words from a file and into one. */
export const WordFiles = ({
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
