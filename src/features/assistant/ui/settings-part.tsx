import { Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { AssistantSettings as Settings } from '../domain/settings.ts'

/** What every part of the page is given. */
export interface PartProps {
  settings: Settings
  set(change: Partial<Settings>): void
  editable: boolean
}

interface WordsProps extends PartProps {
  name: 'greeting' | 'outOfHours' | 'busy' | 'chooseWords' | 'handOverWords'
  label: string
  hint?: string
}

/** Words that the assistant says, with variables. */
export const Words = ({ name, label, hint, settings, set, editable }: WordsProps) => (
  <div className="field" style={{ marginBottom: 14 }}>
    <span className="field-name">{label}</span>
    <Input.TextArea
      aria-label={label}
      autoSize={{ minRows: 2, maxRows: 6 }}
      maxLength={2000}
      disabled={!editable}
      value={settings[name]}
      onChange={(e) => set({ [name]: e.target.value })}
    />
    {hint && <span className="faint small">{hint}</span>}
  </div>
)

interface WordListProps {
  label: string
  words: string[]
  set(words: string[]): void
  editable: boolean
  placeholder?: string
}

/** Words one types one after the other. */
export const WordList = ({ label, words, set, editable, placeholder }: WordListProps) => {
  const { t } = useTranslation()
  return (
    <Select
      mode="tags"
      style={{ width: '100%' }}
      aria-label={label}
      placeholder={placeholder ?? t('assistant.keywordsHint')}
      open={false}
      suffixIcon={null}
      tokenSeparators={[',', '，', '、', ' ']}
      disabled={!editable}
      value={words}
      onChange={set}
    />
  )
}
