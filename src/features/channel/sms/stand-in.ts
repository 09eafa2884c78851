import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { SmsProviderCode } from './domain/template.ts'
import { acs3, sha256 } from './provider/acs3.ts'
import { tc3 } from './provider/tc3.ts'

/** What the stand-in has taken for sending. */
export interface StoodIn {
  provider: SmsProviderCode
  id: string
  phone: string
  sign: string
  template: string
  /** Named at Aliyun, by their numbers at Tencent. */
  values: Record<string, string>
  once: string
}

export interface StandInOptions {
  keyId: string
  secret: string
  /** 0: any free one. */
  port: number
  /** Where delivery reports and replies go: the desk's `/sms/<key>`; null: nowhere. */
  desk: string | null
  /** Whether each message taken is reported as delivered by itself. */
  reports: boolean
  now?(): number
  took?(message: StoodIn): void
}

export interface StandIn {
  url: string
  messages: readonly StoodIn[]
  /** What it answers to messages to a number from now on, instead of taking them: a provider's code. */
  refuses(phone: string, code: string): void
  /** From now on it takes messages and answers nothing. */
  hangs(on: boolean): void
  report(id: string, delivered: boolean, code?: string): Promise<number>
  reply(provider: SmsProviderCode, phone: string, text: string): Promise<number>
  close(): Promise<void>
}

const LARGEST = 64 * 1024
/** How far the clocks may be apart, ms: both providers have some minutes. */
const SKEW = 15 * 60 * 1000

const bodyOf = async (req: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of req) {
    length += (part as Buffer).length
    if (length > LARGEST) throw new Error('the body is too large')
    parts.push(part as Buffer)
  }
  return Buffer.concat(parts).toString('utf8')
}

const headersOf = (req: IncomingMessage): Record<string, string> =>
  Object.fromEntries(Object.entries(req.headers).map(([name, value]) => [name, String(value)]))

const beijingTime = (at: number): string =>
  new Date(at + 8 * 3600_000).toISOString().slice(0, 19).replace('T', ' ')

/**
 * Both providers' SendSms on this machine alone, for development and tests: it checks the signature of every call as they do,
 * keeps what it took, sends delivery reports and hands replies on. `POST /report {id, delivered}` and `POST /reply {phone, text}`
 * make it do so from outside.
 */
export const openStandIn = async (options: StandInOptions): Promise<StandIn> => {
  const { keyId, secret, desk, now = Date.now } = options
  const messages: StoodIn[] = []
  const refused = new Map<string, string>()
  const nonces = new Set<string>()
  let hanging = false
  let serial = 0

  /** Checks Aliyun's signature; gives the code of what is wrong. */
  const aliyunWrong = (req: IncomingMessage, url: URL, body: string): string | null => {
    const headers = headersOf(req)
    const [, id, names = '', given] =
      /^ACS3-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([^,]+),Signature=([0-9a-f]{64})$/.exec(
        headers.authorization ?? '',
      ) ?? []
    if (id !== keyId) return 'InvalidAccessKeyId.NotFound'
    if (Math.abs(now() - Date.parse(headers['x-acs-date'] ?? '')) > SKEW) return 'InvalidTimeStamp.Expired'
    const nonce = headers['x-acs-signature-nonce'] ?? ''
    if (nonce === '' || nonces.has(nonce)) return 'SignatureNonceUsed'
    const signed = Object.fromEntries(names.split(';').map((name) => [name, headers[name] ?? '']))
    const needed = ['host', 'x-acs-action', 'x-acs-date', 'x-acs-signature-nonce', 'x-acs-version']
    const request = {
      method: 'POST',
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
    } as const
    const { signature } = acs3({ ...request, headers: signed, body }, secret)
    if (needed.some((name) => !(name in signed)) || signature !== given) return 'SignatureDoesNotMatch'
    if (headers['x-acs-content-sha256'] !== sha256(body)) return 'SignatureDoesNotMatch'
    nonces.add(nonce)
    return null
  }

  const tencentWrong = (req: IncomingMessage, body: string): string | null => {
    const headers = headersOf(req)
    const [, id, , given] =
      /^TC3-HMAC-SHA256 Credential=([^/]+)\/([^,]+), SignedHeaders=[^,]+, Signature=([0-9a-f]{64})$/.exec(
        headers.authorization ?? '',
      ) ?? []
    if (id !== keyId) return 'AuthFailure.SecretIdNotFound'
    const timestamp = Number(headers['x-tc-timestamp'])
    if (!(Math.abs(now() - timestamp * 1000) <= SKEW)) return 'AuthFailure.SignatureExpire'
    const action = headers['x-tc-action'] ?? ''
    const about = { service: 'sms', host: headers.host ?? '', action, body, timestamp }
    const { signature } = tc3({ ...about, contentType: headers['content-type'] ?? '' }, secret)
    return signature === given ? null : 'AuthFailure.SignatureFailure'
  }

  const post = async (what: 'report' | 'reply', body: unknown): Promise<number> => {
    if (desk === null) throw new Error('the stand-in was not told where the desk is')
    const response = await fetch(`${desk}/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return response.status
  }

  const report = (
    id: string,
    delivered: boolean,
    code = delivered ? 'DELIVERED' : 'UNDELIV',
  ): Promise<number> => {
    const message = messages.find((one) => one.id === id)
    if (!message) throw new Error(`no message ${id} was taken`)
    const at = beijingTime(now())
    return message.provider === 'aliyun'
      ? post('report', [
          {
            ...{
              phone_number: message.phone,
              send_time: at,
              report_time: at,
              success: delivered,
              err_code: code,
            },
            ...{ err_msg: code, sms_size: '1', biz_id: id, out_id: message.once },
          },
        ])
      : post('report', [
          {
            ...{
              user_receive_time: at,
              nationcode: '86',
              mobile: message.phone,
              errmsg: code,
              description: code,
            },
            ...{ report_status: delivered ? 'SUCCESS' : 'FAIL', sid: id },
          },
        ])
  }

  const reply = (provider: SmsProviderCode, phone: string, text: string): Promise<number> =>
    provider === 'aliyun'
      ? post('reply', [
          {
            ...{ phone_number: phone, send_time: beijingTime(now()), content: text, sign_name: '' },
            ...{ dest_code: '1', sequence_id: `up-${++serial}` },
          },
        ])
      : post('reply', {
          ...{ extend: '', mobile: phone, nationcode: '86', sign: '', text, time: Math.floor(now() / 1000) },
        })

  const take = (message: Omit<StoodIn, 'id'>): StoodIn => {
    const taken = { ...message, id: `${message.provider}-${++serial}` }
    messages.push(taken)
    options.took?.(taken)
    // After the answer, as providers do; but nothing waits for it.
    if (options.reports && desk !== null)
      setTimeout(() => void report(taken.id, true).catch(() => undefined), 300).unref()
    return taken
  }

  const answerAliyun = (req: IncomingMessage, url: URL, body: string): [number, unknown] => {
    const wrong = aliyunWrong(req, url, body)
    if (wrong !== null)
      return [wrong.startsWith('Sig') ? 400 : 404, { Code: wrong, Message: wrong, RequestId: `r${serial}` }]
    if (req.headers['x-acs-action'] !== 'SendSms') return [404, { Code: 'InvalidAction.NotFound' }]
    const asked = (name: string) => url.searchParams.get(name) ?? ''
    const phone = asked('PhoneNumbers')
    const code = refused.get(phone) ?? (/^1\d{10}$/.test(phone) ? null : 'isv.MOBILE_NUMBER_ILLEGAL')
    if (code !== null) return [200, { Code: code, Message: code, RequestId: `r${serial}` }]
    const values = JSON.parse(asked('TemplateParam') || '{}') as Record<string, string>
    const about = { sign: asked('SignName'), template: asked('TemplateCode'), once: asked('OutId') }
    const { id } = take({ provider: 'aliyun', phone, values, ...about })
    return [200, { Code: 'OK', Message: 'OK', BizId: id, RequestId: `r${serial}` }]
  }

  const answerTencent = (req: IncomingMessage, body: string): [number, unknown] => {
    const error = (Code: string): [number, unknown] => [
      200,
      { Response: { Error: { Code, Message: Code }, RequestId: `r${serial}` } },
    ]
    const wrong = tencentWrong(req, body)
    if (wrong !== null) return error(wrong)
    const asked = JSON.parse(body) as Record<string, string> & {
      PhoneNumberSet: string[]
      TemplateParamSet: string[]
    }
    const phone = (asked.PhoneNumberSet[0] ?? '').replace(/^\+86/, '')
    const code = refused.get(phone) ?? null
    const status = (Code: string, SerialNo: string, Fee: number) => ({
      ...{
        SerialNo,
        PhoneNumber: `+86${phone}`,
        Fee,
        SessionContext: asked.SessionContext,
        Code,
        Message: Code,
        IsoCode: 'CN',
      },
    })
    if (code !== null)
      return [200, { Response: { SendStatusSet: [status(code, '', 0)], RequestId: `r${serial}` } }]
    const values = Object.fromEntries(asked.TemplateParamSet.map((value, i) => [String(i + 1), value]))
    const about = {
      sign: asked.SignName ?? '',
      template: asked.TemplateId ?? '',
      once: asked.SessionContext ?? '',
    }
    const { id } = take({ provider: 'tencent', phone, values, ...about })
    return [200, { Response: { SendStatusSet: [status('Ok', id, 1)], RequestId: `r${serial}` } }]
  }

  const told = async (req: IncomingMessage, url: URL, body: string): Promise<[number, unknown]> => {
    if (req.method === 'GET' && url.pathname === '/messages') return [200, { messages }]
    if (req.method === 'POST' && url.pathname === '/report') {
      const {
        id,
        delivered = true,
        code,
      } = JSON.parse(body) as { id: string; delivered?: boolean; code?: string }
      return [200, { desk: await report(id, delivered, code) }]
    }
    if (req.method === 'POST' && url.pathname === '/reply') {
      const {
        provider = 'aliyun',
        phone,
        text,
      } = JSON.parse(body) as {
        provider?: SmsProviderCode
        phone: string
        text: string
      }
      return [200, { desk: await reply(provider, phone, text) }]
    }
    if (req.headers['x-acs-action']) return answerAliyun(req, url, body)
    if (req.headers['x-tc-action']) return answerTencent(req, body)
    return [404, { error: 'SendSms of Aliyun and Tencent, GET /messages, POST /report, POST /reply' }]
  }

  const answer = async (req: IncomingMessage, res: ServerResponse) => {
    let [status, said]: [number, unknown] = [500, {}]
    try {
      const url = new URL(req.url ?? '/', `http://${req.headers.host}`)
      ;[status, said] = await told(req, url, await bodyOf(req))
    } catch (error) {
      ;[status, said] = [400, { error: (error as Error).message }]
    }
    if (hanging && (req.headers['x-acs-action'] || req.headers['x-tc-action'])) return
    res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(said))
  }

  const server: Server = createServer((req, res) => void answer(req, res))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    messages,
    refuses: (phone, code) => void refused.set(phone, code),
    hangs: (on) => {
      hanging = on
    },
    report,
    reply,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
