import { z } from 'zod'
import type { SmsFault } from '../domain/outcome.ts'
import { acs3Authorization, canonicalQuery, sha256 } from './acs3.ts'
import { beijing, eachOf, type SmsProvider, textOf } from './provider.ts'

const Answer = z.object({ Code: z.string(), BizId: z.string().optional() })

/** Codes of SendSms by what they mean for a shop; the beginning of a code is enough. */
const meanings: readonly (readonly [RegExp, SmsFault])[] = [
  [/^isv\.(AMOUNT_NOT_ENOUGH|OUT_OF_SERVICE)/, 'balance'],
  [/^isv\.(SMS_SIGN|SIGN_|SMS_SIGNATURE)/, 'signature'],
  [/^isv\.(SMS_TEMPLATE|TEMPLATE_|TEMPLATE)/, 'template'],
  [/^isv\.(BUSINESS_LIMIT|DAY_LIMIT|MONTH_LIMIT)|^Throttling/, 'frequency'],
  [/^isv\.(MOBILE_NUMBER|MOBILE_COUNT)/, 'bad-number'],
  [/^isv\.(BLACK_KEY|SMS_CONTENT|CONTENT|PARAM_NOT_SUPPORT_URL|FILTER)/, 'content'],
  [/^isv\.DENY|^isv\.BLACK/, 'blocked'],
  [/^(InvalidAccessKeyId|SignatureDoesNotMatch|SignatureNonce|IncompleteSignature|InvalidTimeStamp)/, 'key'],
  [/^(isp\.RAM_PERMISSION|Forbidden|NoPermission|isv\.PRODUCT_UN|isv\.ACCOUNT|isv\.CUSTOMER)/, 'account'],
  [/^isv\.(INVALID|PARAM)|^Missing|^Invalid/, 'parameters'],
]

/** What says that their side failed: whether the message left, nobody knows. */
const UNKNOWN = /^(isp\.SYSTEM_ERROR|isp\.|ServiceUnavailable|InternalError)/

/** Aliyun, dysmsapi 2017-05-25. Parameters stand in the query, as its own SDKs have them; the body is empty. */
export const aliyun: SmsProvider = {
  code: 'aliyun',
  host: 'dysmsapi.aliyuncs.com',
  request(account, message, now, nonce) {
    const origin = account.origin ?? `https://${aliyun.host}`
    const query = {
      PhoneNumbers: message.phone,
      SignName: message.sign,
      TemplateCode: message.template,
      TemplateParam: JSON.stringify(
        Object.fromEntries(message.values.map(({ name, value }) => [name, value])),
      ),
      OutId: message.once,
    }
    const headers = {
      host: new URL(origin).host,
      'x-acs-action': 'SendSms',
      'x-acs-version': '2017-05-25',
      'x-acs-date': new Date(now).toISOString().replace(/\.\d{3}Z$/, 'Z'),
      'x-acs-signature-nonce': nonce,
      'x-acs-content-sha256': sha256(''),
    }
    const request = { method: 'POST', path: '/', query, headers, body: '' } as const
    const authorization = acs3Authorization(request, account.keyId, account.secret)
    const { host: _, ...sent } = headers
    return { url: `${origin}/?${canonicalQuery(query)}`, headers: { ...sent, authorization }, body: '' }
  },
  outcome({ status, body }) {
    const answer = Answer.safeParse(body).data
    if (!answer) return { is: 'uncertain', code: `HTTP ${status}` }
    const { Code: code, BizId: remoteId } = answer
    if (code === 'OK') return remoteId ? { is: 'accepted', remoteId, parts: null } : { is: 'uncertain', code }
    const meaning = meanings.find(([pattern]) => pattern.test(code))
    if (meaning) return { is: 'refused', fault: meaning[1], code }
    return UNKNOWN.test(code) || status >= 500
      ? { is: 'uncertain', code }
      : { is: 'refused', fault: 'refused', code }
  },
  reports: (body) =>
    eachOf(body, (entry) => {
      const remoteId = textOf(entry.biz_id)
      const success = String(entry.success)
      if (remoteId === '' || !['true', 'false'].includes(success)) return null
      return {
        ...{ remoteId, once: textOf(entry.out_id) || null, delivered: success === 'true' },
        ...{ code: textOf(entry.err_code), at: beijing(entry.report_time) },
      }
    }),
  replies: (body) =>
    eachOf(body, (entry) => {
      const phone = textOf(entry.phone_number)
      if (phone === '' || typeof entry.content !== 'string') return null
      return {
        id: textOf(entry.sequence_id) || null,
        phone,
        text: entry.content,
        at: beijing(entry.send_time),
      }
    }),
  taken: { code: 0, msg: '接收成功' },
}
