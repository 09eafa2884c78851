import { Button, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../../web/parts/icons.tsx'
import { freshKey, type Pair } from '../draft.ts'

interface PairsProps {
  label: string
  says: string
  pairs: readonly Pair[]
  set(pairs: Pair[]): void
  editable: boolean
  /** Examples in the empty fields. */
  name: string
  value: string
  add: string
}

/** Names and what they stand for, a line each. */
export const Pairs = ({ label, says, pairs, set, editable, name, value, add }: PairsProps) => {
  const { t } = useTranslation()
  const change = (key: number, part: Partial<Pair>) =>
    set(pairs.map((pair) => (pair.key === key ? { ...pair, ...part } : pair)))
  return (
    <fieldset className="field catalog-fieldset">
      <legend className="field-name">{label}</legend>
      <span className="faint small">{says}</span>
      {pairs.map((pair, i) => (
        <div key={pair.key} className="catalog-pair-line">
          <Input
            aria-label={`${label} ${i + 1}: ${t('catalog.pairName')}`}
            maxLength={40}
            disabled={!editable}
            placeholder={name}
            value={pair.name}
            onChange={(e) => change(pair.key, { name: e.target.value })}
          />
          <Input.TextArea
            autoSize={{ minRows: 1, maxRows: 5 }}
            aria-label={`${label} ${i + 1}: ${pair.name}`}
            maxLength={500}
            disabled={!editable}
            placeholder={value}
            value={pair.value}
            onChange={(e) => change(pair.key, { value: e.target.value })}
          />
          {editable && (
            <button
              type="button"
              className="icon-button"
              aria-label={`${t('app.remove')}: ${pair.name}`}
              onClick={() => set(pairs.filter(({ key }) => key !== pair.key))}
            >
              <Icon name="cross" size={14} />
            </button>
          )}
        </div>
      ))}
      {editable && (
        <div>
          <Button size="small" onClick={() => set([...pairs, { key: freshKey(), name: '', value: '' }])}>
            {add}
          </Button>
        </div>
      )}
    </fieldset>
  )
}
