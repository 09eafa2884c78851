import { z } from 'zod'
import { SECOND } from '../../../../shared/time.ts'
import type { SmsFault } from '../domain/outcome.ts'
import { beijing, eachOf, type SmsProvider, textOf } from './provider.ts'
import { tc3Authorization } from './tc3.ts'

const Answer = z.object({
  Response: z.union([
    z.object({ Error: z.object({ Code: z.string() }) }),
    z.object({
      SendStatusSet: z
        .array(z.object({ Code: z.string(), SerialNo: z.string(), Fee: z.number().int().nonnegative() }))
        .min(1),
    }),
  ]),
})

const meanings: readonly (readonly [RegExp, SmsFault])[] = [
  [/InsufficientBalance/, 'balance'],
  [
    /SignatureIncorrect|^InvalidParameterValue\.SignName|MissingSignature|ProhibitSubAccountSign/,
    'signature',
  ],
  [/Template/, 'template'],
  [/^LimitExceeded|^RequestLimitExceeded|^ResourceInsufficient/, 'frequency'],
  [/Blacklist|ForbidAddMarketing|Unsubscribe/i, 'blocked'],
  [/PhoneNumber/, 'bad-number'],
  [/SensitiveWord|MarketingSendTime|ProhibitedUse|Content/, 'content'],
  [/^AuthFailure/, 'key'],
  [/^UnauthorizedOperation|^UnsupportedOperation|SdkAppId/, 'account'],
  [/^InvalidParameter|^MissingParameter|JsonParse/, 'parameters'],
]
const UNKNOWN = /^InternalError|^FailedOperation$/

const CONTENT_TYPE = 'application/json; charset=utf-8'

/** Tencent Cloud, sms 2021-01-11. */
export const tencent: SmsProvider = {
  code: 'tencent',
  host: 'sms.tencentcloudapi.com',
  request(account, message, now) {
    const origin = account.origin ?? `https://${tencent.host}`
    const timestamp = Math.floor(now / SECOND)
    const body = JSON.stringify({
      PhoneNumberSet: [`+86${message.phone}`],
      SmsSdkAppId: account.appId,
      TemplateId: message.template,
      SignName: message.sign,
      TemplateParamSet: message.values.map(({ value }) => value),
      SessionContext: message.once,
    })
    const authorization = tc3Authorization(
      {
        ...{ service: 'sms', host: new URL(origin).host, action: 'SendSms' },
        ...{ contentType: CONTENT_TYPE, body, timestamp },
      },
      account.keyId,
      account.secret,
    )
    const headers = {
      ...{
        authorization,
        'content-type': CONTENT_TYPE,
        'x-tc-action': 'SendSms',
        'x-tc-version': '2021-01-11',
      },
      ...{ 'x-tc-timestamp': String(timestamp), 'x-tc-region': account.region },
    }
    return { url: `${origin}/`, headers, body }
  },
  outcome({ status, body }) {
    const response = Answer.safeParse(body).data?.Response
    if (!response) return { is: 'uncertain', code: `HTTP ${status}` }
    const [sent] = 'Error' in response ? [] : response.SendStatusSet
    if (sent?.Code === 'Ok' && sent.SerialNo !== '')
      return { is: 'accepted', remoteId: sent.SerialNo, parts: sent.Fee || null }
    const code = 'Error' in response ? response.Error.Code : (sent?.Code ?? '')
    if (UNKNOWN.test(code) || code === 'Ok') return { is: 'uncertain', code }
    const meaning = meanings.find(([pattern]) => pattern.test(code))
    return { is: 'refused', fault: meaning?.[1] ?? 'refused', code }
  },
  reports: (body) =>
    eachOf(body, (entry) => {
      const remoteId = textOf(entry.sid)
      const status = textOf(entry.report_status)
      if (remoteId === '' || !['SUCCESS', 'FAIL'].includes(status)) return null
      return {
        ...{ remoteId, once: textOf(entry.ext) || null, delivered: status === 'SUCCESS' },
        ...{ code: textOf(entry.errmsg), at: beijing(entry.user_receive_time) },
      }
    }),
  replies: (body) =>
    eachOf(body, (entry) => {
      const phone = textOf(entry.mobile)
      const nation = textOf(entry.nationcode) || '86'
      if (phone === '' || nation !== '86' || typeof entry.text !== 'string') return null
      const at = typeof entry.time === 'number' && Number.isFinite(entry.time) ? entry.time * SECOND : null
      return { id: null, phone, text: entry.text, at }
    }),
  taken: { result: 0, errmsg: 'OK' },
}
