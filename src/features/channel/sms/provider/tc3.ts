import { createHmac } from 'node:crypto'
import { sha256 } from './acs3.ts'

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()

export interface Tc3Request {
  service: string
  host: string
  action: string
  contentType: string
  body: string
  /** Seconds since 1970. */
  timestamp: number
}

const SIGNED = 'content-type;host;x-tc-action'

/** Tencent's signature of a request, TC3-HMAC-SHA256, and the hash it is of (SMS-2). The date is that of UTC. */
export const tc3 = (request: Tc3Request, secret: string) => {
  const { service, host, action, contentType, body, timestamp } = request
  const canonical = [
    ...['POST', '/', '', `content-type:${contentType}`, `host:${host}`],
    ...[`x-tc-action:${action.toLowerCase()}`, '', SIGNED, sha256(body)],
  ].join('\n')
  const hash = sha256(canonical)
  const date = new Date(timestamp * 1000).toISOString().slice(0, 10)
  const scope = `${date}/${service}/tc3_request`
  const key = hmac(hmac(hmac(`TC3${secret}`, date), service), 'tc3_request')
  const signature = hmac(key, `TC3-HMAC-SHA256\n${timestamp}\n${scope}\n${hash}`).toString('hex')
  return { hash, scope, signature }
}

export const tc3Authorization = (request: Tc3Request, keyId: string, secret: string): string => {
  const { scope, signature } = tc3(request, secret)
  return `TC3-HMAC-SHA256 Credential=${keyId}/${scope}, SignedHeaders=${SIGNED}, Signature=${signature}`
}
