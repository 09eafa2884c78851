import { Input, Modal, Select } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Wave } from '../domain/phase.ts'
import { type Pasted, readPasted } from './paste.ts'

interface PasteDialogProps {
  waves: readonly Pick<Wave, 'code' | 'name'>[]
  wave: string
  take(wave: string, rows: readonly Pasted[]): void
  close(): void
}

/** Takes rows copied from a spreadsheet. The broken ones stay in the field, so that they can be mended there. */
export const PasteDialog = ({ waves, wave: first, take, close }: PasteDialogProps) => {
  const { t } = useTranslation()
  const [wave, setWave] = useState(first)
  const [text, setText] = useState('')
  const [taken, setTaken] = useState(0)
  const { rows, broken } = useMemo(() => readPasted(text), [text])
  const add = () => {
    take(wave, rows)
    if (broken.length === 0) return close()
    setTaken(taken + rows.length)
    setText(broken.map((row) => row.text).join('\n'))
  }
  return (
    <Modal
      open
      width={720}
      title={t('campaign.paste.title')}
      okText={t('campaign.paste.take', { count: rows.length })}
      okButtonProps={{ disabled: rows.length === 0 }}
      cancelText={t('app.close')}
      onOk={add}
      onCancel={close}
      mask={{ closable: text === '' }}
    >
      <p className="block-says">{t('campaign.paste.says')}</p>
      <div className="campaign-field">
        <span className="field-name">{t('campaign.wave')}</span>
        <Select
          aria-label={t('campaign.wave')}
          value={wave}
          onChange={setWave}
          options={waves.map(({ code, name }) => ({ value: code, label: name }))}
        />
      </div>
      <Input.TextArea
        autoFocus
        rows={9}
        className="campaign-paste"
        aria-label={t('campaign.paste.title')}
        placeholder={t('campaign.paste.hint')}
        value={text}
        onChange={(e) => setText(e.target.value)}
      />
      <p role="status" className="campaign-pasted">
        {taken > 0 && `${t('campaign.paste.taken', { count: taken })} `}
        {text.trim() !== '' && t('campaign.paste.read', { good: rows.length, bad: broken.length })}
      </p>
      {broken.length > 0 && (
        <ul className="campaign-broken">
          {broken.slice(0, 50).map(({ line, text: row, why, other }) => (
            <li key={line}>
              <b>{t('campaign.paste.line', { line })}</b> {t(`campaign.broken.${why}`, { other })}
              <code>{row.replaceAll('\t', ' | ')}</code>
            </li>
          ))}
          {broken.length > 50 && (
            <li className="faint">{t('campaign.paste.more', { count: broken.length - 50 })}</li>
          )}
        </ul>
      )}
    </Modal>
  )
}
