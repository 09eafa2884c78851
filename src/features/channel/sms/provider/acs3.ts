import { createHash, createHmac } from 'node:crypto'

/** As RFC 3986 has it: `encodeURIComponent` leaves five characters alone that Aliyun does not. */
export const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)

export const canonicalQuery = (query: Readonly<Record<string, string>>): string =>
  Object.entries(query)
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort()
    .join('&')

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

export interface Acs3Request {
  method: 'GET' | 'POST'
  path: string
  query: Readonly<Record<string, string>>
  /** Names in small letters; `host`, `x-acs-*` and `content-type` are signed. */
  headers: Readonly<Record<string, string>>
  body: string
}

const signed = (name: string): boolean =>
  name === 'host' || name === 'content-type' || name.startsWith('x-acs-')

/** Aliyun's signature of a request, ACS3-HMAC-SHA256, and the hash it is of (SMS-1). */
export const acs3 = (request: Acs3Request, secret: string) => {
  const names = Object.keys(request.headers).filter(signed).sort()
  const signedHeaders = names.join(';')
  const canonical = [
    request.method,
    request.path,
    canonicalQuery(request.query),
    ...names.map((name) => `${name}:${(request.headers[name] ?? '').trim()}`),
    '',
    signedHeaders,
    sha256(request.body),
  ].join('\n')
  const hash = sha256(canonical)
  const signature = createHmac('sha256', secret).update(`ACS3-HMAC-SHA256\n${hash}`).digest('hex')
  return { hash, signature, signedHeaders }
}

export const acs3Authorization = (request: Acs3Request, keyId: string, secret: string): string => {
  const { signature, signedHeaders } = acs3(request, secret)
  return `ACS3-HMAC-SHA256 Credential=${keyId},SignedHeaders=${signedHeaders},Signature=${signature}`
}
