import { Button, Drawer, Input, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DAY, type Instant } from '../../../shared/time.ts'
import { yuan } from '../../../web/format.ts'
import type { ClockRule } from '../domain/rule.ts'
import { AT_SAVING } from '../domain/valid.ts'
import type { Problem } from '../domain/valid-problem.ts'
import { Field, Problems } from './settings-field.tsx'
import { RuleForm } from './settings-form.tsx'
import { type Shown, type ShownRule, writtenOf } from './settings-versions.ts'
import { atWall, wallOf } from './settings-when.ts'
import { inLanguage, sourceInLanguage, timeInWords } from './settings-words.ts'

/** What a drawer edits: a version, and the one not begun yet that it is put in place of. */
export interface Editing {
  version: ClockRule
  instead: ClockRule | null
}

/** A version to edit: itself where it has not begun, else one that follows it. */
export const editingOf = (shown: Shown, rules: readonly ClockRule[]): Editing => {
  const version = writtenOf(shown, rules)
  const begun = shown.stage === 'past' || shown.stage === 'current'
  if (!begun) return { version, instead: version }
  const to = shown.stage === 'past' ? null : version.to
  return { version: { ...version, from: AT_SAVING, to }, instead: null }
}

interface HistoryProps {
  shown: ShownRule
  zone: string
  editable: boolean
  edit(one: Shown): void
  withdraw(one: Shown): void
}

const History = ({ shown, zone, editable, edit, withdraw }: HistoryProps) => {
  const { t } = useTranslation()
  const day = (at: Instant) => wallOf(at, zone).replace('T', ' ')
  return (
    <div className="clock-history">
      <h3>{t('clockSettings.history')}</h3>
      <p className="block-says">{t('clockSettings.historySays')}</p>
      {shown.versions.map((one) => {
        const { rule, stage } = one
        const coming = stage === 'pending' || stage === 'future'
        return (
          <div key={rule.from} className="clock-version">
            <span
              className={stage === 'past' ? 'clock-tag' : `clock-tag clock-tag-${coming ? 'new' : 'now'}`}
            >
              {t(`clockSettings.stage.${stage}`)}
            </span>
            <span style={{ flex: 1 }}>
              {t('clockSettings.fromTo', {
                from: stage === 'pending' ? t('clockSettings.beginsNow') : day(rule.from),
                to: rule.to === null ? t('clockSettings.openEnd') : day(rule.to),
              })}
              <span className="faint">
                {` · ${rule.counted === 'incident' ? '' : `${timeInWords(t, rule.limit)} · `}`}
                {rule.money > 0 ? yuan(rule.money) : t('clockSettings.noCost')}
                {!rule.enabled && ` · ${t('channels.disabled')}`}
                {` · ${t(`clockSettings.origin.${one.origin}`)}`}
              </span>
              <div className="faint small">{sourceInLanguage(rule.source)}</div>
            </span>
            {editable && coming && (
              <>
                <Button size="small" onClick={() => edit(one)}>
                  {t('clockSettings.change')}
                </Button>
                <Button size="small" danger onClick={() => withdraw(one)}>
                  {t('clockSettings.withdraw')}
                </Button>
              </>
            )}
          </div>
        )
      })}
    </div>
  )
}

interface DrawerProps {
  /** Null for a rule that is being made. */
  shown: ShownRule | null
  editing: Editing
  zone: string
  editable: boolean
  now: Instant
  /** Puts a version into the settings; gives back what is wrong with it, and its place there, if it cannot be. */
  apply(version: ClockRule, instead: ClockRule | null): { problems: Problem[]; at: string } | null
  edit(one: Shown): void
  withdraw(one: Shown): void
  close(): void
}

export const RuleDrawer = ({ shown, editing, zone, editable, now, ...act }: DrawerProps) => {
  const { t } = useTranslation()
  const [version, setVersion] = useState(editing.version)
  const [wrong, setWrong] = useState<{ problems: Problem[]; at: string }>({ problems: [], at: 'rules.0' })
  const set = (change: Partial<ClockRule>) => setVersion((before) => ({ ...before, ...change }))
  const moment = (name: 'from' | 'to', value: Instant | null, label: string) => (
    <Input
      type="datetime-local"
      aria-label={label}
      style={{ width: 220 }}
      value={value === null || value === AT_SAVING ? '' : wallOf(value, zone)}
      onChange={(e) => {
        const at = atWall(e.target.value, zone)
        if (at !== null) set({ [name]: at })
        else if (name === 'to') set({ to: null })
      }}
    />
  )
  const changed = JSON.stringify(version) !== JSON.stringify(editing.version)
  const apply = () => {
    const found = act.apply(version, editing.instead)
    if (found) setWrong(found)
    else act.close()
  }
  const zoneSays = t('clockSettings.zoneSays', { zone })
  return (
    <Drawer
      open
      size={680}
      title={
        shown
          ? `${t('clockSettings.editTitle')} · ${inLanguage(shown.head.rule.name)}`
          : t('clockSettings.addTitle')
      }
      onClose={act.close}
      // A click beside it, or Esc, does not throw away what was entered.
      mask={{ closable: !changed }}
      keyboard={!changed}
      // Above, not in a foot: at the bottom right stands the reminder of waiting buyers.
      extra={
        editable && (
          <div className="clock-head">
            <Button onClick={act.close}>{t('app.cancel')}</Button>
            <Button type="primary" onClick={apply}>
              {t('clockSettings.apply')}
            </Button>
          </div>
        )
      }
    >
      <Problems value={wrong.problems}>
        {editable && (
          <>
            <p className="block-says">{t('clockSettings.applySays')}</p>
            <div className="clock-pair">
              <Field at={`${wrong.at}.from`} label={t('clockSettings.begins')} hint={zoneSays}>
                <Segmented
                  value={version.from === AT_SAVING ? 'now' : 'at'}
                  onChange={(when) => set({ from: when === 'now' ? AT_SAVING : now + DAY })}
                  options={[
                    { value: 'now', label: t('clockSettings.beginsNow') },
                    { value: 'at', label: t('clockSettings.beginsAt') },
                  ]}
                />
                {version.from !== AT_SAVING && moment('from', version.from, t('clockSettings.begins'))}
              </Field>
              <Field at={`${wrong.at}.to`} label={t('clockSettings.ends')} hint={zoneSays}>
                {moment('to', version.to, t('clockSettings.ends'))}
              </Field>
            </div>
            <RuleForm rule={version} set={set} at={wrong.at} made={shown === null} />
          </>
        )}
      </Problems>
      {shown && (
        <History shown={shown} zone={zone} editable={editable} edit={act.edit} withdraw={act.withdraw} />
      )}
    </Drawer>
  )
}
