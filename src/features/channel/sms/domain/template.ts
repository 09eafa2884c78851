import { z } from 'zod'
import { excerpt } from '../../../../shared/text.ts'

export const smsProviders = ['aliyun', 'tencent'] as const
export const SmsProviderCode = z.enum(smsProviders)
export type SmsProviderCode = z.infer<typeof SmsProviderCode>

/** What a message is, as providers and their rules tell them apart. */
export const smsKinds = ['promotion', 'notice', 'code'] as const
export const SmsKind = z.enum(smsKinds)
export type SmsKind = z.infer<typeof SmsKind>

/** What the desk can put into a template. */
export const smsValues = ['buyer', 'product', 'order', 'amount', 'left', 'shop'] as const

/** A template as the provider has approved it. */
export const SmsTemplate = z.object({
  /** The provider's: `SMS_12345678`, `1234567`. */
  code: z.string().trim().min(1).max(60),
  name: z.string().trim().min(1).max(40),
  /** The approved text with its variables, without the signature: `${buyer}` at Aliyun, `{1}` at Tencent. */
  text: z.string().trim().min(1).max(500),
  kind: SmsKind,
  /** Price of one part, thousandths of a yuan. */
  priceLi: z.number().int().min(0).max(100_000),
  /** Which of the desk's values a variable takes; one that is not named here takes the value of its own name. */
  fills: z.record(z.string().max(40), z.string().max(40)),
})
export type SmsTemplate = z.infer<typeof SmsTemplate>

const patterns: Record<SmsProviderCode, RegExp> = {
  aliyun: /\$\{([A-Za-z][A-Za-z0-9_]{0,39})\}/g,
  tencent: /\{(\d{1,2})\}/g,
}

/** The variables of an approved text, each once: in order of appearance, numbered ones by number. */
export const variablesOf = (provider: SmsProviderCode, text: string): string[] => {
  const found = [...new Set([...text.matchAll(patterns[provider])].map(([, name = '']) => name))]
  return provider === 'tencent' ? found.sort((a, b) => Number(a) - Number(b)) : found
}

/** The value a variable of a template takes. */
export const fillOf = (template: Pick<SmsTemplate, 'fills'>, variable: string): string =>
  template.fills[variable] ?? variable

export type Filled =
  | { ok: true; text: string; values: { name: string; value: string }[] }
  | { ok: false; missing: string[] }

/**
 * A template with its values, and what the buyer will read, signature first (SMS-12). Providers refuse long values: they
 * are cut. `missing`: values it needs and was not given.
 */
export const filledTemplate = (
  provider: SmsProviderCode,
  sign: string,
  template: Pick<SmsTemplate, 'text' | 'fills'>,
  params: Readonly<Record<string, string>>,
  longest: number,
): Filled => {
  const names = variablesOf(provider, template.text)
  const missing = names.map((name) => fillOf(template, name)).filter((value) => !params[value]?.trim())
  if (missing.length > 0) return { ok: false, missing: [...new Set(missing)] }
  const values = names.map((name) => ({
    name,
    value: excerpt(params[fillOf(template, name)] ?? '', longest),
  }))
  const byName = new Map(values.map(({ name, value }) => [name, value]))
  const said = template.text.replace(patterns[provider], (_, name: string) => byName.get(name) ?? '')
  return { ok: true, text: `【${sign}】${said}`, values }
}
