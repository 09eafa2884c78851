import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DAY } from '../../../shared/time.ts'
import { deskNow } from '../../../web/clock.ts'
import { Icon } from '../../../web/parts/icons.tsx'
import { useSave } from '../../../web/parts/save.ts'
import { sayError } from '../../../web/parts/toast.tsx'
import { type Lead, LeadPurpose } from '../lead/contract.ts'
import { leadApi } from './api.ts'

/** How long a contact stays on the screen whole, ms: long enough to write it down. */
const SHOWN = 30_000

/** A contact, masked until somebody looks at it. */
export const Contact = ({ shopId, lead }: { shopId: number; lead: Lead }) => {
  const { t } = useTranslation()
  const [whole, setWhole] = useState<string | null>(null)
  useEffect(() => {
    if (whole === null) return
    const timer = setTimeout(() => setWhole(null), SHOWN)
    return () => clearTimeout(timer)
  }, [whole])
  const reveal = async () => {
    try {
      setWhole((await leadApi.revealLead({ params: { shopId, leadId: lead.id } })).value)
    } catch (error) {
      sayError(error)
    }
  }
  return (
    <span className="lead-contact">
      <span className="faint">{t(`guard.leads.kind.${lead.kind}`)}</span>{' '}
      <b className={whole === null ? 'digits' : 'digits selectable'}>{whole ?? lead.masked}</b>{' '}
      {lead.mayReveal ? (
        <button
          type="button"
          className="link small"
          title={whole === null ? t('guard.leads.revealOf', { masked: lead.masked }) : undefined}
          onClick={() => (whole === null ? void reveal() : setWhole(null))}
        >
          {t(whole === null ? 'guard.leads.reveal' : 'guard.leads.hide')}
        </button>
      ) : (
        <span className="faint" title={t('guard.leads.notYours')}>
          <Icon name="shield" size={13} />
          <span className="unseen">{t('guard.leads.notYours')}</span>
        </span>
      )}
    </span>
  )
}

type Change = Parameters<typeof leadApi.setLead>[0]['body']

export const useLead = (shopId: number, lead: Lead) => {
  const { t } = useTranslation()
  const about = ['leads', shopId]
  const set = useSave((body: Change) => leadApi.setLead({ params: { shopId, leadId: lead.id }, body }), about)
  const forget = useSave(
    () => leadApi.forgetLead({ params: { shopId, leadId: lead.id } }),
    about,
    undefined,
    t('guard.leads.forgotten'),
  )
  return { set: (body: Change) => set.mutate(body), forget: () => forget.mutate() }
}

export interface FieldProps {
  lead: Lead
  set(change: Change): void
}

export const Purpose = ({ lead, set }: FieldProps) => {
  const { t } = useTranslation()
  return (
    <select
      className="input lead-field"
      aria-label={t('guard.leads.purposeOf', { masked: lead.masked })}
      disabled={!lead.mayReveal}
      value={lead.purpose}
      onChange={(e) => set({ purpose: LeadPurpose.parse(e.target.value) })}
    >
      {LeadPurpose.options.map((purpose) => (
        <option key={purpose} value={purpose}>
          {t(`guard.leads.purposes.${purpose}`)}
        </option>
      ))}
    </select>
  )
}

const dateOf = (at: number): string => {
  const d = new Date(at - new Date(at).getTimezoneOffset() * 60_000)
  return d.toISOString().slice(0, 10)
}

/** The day on which it is deleted: at that day's end. */
export const Expiry = ({ lead, set }: FieldProps) => {
  const { t } = useTranslation()
  const left = Math.max(0, Math.ceil((lead.expiresAt - deskNow()) / DAY))
  return (
    <input
      type="date"
      className="input lead-field"
      aria-label={t('guard.leads.expiresOf', { masked: lead.masked })}
      title={t('guard.leads.expiresIn', { count: left })}
      disabled={!lead.mayReveal}
      min={dateOf(deskNow())}
      max={dateOf(deskNow() + 365 * DAY)}
      value={dateOf(lead.expiresAt)}
      onChange={(e) => {
        const chosen = new Date(`${e.target.value}T23:59:59`).getTime()
        if (!Number.isNaN(chosen)) set({ expiresAt: chosen })
      }}
    />
  )
}

/** Kept when one leaves the field or presses Enter. */
export const LeadNote = ({ lead, set }: FieldProps) => {
  const { t } = useTranslation()
  const [note, setNote] = useState(lead.note)
  useEffect(() => setNote(lead.note), [lead.note])
  const save = () => note.trim() !== lead.note && set({ note: note.trim() })
  return (
    <input
      className="input lead-field"
      aria-label={t('guard.leads.noteOf', { masked: lead.masked })}
      placeholder={t('guard.leads.note')}
      maxLength={500}
      disabled={!lead.mayReveal}
      value={note}
      onChange={(e) => setNote(e.target.value)}
      onBlur={save}
      onKeyDown={(e) => {
        if (e.key === 'Enter' && !e.nativeEvent.isComposing) save()
      }}
    />
  )
}
