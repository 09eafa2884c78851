import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { audited, openAdministration } from '../shop/testing.ts'
import type { Phrase } from './contract.ts'
import { phraseRoutes } from './index.ts'
import { initials } from './initials.ts'

type Desk = Awaited<ReturnType<typeof openAdministration>>
type As = Awaited<ReturnType<Desk['as']>>
let desk: Desk
let shopId: number
let [boss, ming, lan]: As[] = []

beforeAll(async () => {
  desk = await openAdministration(phraseRoutes)
  shopId = (await desk.shop('甲')).id
  await desk.person(shopId, 'boss', 'owner')
  await desk.person(shopId, 'ming', 'agent')
  await desk.person(shopId, 'lan', 'agent')
  ;[boss, ming, lan] = [await desk.as('boss'), await desk.as('ming'), await desk.as('lan')]
})
afterAll(() => desk.close())
beforeEach(() => void desk.published.splice(0))

const path = (id?: number) => `/api/shops/${shopId}/phrases${id === undefined ? '' : `/${id}`}`
const wording = { code: 'fh', situation: '发货', text: '亲，48小时内发货' }
const add = async (as: As | undefined, mine: boolean, more: object = {}) =>
  (await as?.(path(), { body: { ...wording, mine, ...more } }))?.body
const set = async (as: As | undefined, id: number, more: object = {}) =>
  (await as?.(path(id), { method: 'PUT', body: { ...wording, ...more } }))?.body
const remove = async (as: As | undefined, id: number) => (await as?.(path(id), { method: 'DELETE' }))?.body
const codes = async (as: As | undefined) =>
  (await as?.(path()))?.body.phrases.map((phrase: Phrase) => phrase.code)

describe('initials', () => {
  test.each([
    ['发货', '亲，48小时内发货', 'fh q48xsnfh'],
    ['退款', 'Refund 处理中', 'tk refundclz'],
    ['尺码', 'XL 码', 'cm xlm'],
    ['?', '！', ' '],
    ['重庆', '银行', 'cq yh'],
  ])('%s, %s: %s', (situation, text, expected) => expect(initials(situation, text)).toBe(expected))
})

test('one’s own phrase is seen and changed by oneself alone, and leaves no trace for others', async () => {
  const before = (await audited(desk.db, [shopId])).length
  const made = await add(ming, true, { code: 'mine' })
  expect(made).toMatchObject({ code: 'mine', initials: 'fh q48xsnfh', personId: expect.any(Number) })
  expect(await codes(ming)).toContain('mine')
  for (const other of [lan, boss]) {
    expect(await codes(other)).not.toContain('mine')
    expect((await set(other, made.id)).error.code).toBe('not-found')
    expect((await remove(other, made.id)).error.code).toBe('not-found')
  }
  expect(await set(ming, made.id, { code: 'mine2', text: '好的' })).toMatchObject({
    id: made.id,
    code: 'mine2',
    initials: 'fh hd',
  })
  expect(await remove(ming, made.id)).toEqual({})
  expect(await codes(ming)).not.toContain('mine2')
  expect(await audited(desk.db, [shopId])).toHaveLength(before)
  expect(desk.published).toEqual([])
})

test('the shop’s phrases are everybody’s to use and the editors’ to change', async () => {
  const made = await add(boss, false, { code: 'ours' })
  expect(made.personId).toBeNull()
  expect(await codes(lan)).toContain('ours')
  expect((await add(ming, false)).error).toEqual({ code: 'not-allowed', detail: { needs: 'settings.edit' } })
  expect((await set(ming, made.id)).error.code).toBe('not-allowed')
  expect((await remove(ming, made.id)).error.code).toBe('not-allowed')
  await set(boss, made.id, { code: 'ours', text: '今天发' })
  await set(boss, made.id, { code: 'ours', text: '今天发' }) // nothing new
  expect(await remove(boss, made.id)).toEqual({})
  expect(await codes(lan)).not.toContain('ours')
  expect((await audited(desk.db, [shopId])).slice(-3).map(({ what, detail }) => [what, detail])).toEqual([
    ['phrase.added', { id: made.id, code: 'ours', situation: '发货' }],
    ['phrase.changed', { id: made.id, code: 'ours', text: { from: wording.text, to: '今天发' } }],
    ['phrase.removed', { id: made.id, code: 'ours', situation: '发货' }],
  ])
  expect(desk.published.map((e) => e.data)).toEqual(Array(3).fill({ shopId, area: 'phrases' }))
})

test.each([
  ['no code', { code: ' ' }],
  ['a long code', { code: 'x'.repeat(21) }],
  ['no text', { text: '' }],
])('%s is refused', async (_, more) => {
  expect((await add(ming, true, more)).error.code).toBe('malformed')
})
