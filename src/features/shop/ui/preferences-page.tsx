import { Button, Radio, Segmented, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCell } from '../../../web/cell.ts'
import { type Command, commands, conflict, keysOf } from '../../../web/commands.ts'
import { languageNow } from '../../../web/i18n.ts'
import { isMac, pressed } from '../../../web/keys.ts'
import { Keycaps, shortcutText } from '../../../web/parts/keys.tsx'
import { sayError } from '../../../web/parts/toast.tsx'
import type { Preferences } from '../contract.ts'
import { choose, preferences } from './preferences.ts'

const keep = (change: Preferences) => void choose(change).catch(sayError)

const Shortcut = ({ command: c }: { command: Command }) => {
  const { t } = useTranslation()
  const { shortcuts } = useCell(preferences)
  const [listening, setListening] = useState(false)
  const [refused, setRefused] = useState<{ combo: string; text: string; taker: Command | null } | null>(null)
  const language = languageNow()
  const keys = keysOf(c, shortcuts)
  const changed = shortcuts[c.name] !== undefined

  const give = (combo: string, from: Command | null) => {
    const others = from
      ? {
          [from.name]: keysOf(from, shortcuts)
            .filter((k) => k !== combo)
            .join(' '),
        }
      : {}
    keep({ shortcuts: { ...shortcuts, ...others, [c.name]: combo } })
    setRefused(null)
    setListening(false)
  }
  const onKeyDown = (e: React.KeyboardEvent) => {
    if (!listening) return
    if (e.key === 'Tab') {
      setListening(false)
      return
    }
    e.preventDefault()
    e.stopPropagation()
    if (e.key === 'Escape') {
      setListening(false)
      setRefused(null)
      return
    }
    if (e.key === 'Backspace') {
      give('', null)
      return
    }
    const combo = pressed(e.nativeEvent, isMac())
    if (combo === null) return
    const problem = conflict(combo, c.name, shortcuts)
    if (!problem) give(combo, null)
    else {
      const shown = shortcutText(combo)
      const taken = problem.why === 'taken' ? problem.by : null
      const text = taken
        ? t('preferences.taken', { keys: shown, name: taken.label[language] })
        : t('preferences.reserved', { keys: shown })
      setRefused({ combo, text, taker: taken })
    }
  }
  const reset = () => {
    const { [c.name]: _, ...rest } = shortcuts
    keep({ shortcuts: rest })
  }
  return (
    <div className="shortcut">
      <span className="shortcut-name">{c.label[language]}</span>
      {refused && (
        <span className="form-error" role="alert">
          {refused.text}{' '}
          {refused.taker && (
            <button type="button" className="link" onClick={() => give(refused.combo, refused.taker)}>
              {t('preferences.replace')}
            </button>
          )}
        </span>
      )}
      {changed && (
        <Button size="small" type="link" onClick={reset}>
          {t('preferences.reset')}
        </Button>
      )}
      <button
        type="button"
        className="shortcut-keys"
        aria-label={`${c.label[language]}: ${keys.map(shortcutText).join(', ') || t('preferences.none')}`}
        onClick={() => setListening(true)}
        onBlur={() => setListening(false)}
        onKeyDown={onKeyDown}
      >
        {listening ? (
          <span className="faint">{t('preferences.press')}</span>
        ) : keys.length > 0 ? (
          keys.map((combo) => <Keycaps key={combo} combo={combo} />)
        ) : (
          <span className="faint">{t('preferences.none')}</span>
        )}
      </button>
    </div>
  )
}

const PreferencesPage = () => {
  const { t } = useTranslation()
  const { language, theme, sendWith } = useCell(preferences)
  return (
    <>
      <section className="block">
        <h2 className="block-title">{t('settings.preferences')}</h2>
        <div className="shortcut">
          <span className="shortcut-name">{t('preferences.language')}</span>
          <Select
            aria-label={t('preferences.language')}
            value={language}
            style={{ width: 160 }}
            onChange={(next) => keep({ language: next })}
            options={[
              { value: 'zh-CN', label: '简体中文' },
              { value: 'en', label: 'English' },
            ]}
          />
        </div>
        <div className="shortcut">
          <span className="shortcut-name">{t('preferences.theme')}</span>
          <Segmented
            value={theme}
            onChange={(next) => keep({ theme: next })}
            options={(['light', 'dark', 'system'] as const).map((value) => ({
              value,
              label: t(`rail.${value}`),
            }))}
          />
        </div>
        <div className="shortcut">
          <span className="shortcut-name">{t('preferences.sendWith')}</span>
          <Radio.Group
            value={sendWith}
            onChange={(e) => keep({ sendWith: e.target.value as 'enter' | 'mod-enter' })}
            options={[
              { value: 'enter', label: t('preferences.enter') },
              { value: 'mod-enter', label: t('preferences.modEnter', { mod: isMac() ? '⌘' : 'Ctrl' }) },
            ]}
          />
        </div>
      </section>
      <section className="block">
        <div className="sheet-head">
          <div style={{ flex: 1 }}>
            <h2 className="block-title">{t('preferences.shortcuts')}</h2>
            <p className="block-says">{t('preferences.shortcutsHint')}</p>
          </div>
          <Button onClick={() => keep({ shortcuts: {} })}>{t('preferences.resetAll')}</Button>
        </div>
        {commands.map((command) => (
          <Shortcut key={command.name} command={command} />
        ))}
      </section>
    </>
  )
}
export default PreferencesPage
