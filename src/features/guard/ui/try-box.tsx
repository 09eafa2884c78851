import { Input, Select } from 'antd'
import { useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { deskNow } from '../../../web/clock.ts'
import { Platform } from '../../shop/domain.ts'
import type { GuardSettings } from '../domain/settings.ts'
import type { Verdict } from '../domain/verdict.ts'
import { usePrepared } from './prepared.ts'
import { pieces } from './said.ts'
import { Findings } from './verdict.tsx'

const Answer = ({ text, verdict }: { text: string; verdict: Verdict }) => {
  const { t } = useTranslation()
  const { verdict: says, findings, suggestion } = verdict
  if (says === 'pass') return <p className="guard-pass">{t('guard.test.pass')}</p>
  return (
    <>
      <p className="guard-marked">
        {pieces(text, findings).map((piece) =>
          piece.found ? (
            <mark key={piece.from}>{piece.text}</mark>
          ) : (
            <span key={piece.from}>{piece.text}</span>
          ),
        )}
      </p>
      <div className={`guard-line guard-${says}`}>
        <div className="guard-says">
          <strong>{t(`guard.line.${says}`)}</strong> {t(`guard.line.${says}Says`)}
          <Findings findings={findings} all />
        </div>
      </div>
      {suggestion !== null && (
        <p>
          <span className="faint small">{t('guard.line.instead')}</span> {suggestion}
        </p>
      )}
    </>
  )
}

/** Says what would happen to a sentence, as it is typed, by the settings on the page. */
export const TryBox = ({ platform, settings }: { platform: Platform; settings: GuardSettings }) => {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [other, setOther] = useState<Platform>(platform)
  const id = useId()
  const shop = useMemo(() => ({ platform: other, settings }), [other, settings])
  // Made ready only for somebody who tries.
  const guard = usePrepared(text === '' ? undefined : shop)
  const checked = useMemo(() => {
    if (!guard || text.trim() === '') return null
    return guard.check(text, {
      ...{ author: 'agent', attachments: [], consent: false, stock: null, offerEndsAt: null },
      now: deskNow(),
    })
  }, [guard, text])
  return (
    <section className="block">
      <div className="sheet-head guard-head">
        <div style={{ flex: 1 }}>
          <h2 className="block-title">
            <label htmlFor={id}>{t('guard.test.title')}</label>
          </h2>
          <p className="block-says">{t('guard.test.says')}</p>
        </div>
        <Select
          aria-label={t('guard.test.platform')}
          style={{ width: 130 }}
          value={other}
          onChange={setOther}
          options={Platform.options.map((value) => ({ value, label: t(`platform.${value}`) }))}
        />
      </div>
      <Input.TextArea
        id={id}
        autoSize={{ minRows: 2, maxRows: 6 }}
        maxLength={4000}
        placeholder={t('guard.test.placeholder')}
        value={text}
        onChange={(e) => setText(e.target.value)}
      />
      <div className="guard-answer" role="status">
        {text.trim() !== '' && !guard && <p className="faint">{t('guard.test.loading')}</p>}
        {checked && <Answer text={text} verdict={checked} />}
      </div>
    </section>
  )
}
