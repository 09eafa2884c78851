import { Button, Input, InputNumber, Segmented, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSave } from '../../../../web/parts/save.ts'
import { Empty } from '../../../../web/parts/states.tsx'
import { costOf, partsOf } from '../../sms/domain/parts.ts'
import {
  filledTemplate,
  fillOf,
  type SmsTemplate,
  smsKinds,
  smsValues,
  variablesOf,
} from '../../sms/domain/template.ts'
import { faultText, liText, SMS, smsApi } from './api.ts'
import { Field } from './field.tsx'
import type { PartProps } from './part.ts'

const fresh: SmsTemplate = { code: '', name: '', text: '', kind: 'promotion', priceLi: 55, fills: {} }

export const Templates = (props: PartProps & { saved: boolean }) => {
  const { settings, set, editable } = props
  const { t } = useTranslation()
  const { templates } = settings
  return (
    <>
      {templates.length === 0 && (
        <Empty icon="note" title={t('sms.template.none')} says={t('sms.template.noneSays')} />
      )}
      {templates.map((template, i) => (
        <Template
          // biome-ignore lint/suspicious/noArrayIndexKey: a code is typed here, and the place stays
          key={i}
          {...{ ...props, template, i }}
          change={(next) => set({ templates: templates.with(i, { ...template, ...next }) })}
          remove={() => set({ templates: templates.toSpliced(i, 1) })}
        />
      ))}
      {editable && templates.length < 60 && (
        <Button onClick={() => set({ templates: [...templates, fresh] })}>{t('sms.template.add')}</Button>
      )}
    </>
  )
}

interface TemplateProps extends PartProps {
  template: SmsTemplate
  i: number
  saved: boolean
  change(next: Partial<SmsTemplate>): void
  remove(): void
}

const Template = (props: TemplateProps) => {
  const { template, i, change, remove, settings, editable, wrong } = props
  const { t } = useTranslation()
  const { provider } = settings
  const at = (field: string) => wrong(`templates.${i}.${field}`)
  return (
    <section className="block">
      <h2 className="block-title">
        {template.name || t('sms.template.name')}
        {editable && (
          <button type="button" className="link" style={{ marginLeft: 12 }} onClick={remove}>
            {t('sms.template.remove')}
          </button>
        )}
      </h2>
      <div className="sms-pair">
        {(['name', 'code'] as const).map((name) => (
          <Field key={name} label={t(`sms.template.${name}`)} wrong={at(name)}>
            <Input
              aria-label={t(`sms.template.${name}`)}
              maxLength={name === 'name' ? 40 : 60}
              disabled={!editable}
              value={template[name]}
              onChange={(e) => change({ [name]: e.target.value })}
            />
          </Field>
        ))}
      </div>
      <Field label={t('sms.template.text')} says={t(`sms.template.textSays.${provider}`)} wrong={at('text')}>
        <Input.TextArea
          aria-label={t('sms.template.text')}
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={500}
          disabled={!editable}
          value={template.text}
          onChange={(e) => change({ text: e.target.value })}
        />
      </Field>
      <div className="sms-pair">
        <Field label={t('sms.template.kind')}>
          <Segmented
            aria-label={t('sms.template.kind')}
            disabled={!editable}
            value={template.kind}
            options={smsKinds.map((value) => ({ value, label: t(`sms.template.kinds.${value}`) }))}
            onChange={(kind) => change({ kind })}
          />
        </Field>
        <Field label={t('sms.template.price')} says={t('sms.template.priceSays')}>
          <InputNumber
            aria-label={t('sms.template.price')}
            min={0}
            max={100_000}
            precision={0}
            disabled={!editable}
            value={template.priceLi}
            onChange={(priceLi) => change({ priceLi: priceLi ?? 0 })}
          />
        </Field>
      </div>
      {variablesOf(provider, template.text).map((name) => {
        const value = fillOf(template, name)
        const label = t('sms.template.stands', { name })
        return (
          <div className="shortcut" key={name}>
            <span className="shortcut-name">{label}</span>
            <Select
              aria-label={label}
              style={{ width: 180 }}
              disabled={!editable}
              placeholder={t('sms.template.pick')}
              value={smsValues.find((one) => one === value) ?? null}
              options={smsValues.map((one) => ({ value: one, label: t(`sms.values.${one}`) }))}
              onChange={(one) => change({ fills: { ...template.fills, [name]: one ?? '' } })}
            />
          </div>
        )
      })}
      {at('fills') && (
        <p className="count-red small" role="alert">
          {at('fills')}
        </p>
      )}
      <Preview {...props} />
      {editable && <TestMessage {...props} />}
    </section>
  )
}

const useSample = (): Record<string, string> => {
  const { t } = useTranslation()
  return Object.fromEntries(smsValues.map((name) => [name, t(`sms.sample.${name}`)]))
}

const Preview = ({ template, settings }: TemplateProps) => {
  const { t } = useTranslation()
  const params = useSample()
  const { provider, sign, longestValue } = settings
  const filled = filledTemplate(provider, sign || '…', template, params, longestValue)
  if (!filled.ok || template.text === '') return null
  const { text } = filled
  const money = liText(costOf(text, template.priceLi))
  return (
    <div className="sms-preview">
      <span className="faint small">{t('sms.template.preview')}</span>
      <p className="selectable">{text}</p>
      <span className="faint small digits">
        {t('sms.template.parts', { length: text.length, parts: partsOf(text), money })}
      </span>
    </div>
  )
}

const TestMessage = ({ shopId, template, saved, settings }: TemplateProps) => {
  const { t } = useTranslation()
  const params = useSample()
  const [to, setTo] = useState('')
  const test = useSave(
    () => smsApi.testSms({ params: { shopId }, body: { to, template: template.code, params } }),
    [SMS, shopId, 'messages'],
    undefined,
    null,
  )
  const got = test.data
  return (
    <div className="field" style={{ marginTop: 14 }}>
      <span className="field-name">{t('sms.template.test')}</span>
      <span style={{ display: 'flex', gap: 8, maxWidth: 360 }}>
        <Input
          aria-label={t('sms.template.testTo')}
          placeholder={t('sms.template.testTo')}
          inputMode="tel"
          maxLength={40}
          value={to}
          onChange={(e) => setTo(e.target.value)}
        />
        <Button
          disabled={!saved || !settings.enabled || to.trim() === ''}
          loading={test.isPending}
          onClick={() => test.mutate(undefined)}
        >
          {t('sms.template.testSend')}
        </Button>
      </span>
      <span className="faint small">{t('sms.template.testSays')}</span>
      <span aria-live="polite" className={got && got.state !== 'sent' ? 'count-red small' : 'small'}>
        {got && t(`sms.result.${got.state}`, { money: liText(got.costLi), why: faultText(t, got.why) })}
      </span>
    </div>
  )
}
