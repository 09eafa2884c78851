import { Button, Input, Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { inLanguage } from '../../../shared/said.ts'
import { languageNow } from '../../../web/i18n.ts'
import { Icon } from '../../../web/parts/icons.tsx'
import { fenOf, shareIn, shareOf, typedFen } from './amounts.ts'
import { quantityOf } from './basket-edit.ts'
import type { FormProblem } from './check.ts'
import { type Field, labelOf, startOf, unitOf } from './fields.ts'
import { ProductSelect } from './product-select.tsx'
import { regions } from './regions.ts'
import { atWallSecond, wallSecond, written } from './seconds.ts'
import { Typed } from './typed.tsx'

type Params = Readonly<Record<string, unknown>>

export interface FormContext {
  shopId: number
  zone: string
  problems: readonly FormProblem[]
  disabled: boolean
}

/** What is wrong at a place, in words. */
export const Wrong = ({ at, problems }: { at: string; problems: readonly FormProblem[] }) => {
  const { t } = useTranslation()
  const language = languageNow()
  return problems
    .filter((one) => one.at === at)
    .map(({ is, said }) => (
      <span key={is ?? said?.en} className="price-wrong" role="alert">
        {said ? inLanguage(said, language) : t(`pricing.form.${is ?? 'invalid'}`, { says: '' })}
      </span>
    ))
}

const useLabel = () => {
  const { t, i18n } = useTranslation()
  return ({ key, label }: Field): string => {
    if (label) return inLanguage(labelOf(label), languageNow())
    const own = `pricing.fields.${key}`
    return i18n.exists(own) ? t(own as 'pricing.fields.item') : key
  }
}

const useOption = () => {
  const { t, i18n } = useTranslation()
  return (option: string): string => {
    const own = `pricing.options.${option}`
    return i18n.exists(own) ? t(own as 'pricing.options.fen') : option
  }
}

const asNumber = (value: unknown): number | null => (typeof value === 'number' ? value : null)
const asText = (value: unknown): string => (typeof value === 'string' ? value : '')
const asTexts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
const asRows = (value: unknown): Params[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'object' && one !== null) : []

interface OneProps {
  field: Field
  label: string
  value: unknown
  set(value: unknown): void
  at: string
  /** The parameters beside it and above it. */
  beside: Params
  form: FormContext
}

const One = ({ field, label, value, set, at, beside, form }: OneProps) => {
  const { t } = useTranslation()
  const option = useOption()
  const language = languageNow()
  const { disabled } = form
  const wrong = form.problems.some((one) => one.at === at)
  const common = { label, disabled, wrong }
  const typed = {
    ...common,
    ...{ value: asNumber(value), raw: asText(value), set },
    ...(field.nullable && { placeholder: t('app.optional') }),
  }
  const is = unitOf(field, beside)
  switch (is) {
    case 'fen':
      return <Typed {...typed} read={fenOf} write={typedFen} suffix={t('pricing.form.unit.fen')} />
    case 'percent': {
      const other = language === 'en' ? 'zh-CN' : 'en'
      const share = asNumber(value)
      // 折 is said of what is paid, not of a limit.
      const paid = field.key === 'payPercent'
      return (
        <Typed
          {...typed}
          read={(text) => {
            const read = shareOf(paid ? text : text.replace(/^([\d.]+)$/, '$1%'))
            return read === null ? null : Math.round(read * 10_000) / 100
          }}
          {...(!field.nullable && paid && { placeholder: language === 'en' ? '80%' : '8折' })}
          write={(percent: number) => shareIn(percent / 100, paid ? language : 'en')}
          suffix={
            paid && share !== null ? <span className="faint">{shareIn(share / 100, other)}</span> : null
          }
        />
      )
    }
    case 'piece':
    case 'times':
    case 'number':
      return (
        <Typed
          {...typed}
          read={quantityOf}
          write={String}
          suffix={is === 'number' ? null : t(`pricing.form.unit.${is}`)}
          width={120}
        />
      )
    case 'moment': {
      const moment = typeof value === 'string' ? Date.parse(value) : Number.NaN
      return (
        <Input
          type="datetime-local"
          step={1}
          aria-label={label}
          disabled={disabled}
          style={{ width: 220 }}
          value={Number.isNaN(moment) ? '' : wallSecond(moment, form.zone)}
          {...(wrong && { status: 'error' as const })}
          onChange={(e) => {
            const read = atWallSecond(e.target.value, form.zone)
            set(read === null ? null : written(read, form.zone))
          }}
        />
      )
    }
    case 'choice':
      return (
        <Select
          aria-label={label}
          disabled={disabled}
          style={{ minWidth: 160 }}
          value={asText(value)}
          onChange={set}
          options={field.options.map((one) => ({ value: one, label: option(one) }))}
        />
      )
    case 'flag':
      return <Switch aria-label={label} disabled={disabled} checked={value === true} onChange={set} />
    case 'regions':
      return (
        <Select
          mode="tags"
          aria-label={label}
          disabled={disabled}
          style={{ minWidth: 260 }}
          value={asTexts(value)}
          onChange={set}
          options={regions.map((one) => ({ value: one, label: one }))}
          {...(wrong && { status: 'error' as const })}
        />
      )
    case 'item':
      return (
        <ProductSelect
          {...common}
          shopId={form.shopId}
          value={typeof value === 'string' && value !== '' ? value : null}
          set={set}
        />
      )
    case 'rows':
      return <Rows field={field} label={label} value={value} set={set} at={at} beside={beside} form={form} />
    default:
      return (
        <Input
          aria-label={label}
          disabled={disabled}
          style={{ width: 200 }}
          maxLength={200}
          value={asText(value)}
          {...(wrong && { status: 'error' as const })}
          onChange={(e) => set(e.target.value)}
        />
      )
  }
}

const Rows = ({ field, label, value, set, at, beside, form }: OneProps) => {
  const { t } = useTranslation()
  const rows = asRows(value)
  // A row is known by its place alone.
  const placed = rows.map((row, i) => ({ row, i, place: `${at}.${i}` }))
  const change = (next: Params[]) => set(next.length === 0 && field.nullable ? null : next)
  return (
    <div className="price-rows">
      {placed.map(({ row, i, place }) => (
        <div key={place} className="price-row">
          <ParamFields
            fields={field.of}
            params={row}
            above={beside}
            at={place}
            form={form}
            set={(next) => change(rows.map((one, j) => (i === j ? next : one)))}
          />
          {!form.disabled && (
            <button
              type="button"
              className="icon-button"
              aria-label={`${label}: ${t('pricing.form.removeRow', { n: i + 1 })}`}
              onClick={() => change(rows.filter((_, j) => j !== i))}
            >
              <Icon name="cross" size={14} />
            </button>
          )}
          <Wrong at={place} problems={form.problems} />
        </div>
      ))}
      {!form.disabled && (
        <Button size="small" onClick={() => change([...rows, startOf(field.of)])}>
          {t('pricing.form.addRow')}
        </Button>
      )}
    </div>
  )
}

interface ParamFieldsProps {
  fields: readonly Field[]
  params: Params
  above?: Params
  at: string
  form: FormContext
  set(next: Record<string, unknown>): void
}

/** Fields of parameters as their schema tells them, each with what is wrong there. */
export const ParamFields = ({ fields, params, above = {}, at, form, set }: ParamFieldsProps) => {
  const label = useLabel()
  return (
    <div className="price-params">
      {fields.map((field) => {
        const name = label(field)
        const place = `${at}.${field.key}`
        return (
          <div
            key={field.key}
            className={field.is === 'rows' ? 'price-param price-param-wide' : 'price-param'}
          >
            <span className="field-name">{name}</span>
            <One
              field={field}
              label={name}
              value={params[field.key]}
              at={place}
              beside={{ ...above, ...params }}
              form={form}
              set={(value) => {
                const { [field.key]: _, ...rest } = params
                set(value === undefined ? rest : { ...rest, [field.key]: value })
              }}
            />
            <Wrong at={place} problems={form.problems} />
          </div>
        )
      })}
    </div>
  )
}
