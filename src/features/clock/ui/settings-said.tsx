import { Button, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../web/parts/icons.tsx'
import { Field, NumberField, Wrong } from './settings-field.tsx'
import type { PartProps } from './settings-steps.tsx'

/** What the assistant says while a question waits. */
export const Holding = ({ settings: { holding }, set, editable }: PartProps) => {
  const { t } = useTranslation()
  return (
    <section className="block">
      <h2 className="block-title">{t('clockSettings.holding')}</h2>
      <p className="block-says">{t('clockSettings.holdingSays')}</p>
      {holding.map((text, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a text is its place in the order
        <div key={i}>
          <div className="clock-line-edit">
            <Input.TextArea
              aria-label={t('clockSettings.holdingAt', { count: i + 1 })}
              autoSize={{ minRows: 1, maxRows: 4 }}
              disabled={!editable}
              value={text}
              onChange={(e) => set({ holding: holding.map((one, j) => (i === j ? e.target.value : one)) })}
            />
            {editable && (
              <button
                type="button"
                className="icon-button"
                aria-label={t('app.remove')}
                onClick={() => set({ holding: holding.filter((_, j) => j !== i) })}
              >
                <Icon name="cross" size={16} />
              </button>
            )}
          </div>
          <Wrong at={`holding.${i}`} />
        </div>
      ))}
      <Wrong at="holding" />
      {editable && (
        <Button size="small" onClick={() => set({ holding: [...holding, ''] })}>
          {t('clockSettings.addHolding')}
        </Button>
      )}
    </section>
  )
}

/** How finished talk ends, and what the day is expected to earn. */
export const Closing = ({ settings, set, editable }: PartProps) => {
  const { t } = useTranslation()
  const { closing, margin } = settings
  const change = (how: Partial<typeof closing>) => set({ closing: { ...closing, ...how } })
  return (
    <section className="block">
      <h2 className="block-title">{t('clockSettings.closing')}</h2>
      <p className="block-says">{t('clockSettings.closingSays')}</p>
      <Field at="closing.thanks" label={t('clockSettings.thanks')} hint={t('clockSettings.thanksSays')} deep>
        <Select
          mode="tags"
          open={false}
          suffixIcon={null}
          aria-label={t('clockSettings.thanks')}
          placeholder={t('clockSettings.thanksHint')}
          tokenSeparators={[',', '，', '、']}
          disabled={!editable}
          value={closing.thanks}
          onChange={(thanks) => change({ thanks })}
        />
      </Field>
      <Field at="closing.words" label={t('clockSettings.words')} hint={t('clockSettings.wordsSays')}>
        <Input.TextArea
          aria-label={t('clockSettings.words')}
          autoSize={{ minRows: 1, maxRows: 4 }}
          disabled={!editable}
          value={closing.words}
          onChange={(e) => change({ words: e.target.value })}
        />
      </Field>
      <div className="clock-pair">
        <NumberField
          at="closing.idle"
          label={t('clockSettings.idle')}
          disabled={!editable}
          value={closing.idle}
          set={(idle) => change({ idle: idle ?? 0 })}
        />
        <NumberField
          at="margin"
          label={t('clockSettings.margin')}
          hint={t('clockSettings.marginSays')}
          disabled={!editable}
          value={margin}
          unit={100}
          precision={2}
          set={(fen) => set({ margin: fen })}
        />
      </div>
    </section>
  )
}
