import { z } from 'zod'
import { PaceRule, PromotionHours, shippedHours, shippedPaces } from './rules.ts'
import { shippedStopWords } from './stop-words.ts'
import { fillOf, SmsProviderCode, SmsTemplate, smsValues, variablesOf } from './template.ts'

/** How a shop sends text messages. The key's secret is kept apart and never leaves the server. */
export const SmsSettings = z
  .object({
    enabled: z.boolean(),
    provider: SmsProviderCode,
    /** Another address than the provider's: a stand-in, a proxy of the shop. Empty: the provider's own. */
    baseUrl: z.string().trim().max(300),
    /** AccessKeyId at Aliyun, SecretId at Tencent. */
    keyId: z.string().trim().max(200),
    /** Tencent's: `ap-guangzhou`. */
    region: z.string().trim().max(40),
    /** Tencent's SmsSdkAppId. */
    appId: z.string().trim().max(40),
    /** The approved signature, without 【】. */
    sign: z
      .string()
      .trim()
      .max(40)
      .transform((sign) => sign.replace(/^【|】$/g, '').trim()),
    templates: z.array(SmsTemplate).max(60),
    /** Characters of a value in a template; a longer one is cut. */
    longestValue: z.number().int().min(4).max(100),
    hours: PromotionHours,
    paces: z.array(PaceRule).max(40),
    stopWords: z.array(z.string().trim().min(1).max(20)).max(100),
  })
  .meta({ id: 'SmsSettings' })
export type SmsSettings = z.infer<typeof SmsSettings>

export const noSms = (): SmsSettings => ({
  ...{
    enabled: false,
    provider: 'aliyun',
    baseUrl: '',
    keyId: '',
    region: 'ap-guangzhou',
    appId: '',
    sign: '',
  },
  ...{ templates: [], longestValue: 20, hours: shippedHours, paces: [...shippedPaces] },
  stopWords: [...shippedStopWords],
})

/** A secret as providers give them: visible characters only. Null forgets it; left out, it stays. */
export const SmsSecret = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]{1,300}$/)
  .nullable()
  .optional()

export const smsProblemCodes = [
  'sms-address',
  'sms-address-parts',
  'sms-secret',
  'sms-key',
  'sms-sign',
  'sms-app',
  'sms-template-twice',
  'sms-variable',
  'sms-stop-line',
] as const
export interface SmsProblem {
  /** `templates.2.text`. */
  field: string
  code: (typeof smsProblemCodes)[number]
  problem: string
}

const addressOf = (text: string): URL | null => {
  try {
    const url = new URL(text)
    return url.protocol === 'http:' || url.protocol === 'https:' ? url : null
  } catch {
    return null
  }
}

const originOf = ({ provider, baseUrl }: Pick<SmsSettings, 'provider' | 'baseUrl'>): string =>
  baseUrl === '' ? provider : (addressOf(baseUrl)?.origin ?? '')

/** How buyers get out of promotional messages has to stand in them: providers approve none without it. */
const STOP_LINE = /退订|拒收|unsubscribe/i

/** What keeps settings from being saved (SMS-10). `before`: those with which the secret was given. */
export const smsProblems = (
  settings: SmsSettings,
  secret: { kept: boolean; given: boolean },
  before: SmsSettings,
): SmsProblem[] => {
  const problems: SmsProblem[] = []
  const found = (field: string, code: SmsProblem['code'], problem: string) =>
    problems.push({ field, code, problem })
  const { enabled, baseUrl, provider } = settings
  const url = addressOf(baseUrl)
  if (baseUrl !== '' && !url) found('baseUrl', 'sms-address', 'must begin with http:// or https://')
  if (url && (url.pathname !== '/' || `${url.username}${url.password}${url.search}${url.hash}` !== ''))
    found('baseUrl', 'sms-address-parts', 'must be scheme, host and port alone')
  // Else whoever may edit settings could have messages signed for a place of their own.
  if (secret.kept && !secret.given && originOf(settings) !== originOf(before))
    found('secret', 'sms-secret', 'give the secret again: it belongs to the provider it was given for')
  if (enabled && (settings.keyId === '' || !(secret.kept || secret.given)))
    found('keyId', 'sms-key', 'give the key and its secret')
  if (enabled && (settings.sign.length < 2 || /[【】]/.test(settings.sign)))
    found('sign', 'sms-sign', 'give the approved signature, without brackets')
  if (enabled && provider === 'tencent' && settings.appId === '')
    found('appId', 'sms-app', 'give the application id (SmsSdkAppId)')
  const codes = new Set<string>()
  for (const [i, template] of settings.templates.entries()) {
    if (codes.has(template.code))
      found(`templates.${i}.code`, 'sms-template-twice', 'another template has this code')
    codes.add(template.code)
    for (const variable of variablesOf(provider, template.text))
      if (!(smsValues as readonly string[]).includes(fillOf(template, variable)))
        found(`templates.${i}.fills`, 'sms-variable', `say what the variable ${variable} stands for`)
    if (template.kind === 'promotion' && !STOP_LINE.test(template.text))
      found(
        `templates.${i}.text`,
        'sms-stop-line',
        'a promotion has to say how to get no more of them (拒收请回复R)',
      )
  }
  return problems
}
