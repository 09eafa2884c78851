import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { storePicture } from '../../platform/pictures/index.ts'
import { DAY } from '../../shared/time.ts'
import { audited, openAdministration } from '../shop/testing.ts'
import type { Phrase, PhraseBody, PhraseUse } from './domain/phrase.ts'
import { forgetting, phraseRoutes } from './index.ts'

type Desk = Awaited<ReturnType<typeof openAdministration>>
type As = Awaited<ReturnType<Desk['as']>>
let desk: Desk
let shopId: number
let [boss, ming, lan]: As[] = []

beforeAll(async () => {
  desk = await openAdministration(phraseRoutes)
  shopId = (await desk.shop('甲')).id
  await desk.person(shopId, 'boss', 'owner')
  await desk.person(shopId, 'ming', 'agent', ['pre-sales'])
  await desk.person(shopId, 'lan', 'agent', ['after-sales'])
  ;[boss, ming, lan] = [await desk.as('boss'), await desk.as('ming'), await desk.as('lan')]
})
afterAll(() => desk.close())
beforeEach(() => void desk.published.splice(0))

const path = (id?: number | string) => `/api/shops/${shopId}/phrases${id === undefined ? '' : `/${id}`}`
const wording: PhraseBody = {
  scope: 'shop',
  team: null,
  code: 'fh',
  situation: 'shipping',
  title: '',
  text: '亲，请看发货时间',
  variants: {},
  pictures: [],
}
const mine = { scope: 'mine' } as const
const team = (code: string) => ({ scope: 'team', team: code }) as const
const add = async (as: As | undefined, change: Partial<PhraseBody> = {}) =>
  (await as?.(path(), { body: { ...wording, ...change } }))?.body
const set = async (as: As | undefined, id: number, change: Partial<PhraseBody> = {}) =>
  (await as?.(path(id), { method: 'PUT', body: { ...wording, ...change } }))?.body
const remove = async (as: As | undefined, id: number) => (await as?.(path(id), { method: 'DELETE' }))?.body
const seen = async (as: As | undefined): Promise<Phrase[]> => (await as?.(path()))?.body.phrases
const codes = async (as: As | undefined) => (await seen(as)).map(({ code }) => code)
const newest = async (n: number) =>
  (await audited(desk.db, [shopId])).slice(-n).map(({ what, detail }) => [what, detail])

test('PHR-1 one’s own phrase is seen and changed by oneself alone, and leaves no trace for others', async () => {
  const before = (await audited(desk.db, [shopId])).length
  const made = await add(ming, { ...mine, code: 'mine' })
  expect(made).toMatchObject({ code: 'mine', scope: 'mine', team: null, uses: 0 })
  expect(made.pinyin).toEqual({ name: 'fa huo wu liu / ', text: 'qin qing kan fa huo shi jian' })
  expect(await codes(ming)).toContain('mine')
  for (const other of [lan, boss]) {
    expect(await codes(other)).not.toContain('mine')
    expect((await set(other, made.id, mine)).error.code).toBe('not-found')
    expect((await remove(other, made.id)).error.code).toBe('not-found')
  }
  expect(await set(ming, made.id, { ...mine, code: 'mine2' })).toMatchObject({ id: made.id, code: 'mine2' })
  expect(await remove(ming, made.id)).toEqual({})
  expect(await codes(ming)).not.toContain('mine2')
  expect(await audited(desk.db, [shopId])).toHaveLength(before)
  expect(desk.published).toEqual([])
})

test('PHR-2 the shop’s phrases are everybody’s to use and the editors’ to change', async () => {
  const made = await add(boss, { code: 'ours' })
  expect(made.scope).toBe('shop')
  expect(await codes(lan)).toContain('ours')
  const needs = { code: 'not-allowed', detail: { needs: 'settings.edit' } }
  expect((await add(ming)).error).toEqual(needs)
  expect((await set(ming, made.id)).error).toEqual(needs)
  expect((await set(ming, made.id, mine)).error).toEqual(needs)
  expect((await remove(ming, made.id)).error).toEqual(needs)
  await set(boss, made.id, { code: 'ours', text: '今天发' })
  await set(boss, made.id, { code: 'ours', text: '今天发' }) // nothing new
  expect(await remove(boss, made.id)).toEqual({})
  expect(await codes(lan)).not.toContain('ours')
  expect(await newest(3)).toEqual([
    ['phrase.added', { id: made.id, code: 'ours', situation: 'shipping' }],
    ['phrase.changed', { id: made.id, code: 'ours', text: { from: wording.text, to: '今天发' } }],
    ['phrase.removed', { id: made.id, code: 'ours', situation: 'shipping' }],
  ])
  expect(desk.published.map((e) => e.data)).toEqual(Array(3).fill({ shopId, area: 'phrases' }))
})

test('PHR-3 a team’s phrases are its people’s to use, and the editors’, who change them', async () => {
  const made = await add(boss, { ...team('pre-sales'), code: 'pre' })
  expect(made).toMatchObject({ scope: 'team', team: 'pre-sales' })
  expect(await codes(ming)).toContain('pre')
  expect(await codes(boss)).toContain('pre')
  expect(await codes(lan)).not.toContain('pre')
  expect((await set(ming, made.id)).error.code).toBe('not-allowed')
  expect((await set(lan, made.id)).error.code).toBe('not-found')
  expect((await add(ming, team('pre-sales'))).error.code).toBe('not-allowed')
  expect((await add(boss, team('night'))).error).toMatchObject({
    code: 'not-found',
    detail: { team: 'night' },
  })
  expect((await add(boss, { scope: 'team', code: 'x' })).error.detail.problems).toMatchObject([
    { field: 'team' },
  ])
  await set(boss, made.id, { ...team('after-sales'), code: 'pre' })
  expect(await codes(ming)).not.toContain('pre')
  expect(await codes(lan)).toContain('pre')
  await remove(boss, made.id)
})

test('PHR-4 what becomes somebody’s own, or was, is audited as gone or as new', async () => {
  const made = await add(boss, { ...mine, code: 'moves' })
  await set(boss, made.id, { code: 'moves' })
  expect(await codes(ming)).toContain('moves')
  await set(boss, made.id, { ...mine, code: 'moves' })
  expect(await codes(ming)).not.toContain('moves')
  expect((await newest(2)).map(([what]) => what)).toEqual(['phrase.added', 'phrase.removed'])
  const own = await add(ming, { ...mine, code: 'moves' })
  expect((await set(ming, own.id, { code: 'moves' })).error.code).toBe('not-allowed')
  await remove(boss, made.id)
  await remove(ming, own.id)
})

test('PHR-4 of one owner, a code names one phrase, whatever its case', async () => {
  const [one, two] = [await add(boss, { code: 'twin' }), await add(boss, { code: 'other' })]
  const taken = { problems: [{ field: 'code', problem: 'another phrase of the same owner has this code' }] }
  expect((await add(boss, { code: 'TWIN' })).error.detail).toMatchObject(taken)
  expect((await set(boss, two.id, { code: 'twin' })).error.detail).toMatchObject(taken)
  expect(await set(boss, one.id, { code: 'Twin' })).toMatchObject({ code: 'Twin' })
  for (const place of [mine, team('pre-sales')]) {
    const elsewhere = await add(boss, { ...place, code: 'twin' })
    expect(elsewhere.id).toBeGreaterThan(0)
    await remove(boss, elsewhere.id)
  }
  await remove(boss, one.id)
  await remove(boss, two.id)
})

test('PHR-14 pictures are the shop’s', async () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  const { picture } = await storePicture(desk.db, shopId, png)
  const other = await storePicture(desk.db, (await desk.shop('乙')).id, png)
  const made = await add(ming, { ...mine, code: 'pic', pictures: [picture] })
  expect((await seen(ming)).find(({ id }) => id === made.id)?.pictures).toEqual([picture])
  for (const wrong of [other.picture, 'https://a.cn/x.png', ''])
    expect((await add(ming, { ...mine, code: 'pic2', pictures: [wrong] })).error.detail.problems).toEqual([
      { field: 'pictures.0', problem: 'not a picture of this shop: upload it first' },
    ])
  await remove(ming, made.id)
})

test.each([
  ['no code', { code: ' ' }],
  ['a long code', { code: 'x'.repeat(21) }],
  ['no text', { text: '' }],
  ['an unknown variable', { text: '{byer}' }],
])('PHR-9 %s is refused', async (_, change) => {
  expect((await add(ming, { ...mine, ...change })).error.code).toBe('malformed')
})

describe('PHR-15 use', () => {
  const report = async (as: As | undefined, clientId: string, ids: number[]) =>
    (await as?.(path('uses'), { body: { clientId, ids } }))?.body
  const uses = async (as: As | undefined, id: number): Promise<PhraseUse | undefined> =>
    (await as?.(path('uses')))?.body.uses.find((use: PhraseUse) => use.id === id)
  const own = async (as: As | undefined, id: number) => (await seen(as)).find((p) => p.id === id)?.uses

  test('counts a message once, by person and by day of the shop, and forgets after 30 days', async () => {
    const made = await add(boss, { code: 'used' })
    expect(await uses(ming, made.id)).toEqual({ id: made.id, uses: 0, lastOn: null, unused: false })
    expect(await report(ming, 'm1', [made.id])).toEqual({})
    await report(ming, 'm1', [made.id])
    await Promise.all(['m2', 'm2', 'm3'].map((id) => report(ming, id, [made.id])))
    await report(lan, 'm4', [made.id, made.id])
    expect([await own(ming, made.id), await own(lan, made.id), await own(boss, made.id)]).toEqual([3, 1, 0])
    expect(await uses(boss, made.id)).toMatchObject({ uses: 4, lastOn: '2026-11-11' })

    const start = desk.time.now
    desk.time.now = start + 31 * DAY
    expect(await own(ming, made.id)).toBe(0)
    expect(await uses(boss, made.id)).toEqual({ id: made.id, uses: 0, lastOn: '2026-11-11', unused: false })
    desk.time.now = start + 91 * DAY
    expect(await uses(boss, made.id)).toMatchObject({ lastOn: '2026-11-11', unused: true })
    // The clean-up forgets which messages were counted; what is counted stays for a year.
    await forgetting(desk.deps).forget_phrase_uses.run()
    expect(await uses(boss, made.id)).toMatchObject({ lastOn: '2026-11-11' })
    desk.time.now = start + 500 * DAY
    await forgetting(desk.deps).forget_phrase_uses.run()
    expect(await uses(boss, made.id)).toMatchObject({ lastOn: null, unused: true })
    desk.time.now = start
    expect(await remove(boss, made.id)).toEqual({})
  })

  test('of phrases one may not use, or that are gone, nothing is counted and nobody is told', async () => {
    const hidden = await add(boss, { ...mine, code: 'hidden' })
    const teams = await add(boss, { ...team('pre-sales'), code: 'teams' })
    expect(await report(lan, 'n1', [hidden.id, teams.id, 999_999])).toEqual({})
    expect(await uses(lan, hidden.id)).toBeUndefined()
    expect(await uses(lan, teams.id)).toBeUndefined()
    expect([await uses(boss, hidden.id), await uses(boss, teams.id)]).toMatchObject([
      { uses: 0 },
      { uses: 0 },
    ])
    expect(desk.faults).toEqual([])
    await remove(boss, hidden.id)
    await remove(boss, teams.id)
  })
})
