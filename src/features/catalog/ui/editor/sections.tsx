import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { cardSections } from '../../domain/product.ts'
import type { PartProps } from './part.ts'

/** What is said of a product in sentences; each section with what belongs there. */
export const Sections = ({ draft, set, editable }: PartProps) => {
  const { t } = useTranslation()
  return (
    <>
      <p className="faint small">{t('catalog.sectionsSay')}</p>
      {cardSections.map((section) => (
        <div key={section} className="field">
          <span className="field-name">{t(`catalog.part.${section}`)}</span>
          <span className="faint small">{t(`catalog.hint.${section}`)}</span>
          <Input.TextArea
            aria-label={t(`catalog.part.${section}`)}
            autoSize={{ minRows: 2, maxRows: 10 }}
            maxLength={1000}
            disabled={!editable}
            value={draft.sections[section] ?? ''}
            onChange={(e) => set({ sections: { ...draft.sections, [section]: e.target.value } })}
          />
          {section === 'usage' && draft.labelOnly && (
            <span className="catalog-warn small">{t('catalog.labelOnlyUsage')}</span>
          )}
        </div>
      ))}
    </>
  )
}
