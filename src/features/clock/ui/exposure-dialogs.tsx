import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { yuan } from '../../../web/format.ts'
import { Dialog } from '../../../web/parts/dialog.tsx'
import { say, sayError } from '../../../web/parts/toast.tsx'
import type { BreachEntry, Exposure } from '../exposure/contract.ts'
import { exposureApi } from './exposure-api.ts'
import { askExposureAnew } from './exposure-news.ts'
import { inLanguage } from './settings-words.ts'

const TALK = /(\d+)\D*$/

/** Writes down what no clock sees. The conversation may be named by its number or its address. */
export const IncidentDialog = ({
  shopId,
  rules,
  close,
}: {
  shopId: number
  rules: Exposure['incidents']
  close(): void
}) => {
  const { t } = useTranslation()
  // The same for every try: a second press of the button writes nothing twice.
  const [id] = useState(() => crypto.randomUUID())
  const [rule, setRule] = useState(rules[0]?.id ?? '')
  const [talk, setTalk] = useState('')
  const [times, setTimes] = useState('1')
  const [note, setNote] = useState('')
  const [sending, setSending] = useState(false)
  const chosen = rules.find((one) => one.id === rule)
  const count = Number(times)
  const conversationId = talk.trim() === '' ? undefined : Number(TALK.exec(talk)?.[1])
  const valid =
    chosen !== undefined &&
    Number.isInteger(count) &&
    count >= 1 &&
    count <= 1000 &&
    note.trim() !== '' &&
    !Number.isNaN(conversationId)

  const write = async () => {
    setSending(true)
    try {
      await exposureApi.writeIncident({
        params: { shopId },
        body: { id, rule, times: count, note, ...(conversationId !== undefined && { conversationId }) },
      })
      askExposureAnew()
      say(t('exposure.written'))
      close()
    } catch (error) {
      sayError(error)
      setSending(false)
    }
  }
  return (
    <Dialog title={t('exposure.write')} close={close}>
      <form
        className="dialog-body"
        onSubmit={(e) => {
          e.preventDefault()
          if (valid && !sending) void write()
        }}
      >
        <label className="field">
          <span className="field-name">{t('exposure.what')}</span>
          <select data-first className="input" value={rule} onChange={(e) => setRule(e.target.value)}>
            {rules.map((one) => (
              <option key={one.id} value={one.id}>
                {inLanguage(one.name)}
              </option>
            ))}
          </select>
        </label>
        {chosen && (
          <p className="faint small">
            {[
              t('exposure.each', { money: yuan(chosen.money) }),
              chosen.points > 0 ? t('exposure.points', { count: chosen.points }) : '',
              ...chosen.consequences.map(inLanguage),
            ]
              .filter((words) => words !== '')
              .join(' · ')}
          </p>
        )}
        <label className="field">
          <span className="field-name">{t('exposure.note')}</span>
          <textarea
            rows={3}
            maxLength={500}
            required
            value={note}
            onChange={(e) => setNote(e.target.value)}
          />
        </label>
        <div className="field-pair">
          <label className="field">
            <span className="field-name">{t('exposure.talk')}</span>
            <input
              className="input"
              value={talk}
              placeholder={t('exposure.talkHint')}
              onChange={(e) => setTalk(e.target.value)}
            />
          </label>
          <label className="field">
            <span className="field-name">{t('exposure.howOften')}</span>
            <input
              className="input"
              type="number"
              min={1}
              max={1000}
              value={times}
              onChange={(e) => setTimes(e.target.value)}
            />
          </label>
        </div>
        <div className="dialog-foot">
          <span className="dialog-sum digits">{chosen && count >= 1 ? yuan(chosen.money * count) : ''}</span>
          <button type="button" className="button" onClick={close}>
            {t('app.cancel')}
          </button>
          <button type="submit" className="button button-main" disabled={!valid || sending}>
            {t('exposure.writeDown')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}

export const StrikeDialog = ({
  shopId,
  breach,
  close,
}: {
  shopId: number
  breach: BreachEntry
  close(): void
}) => {
  const { t } = useTranslation()
  const [why, setWhy] = useState('')
  const strike = async () => {
    try {
      await exposureApi.strikeIncident({ params: { shopId, incidentId: breach.id }, body: { why } })
      askExposureAnew()
      close()
    } catch (error) {
      sayError(error)
    }
  }
  return (
    <Dialog title={t('exposure.strikeTitle', { rule: inLanguage(breach.name) })} close={close}>
      <form
        className="dialog-body"
        onSubmit={(e) => {
          e.preventDefault()
          if (why.trim() !== '') void strike()
        }}
      >
        <p>{t('exposure.strikeSays')}</p>
        <label className="field">
          <span className="field-name">{t('exposure.why')}</span>
          <textarea
            data-first
            rows={2}
            maxLength={500}
            required
            value={why}
            onChange={(e) => setWhy(e.target.value)}
          />
        </label>
        <div className="dialog-foot">
          <button type="button" className="button" onClick={close}>
            {t('app.cancel')}
          </button>
          <button type="submit" className="button button-main" disabled={why.trim() === ''}>
            {t('exposure.strike')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
