import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../tests/support/database.ts'
import { Refusal, refusals } from '../../shared/refusal.ts'
import { type Db, openDb, sql } from '../db/db.ts'
import { bodyBytes } from '../http/body.ts'
import { createApp } from '../http/serve.ts'
import { readAddress } from './domain.ts'
import { encodePicture } from './encode.ts'
import { findPicture, pictureRoutes, storePicture } from './index.ts'
import { inTurn } from './turn.ts'

const plain = (width: number, height: number, background = '#c0392b') =>
  sharp({ create: { width, height, channels: 3, background } })

const chunk = (name: string, data: Buffer) => {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

/** A PNG that claims a size in its header and holds next to nothing. */
const claims = (width: number, height: number) => {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(4096))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const film = async (frames: number, width: number, height: number) =>
  sharp(
    await Promise.all(
      Array.from({ length: frames }, (_, i) =>
        plain(width, height, `rgb(${(i * 40) % 256},9,99)`)
          .png()
          .toBuffer(),
      ),
    ),
    { join: { animated: true } },
  )
    .gif({ delay: Array.from({ length: frames }, () => 100) })
    .toBuffer()

const why = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (e: unknown) => e,
  )
  return error instanceof Refusal ? error.code : error
}

describe('what is taken', () => {
  test.each([
    {
      says: 'a photo stays JPEG',
      make: () => plain(300, 200).jpeg().toBuffer(),
      type: 'image/jpeg',
      size: [300, 200],
    },
    {
      says: 'PNG becomes WebP',
      make: () => plain(300, 200).png().toBuffer(),
      type: 'image/webp',
      size: [300, 200],
    },
    {
      says: 'WebP stays',
      make: () => plain(300, 200).webp().toBuffer(),
      type: 'image/webp',
      size: [300, 200],
    },
    {
      says: 'a GIF becomes WebP',
      make: () => plain(300, 200).gif().toBuffer(),
      type: 'image/webp',
      size: [300, 200],
    },
    {
      says: 'a small one is not blown up',
      make: () => plain(3, 2).png().toBuffer(),
      type: 'image/webp',
      size: [3, 2],
    },
    {
      says: 'a wide one is made to fit',
      make: () => plain(4096, 1024).png().toBuffer(),
      type: 'image/webp',
      size: [2048, 512],
    },
    {
      says: 'a photo held upright is turned',
      make: () => plain(300, 200).jpeg().withMetadata({ orientation: 6 }).toBuffer(),
      type: 'image/jpeg',
      size: [200, 300],
    },
  ])('$says', async ({ make, type, size }) => {
    const encoded = await encodePicture(await make())
    expect([encoded.type, encoded.width, encoded.height]).toEqual([type, ...size])
    const again = await sharp(encoded.bytes).metadata()
    expect([again.width, again.height]).toEqual(size)
  })

  test('a film keeps its frames, and its height is that of one', async () => {
    const encoded = await encodePicture(await film(5, 50, 40))
    expect([encoded.width, encoded.height]).toEqual([50, 40])
    expect((await sharp(encoded.bytes, { animated: true }).metadata()).pages).toBe(5)
  })

  test('a film with too many pixels in all is kept as its first frame', async () => {
    const encoded = await encodePicture(await film(6, 3000, 2400)) // 43 megapixels together
    expect([encoded.width, encoded.height]).toEqual([2048, 1638])
    expect((await sharp(encoded.bytes, { animated: true }).metadata()).pages ?? 1).toBe(1)
  })

  test('where and with what it was taken is gone', async () => {
    const photo = await plain(40, 40)
      .jpeg()
      .withExif({ IFD0: { Make: 'Phonemaker' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '31/1 13/1 0/1' } })
      .toBuffer()
    expect((await sharp(photo).metadata()).exif).toBeDefined()
    expect(photo.includes('Phonemaker')).toBe(true)
    const { bytes } = await encodePicture(photo)
    const facts = await sharp(bytes).metadata()
    expect([facts.exif, facts.xmp, facts.iptc, facts.icc]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ])
    expect(bytes.includes('Phonemaker')).toBe(false)
  })

  test.each([
    { says: 'a photo', make: () => plain(40, 40).jpeg().toBuffer() },
    { says: 'a GIF', make: () => plain(40, 40).gif().toBuffer() },
    { says: 'a PNG', make: () => plain(40, 40).png().toBuffer() },
  ])('what hides behind $says does not survive', async ({ make }) => {
    const behind = Buffer.from('<html><script>alert(1)</script></html>PK\u0003\u0004')
    const { bytes } = await encodePicture(Buffer.concat([await make(), behind]))
    expect(bytes.includes('script')).toBe(false)
    expect(bytes.includes('PK')).toBe(false)
  })
})

describe('what is refused', () => {
  test.each([
    { says: 'nothing', bytes: Buffer.alloc(0), code: 'not-a-picture' },
    {
      says: 'SVG',
      bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script/></svg>'),
      code: 'not-a-picture',
    },
    { says: 'HTML', bytes: Buffer.from('<!doctype html><p>hello'), code: 'not-a-picture' },
    {
      says: 'a script that begins like a GIF',
      bytes: Buffer.from('GIF89a/*x*/=1;alert(1)'),
      code: 'not-a-picture',
    },
    { says: 'PDF', bytes: Buffer.from('%PDF-1.7\n'), code: 'not-a-picture' },
    { says: 'TIFF', bytes: Buffer.from('II*\u0000\u0008\u0000\u0000\u0000'), code: 'not-a-picture' },
    { says: 'a JPEG of three bytes', bytes: Buffer.from([0xff, 0xd8, 0xff]), code: 'not-a-picture' },
    { says: 'a bomb of 3,600 megapixels', bytes: claims(60_000, 60_000), code: 'too-large' },
    { says: 'just above 40 megapixels', bytes: claims(8000, 5001), code: 'too-large' },
    { says: 'a header without its pixels', bytes: claims(8000, 5000), code: 'not-a-picture' },
    {
      says: 'above 8 MiB',
      bytes: Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(8 * 1024 * 1024)]),
      code: 'too-large',
    },
  ])('$says', async ({ bytes, code }) => {
    expect(await why(encodePicture(bytes))).toBe(code)
  })

  test('a picture cut short', async () => {
    const whole = await plain(800, 800)
      .composite([{ input: await plain(99, 77, '#123456').png().toBuffer() }])
      .png()
      .toBuffer()
    expect(await why(encodePicture(whole.subarray(0, whole.length / 2)))).toBe('not-a-picture')
  })

  test('more than may wait', async () => {
    const taking = inTurn(2)
    const open = Promise.withResolvers<string>()
    const first = taking(() => open.promise)
    const second = taking(async () => 'second')
    expect(await why(taking(async () => 'third'))).toBe('too-many')
    open.resolve('first')
    expect(await Promise.all([first, second])).toEqual(['first', 'second'])
    expect(await taking(async () => 'later')).toBe('later')
  })

  test('one that fails does not hold up the next', async () => {
    const taking = inTurn(5)
    const failed = taking(() => Promise.reject(new Error('broken')))
    expect(await taking(async () => 'next')).toBe('next')
    await expect(failed).rejects.toThrow('broken')
  })

  test('a body longer than it said', async () => {
    const lying = new Request('http://desk/', {
      method: 'POST',
      body: new Uint8Array(300),
      headers: { 'Content-Length': '3' },
    })
    expect(await why(bodyBytes(lying, 200))).toBe('too-large')
  })
})

test.each([
  { text: '3/abcdefghijklmnopqrstuv', shopId: 3 },
  { text: '3/abcdefghijklmnopqrstu', shopId: undefined },
  { text: '03/abcdefghijklmnopqrstuv', shopId: undefined },
  { text: '9999999999/abcdefghijklmnopqrstuv', shopId: undefined },
  { text: '3/../abcdefghijklmnopqrstuv', shopId: undefined },
  { text: '3/abcdefghijklmnopqrstuv\n', shopId: undefined },
])('the address $text', ({ text, shopId }) => {
  expect(readAddress(text)?.shopId).toBe(shopId)
})

describe('kept and served', () => {
  let db: Db
  let drop: () => Promise<void>
  const shops: number[] = []
  const app = createApp()
  app.onError((error) => {
    if (!(error instanceof Refusal)) throw error
    return Response.json({ code: error.code }, { status: refusals[error.code] })
  })

  beforeAll(async () => {
    const fresh = await freshDatabase()
    const owner = openDb(fresh.connection)
    for (const name of ['one', 'two'])
      shops.push(
        await owner.tx({ shops: [1, 2] }, async (tx) => {
          const { rows } = await sql<{ id: number }>`
            insert into shop (platform, name, time_zone, locale) values ('site', ${name}, 'Asia/Shanghai', 'zh-CN')
            returning shop_id as id`.execute(tx)
          return rows[0]?.id ?? 0
        }),
      )
    db = owner
    drop = fresh.drop
    pictureRoutes(app, { db })
  })
  afterAll(async () => {
    await db.close()
    await drop()
  })

  test('it comes back as it was kept, with headers that keep it a picture', async () => {
    const shop = shops[0] ?? 0
    const { picture, width, height } = await storePicture(db, shop, await plain(30, 20).png().toBuffer())
    expect([width, height]).toEqual([30, 20])
    const answer = await app.request(`/files/${picture}`)
    expect(answer.status).toBe(200)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/webp',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'cross-origin',
    })
    expect((await sharp(await answer.arrayBuffer()).metadata()).width).toBe(30)
    const again = await app.request(`/files/${picture}`, {
      headers: { 'If-None-Match': answer.headers.get('etag') ?? '' },
    })
    expect(again.status).toBe(304)
  })

  test('it belongs to its shop', async () => {
    const [shop = 0, other = 0] = shops
    const { picture } = await storePicture(db, shop, await plain(30, 20).jpeg().toBuffer())
    const [, id] = picture.split('/')
    expect(await findPicture(db, shop, picture)).toEqual({ width: 30, height: 20 })
    expect(await findPicture(db, other, picture)).toBeNull()
    expect(await findPicture(db, other, `${other}/${id}`)).toBeNull()
    expect(await findPicture(db, shop, 'https://elsewhere.example/x.png')).toBeNull()
    expect((await app.request(`/files/${other}/${id}`)).status).toBe(404)
    expect((await app.request(`/files/${shop}/${'a'.repeat(22)}`)).status).toBe(404)
    expect((await app.request(`/files/${shop}/..%2fsecret`)).status).toBe(404)
  })
})
