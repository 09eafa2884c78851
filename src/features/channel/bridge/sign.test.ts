import { describe, expect, test } from 'vitest'
import { opening, sealing } from './frame.ts'
import { flawOf, isCallId, keyOf, requestLine, sign } from './sign.ts'

/** The published test vector of Standard Webhooks. */
const vector = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  now: 1614265330_000,
  body: '{"test": 2432232314}',
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
}
const key = keyOf(vector.secret)
const { id, now, body, signature } = vector
const timestamp = '1614265330'
const other = sign(keyOf('whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'), id, now, body).signature

test('[BRG-1] signs as Standard Webhooks does', () => {
  expect(sign(key, id, now, body)).toEqual({ id, timestamp, signature })
})

test.each([
  { says: 'the right signature', given: {}, flaw: null },
  { says: 'the same over bytes', given: { body: Buffer.from(body) }, flaw: null },
  { says: 'one of several', given: { signature: `v1,AAAA ${other} v2,x ${signature}` }, flaw: null },
  { says: '5 minutes old', given: { now: now + 300_000 }, flaw: null },
  { says: '5 minutes ahead', given: { now: now - 300_000 }, flaw: null },
  { says: 'older than 5 minutes', given: { now: now + 300_001 }, flaw: 'old-signature' },
  { says: 'more than 5 minutes ahead', given: { now: now - 301_000 }, flaw: 'old-signature' },
  { says: 'another body', given: { body: `${body} ` }, flaw: 'bad-signature' },
  { says: 'another id', given: { id: 'msg_other' }, flaw: 'bad-signature' },
  { says: 'another time', given: { timestamp: '1614265331' }, flaw: 'bad-signature' },
  { says: 'a time that is no number', given: { timestamp: '1614265330.0' }, flaw: 'bad-signature' },
  { says: 'another key', given: { signature: other }, flaw: 'bad-signature' },
  { says: 'nothing', given: { signature: '' }, flaw: 'bad-signature' },
  { says: 'a cut signature', given: { signature: signature.slice(0, -6) }, flaw: 'bad-signature' },
  { says: 'another version', given: { signature: signature.replace('v1', 'v0') }, flaw: 'bad-signature' },
  {
    says: 'the ninth in a list',
    given: { signature: `${'v1,AAAA '.repeat(8)}${signature}` },
    flaw: 'bad-signature',
  },
])('[BRG-2] $says', ({ given, flaw }) => {
  const call = { id, timestamp, signature, body: body as string | Buffer, now, ...given }
  expect(flawOf(key, call, call.body, call.now)).toBe(flaw)
})

test.each([
  [''],
  ['whsec_'],
  ['MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
  ['whsec_short'],
  ['whsec_MfKQ9r8G KYqrTwjUPD8ILPZIo2LaLaSw'],
])('[BRG-1] %j is no secret', (secret) => {
  expect(() => keyOf(secret)).toThrow(RangeError)
})

test.each([
  ['msg_1-A', true],
  ['', false],
  ['a.b', false],
  ['re_msg_1', false],
  ['a b', false],
  ['x'.repeat(129), false],
])('[BRG-3] a caller may use %j as id: %j', (text, may) => {
  expect(isCallId(text)).toBe(may)
})

test('[BRG-4] a call without a body is signed by its request line', () => {
  expect(requestLine('GET', '/bridge/v1/k/outbox?wait=5')).toBe('GET /bridge/v1/k/outbox?wait=5')
})

describe('[BRG-5] frames', () => {
  const frames = () => {
    const seal = sealing(key, 'c')
    return [seal({ n: 1 }, now), seal({ n: 2 }, now), seal({ n: 3 }, now)] as [string, string, string]
  }
  test('open in order', () => {
    const open = opening(key, 'c')
    for (const [i, frame] of frames().entries()) expect(open(frame, now)).toEqual({ json: `{"n":${i + 1}}` })
  })
  test.each<[string, (f: [string, string, string]) => string]>([
    ['repeated', ([first]) => first],
    ['left out', ([, , third]) => third],
    ['changed', ([, second]) => second.replace('2}', '3}')],
    ['without a signature', () => '{"n":2}'],
    ['of another connection', () => sealing(key, 'd')({ n: 2 }, now)],
    ['empty', () => ''],
  ])('one that was %s does not', (_, make) => {
    const open = opening(key, 'c')
    const all = frames()
    expect(open(all[0], now)).toHaveProperty('json')
    expect(open(make(all), now)).toEqual({ flaw: 'bad-signature' })
  })
})
