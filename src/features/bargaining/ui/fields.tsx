import { Input, InputNumber } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Said } from '../../../shared/said.ts'

/** Money, typed in yuan and kept in fen. */
export const Yuan = ({
  label,
  fen,
  set,
  editable,
  least = 0,
  children,
}: {
  label: string
  fen: number
  set(fen: number): void
  editable: boolean
  least?: number
  /** What stands behind the amount. */
  children?: ReactNode
}) => (
  <div className="shortcut">
    <span className="shortcut-name">{label}</span>
    <InputNumber
      aria-label={label}
      min={least / 100}
      max={1_000_000}
      precision={2}
      disabled={!editable}
      value={fen / 100}
      onChange={(value) => set(Math.max(least, Math.round((value ?? 0) * 100)))}
    />
    {children}
  </div>
)

/** A text in both languages. */
export const Both = ({
  label,
  says,
  set,
  editable,
  wrong,
  remove,
}: {
  label: string
  says: Said
  set(says: Said): void
  editable: boolean
  wrong?: string | null
  remove?: (() => void) | undefined
}) => {
  const { t } = useTranslation()
  return (
    <div className="field" style={{ marginBottom: 14 }}>
      <span className="field-name">
        {label}
        {remove && (
          <button type="button" className="link" style={{ marginLeft: 8 }} onClick={remove}>
            {t('bargaining.page.remove')}
          </button>
        )}
      </span>
      {(['zh', 'en'] as const).map((language) => (
        <Input.TextArea
          key={language}
          aria-label={`${label} · ${t(`bargaining.page.${language}`)}`}
          placeholder={t(`bargaining.page.${language}`)}
          autoSize={{ minRows: 1, maxRows: 5 }}
          maxLength={1000}
          disabled={!editable}
          {...(wrong && { status: 'error' as const })}
          value={says[language]}
          onChange={(e) => set({ ...says, [language]: e.target.value })}
        />
      ))}
      {wrong && (
        <span className="count-red small" role="alert">
          {wrong}
        </span>
      )}
    </div>
  )
}
