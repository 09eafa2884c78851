import { Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { inLanguage, trustWords } from '../../../../shared/said.ts'
import type { PaceRule } from '../../sms/domain/rules.ts'
import { Field } from './field.tsx'
import type { PartProps } from './part.ts'

const inUnits = (seconds: number): { unit: 'seconds' | 'minutes' | 'hours' | 'days'; n: number } => {
  if (seconds % 86_400 === 0) return { unit: 'days', n: seconds / 86_400 }
  if (seconds % 3600 === 0) return { unit: 'hours', n: seconds / 3600 }
  if (seconds % 60 === 0) return { unit: 'minutes', n: seconds / 60 }
  return { unit: 'seconds', n: seconds }
}

/** What providers allow, with where that is from; and what the shop makes of replies. */
export const Rules = ({ settings, set, editable }: PartProps) => {
  const { t, i18n } = useTranslation()
  const { hours, paces, stopWords, longestValue } = settings
  const source = (of: Pick<PaceRule, 'source' | 'date' | 'trust'>) =>
    t('sms.rules.source', {
      source: of.source,
      date: of.date,
      trust: inLanguage(trustWords[of.trust], i18n.language),
    })
  const own = { trust: 'own' } as const
  return (
    <>
      <section className="block">
        <h2 className="block-title">{t('sms.rules.hours')}</h2>
        <p className="block-says">{t('sms.rules.hoursSays')}</p>
        {(['from', 'to'] as const).map((end) => (
          <div className="shortcut" key={end}>
            <span className="shortcut-name">{t(`sms.rules.${end}`)}</span>
            <Input
              type="time"
              aria-label={t(`sms.rules.${end}`)}
              style={{ width: 140 }}
              disabled={!editable}
              value={hours[end]}
              onChange={(e) => e.target.value && set({ hours: { ...hours, ...own, [end]: e.target.value } })}
            />
          </div>
        ))}
        <p className="faint small">{source(hours)}</p>
      </section>
      <section className="block">
        <h2 className="block-title">{t('sms.rules.paces')}</h2>
        {paces.map((rule, i) => {
          const { unit, n } = inUnits(rule.seconds)
          const says = t('sms.rules.pace', {
            kinds: rule.kinds.map((kind) => t(`sms.template.kinds.${kind}`)).join(' / '),
            ...{ same: t(`sms.rules.same.${rule.same}`), most: rule.most },
            time: t(`sms.rules.time.${unit}`, { n }),
          })
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: they never change places
            <div className="shortcut" key={i}>
              <span className="shortcut-name">
                {t(`sms.providers.${rule.provider}`)} · {says}
                <div className="faint small">{source(rule)}</div>
              </span>
              <InputNumber
                aria-label={`${t('sms.rules.most')} · ${says}`}
                min={1}
                max={1000}
                precision={0}
                disabled={!editable}
                value={rule.most}
                onChange={(most) => set({ paces: paces.with(i, { ...rule, ...own, most: most ?? 1 }) })}
              />
            </div>
          )
        })}
      </section>
      <section className="block">
        <Field label={t('sms.rules.stop')} says={t('sms.rules.stopSays')}>
          <Select
            mode="tags"
            aria-label={t('sms.rules.stop')}
            tokenSeparators={[',', '，', ' ']}
            disabled={!editable}
            open={false}
            value={stopWords}
            onChange={(words: string[]) =>
              set({ stopWords: words.map((word) => word.trim().slice(0, 20)).filter(Boolean) })
            }
          />
        </Field>
        <div className="shortcut">
          <span className="shortcut-name">
            {t('sms.rules.longest')}
            <div className="faint small">{t('sms.rules.longestSays')}</div>
          </span>
          <InputNumber
            aria-label={t('sms.rules.longest')}
            min={4}
            max={100}
            precision={0}
            disabled={!editable}
            value={longestValue}
            onChange={(value) => set({ longestValue: value ?? 20 })}
          />
        </div>
      </section>
    </>
  )
}
