import { describe, expect, test } from 'vitest'
import { type DialogueLine, deedOf, judgeBargaining, type Mistake } from './judge.ts'
import { defaultPolicy, type PolicyPhase } from './policy.ts'

const policy = defaultPolicy()
const [first, second] = policy.values
const buyer = (text: string): DialogueLine => ({ by: 'buyer', text })
const shop = (text: string, concession?: number): DialogueLine => ({
  ...{ by: 'shop' as const, text },
  ...(concession !== undefined && { concession }),
})
const judged = (lines: DialogueLine[], phase: PolicyPhase = 'spot') => judgeBargaining(lines, policy, phase)

const good = [
  buyer('能便宜点吗'),
  shop(first?.zh ?? ''),
  buyer('还是有点贵，少点吧'),
  shop(second?.zh ?? ''),
  buyer('再减十块我就拍'),
  shop('可以为您这一单申请到立减10元，20:30前付款有效，过时自动失效。', 1),
  buyer('好，马上付'),
  shop('谢谢您，付款后我马上备注。'),
]

describe('[BGN-10] a dialogue is judged line by line', () => {
  test('a good one has no fault', () => expect(judged(good)).toEqual([]))

  test('the same in a phase that gives nothing has one', () =>
    expect(judged(good, 'deposit')).toEqual([{ line: 5, mistake: 'phase-refuses' }]))

  test('a good no has none', () =>
    expect(judged([...good.slice(0, 5), shop(policy.refusal.zh)], 'deposit')).toEqual([]))

  test('a bad one: gives at once, unrecorded, without condition or end, then the manager, then more', () => {
    const found = judged([
      buyer('太贵了便宜点'),
      shop('给您优惠20元'),
      buyer('再少点'),
      shop('您一看就是不差钱的人，我去找经理申请一下'),
      shop('再送您一个枕套'),
    ])
    const all: [number, Mistake][] = found.map(({ line, mistake }) => [line, mistake])
    expect(all).toEqual([
      [1, 'too-early'],
      [1, 'unconditional'],
      [1, 'no-expiry'],
      [1, 'not-recorded'],
      [3, 'manager'],
      [3, 'wealth'],
      [4, 'too-early'],
      [4, 'unconditional'],
      [4, 'no-expiry'],
      [4, 'not-recorded'],
      [4, 'gave-twice'],
    ])
  })

  test('the same words twice are no second answer of value', () => {
    const said = 'This one is made of washed cotton and lasts for years.'
    const found = judged([
      ...[
        buyer('Any discount?'),
        shop(said),
        buyer('Too expensive'),
        shop(said),
        buyer('Come on, any lower?'),
      ],
      shop('I can give you ¥10 off with this order if paid by 20:30.', 3),
    ])
    expect(found).toEqual([
      { line: 3, mistake: 'same-words' },
      { line: 5, mistake: 'too-early' },
    ])
  })

  test('nobody bargained: an offer of the page is no concession', () =>
    expect(judged([buyer('有活动吗'), shop('店铺满300减50，页面直接领券')])).toEqual([]))
})

test.each([
  ['这款是长绒棉的，洗后不起球，可以用很多年', 'value'],
  ['在的', 'other'],
  ['稍等', 'other'],
  ['给您便宜10元', 'gives'],
  ['再送您一条毛巾', 'gives'],
  ['I can offer you a small present', 'gives'],
  ['现在是统一价，不能再优惠了', 'refuses'],
  ['The price is the same for everybody.', 'refuses'],
] as const)('[BGN-11] “%s”: %s', (text, deed) => expect(deedOf(text)).toBe(deed))
