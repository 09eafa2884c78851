import { expect, test } from 'vitest'
import type { Card, Reckoned } from '../../../conversation/domain.ts'
import { parcelsOf } from './parcel.ts'

const suggested = { key: 'faq:12', text: '下单后 48 小时内发出。', pictures: ['a'] }
const reply = {
  words: '',
  pictures: [],
  phrases: [],
  suggested: undefined,
  clientId: undefined,
  reason: undefined,
}
const card: Extract<Card, { kind: 'product' }> = {
  kind: 'product',
  product: 'A',
  sku: null,
  title: '四件套',
  priceFen: 100,
  picture: null,
  url: null,
}
const basket: Reckoned = {
  ...{ lines: [], cards: 'all', channel: 'shop', member: false, region: null, coins: 0 },
}
const text = (words: string) => ({ kind: 'text', text: words, picture: null, phrases: [] })
const picture = (id: string) => ({ kind: 'picture', text: '', picture: id, phrases: [] })

test.each([
  ['nothing', {}, []],
  ['words alone', { words: '好的' }, [text('好的')]],
  ['pictures go first', { words: '好的', pictures: ['x'] }, [picture('x'), text('好的')]],
  [
    'phrases are told with the words',
    { words: '好的', pictures: ['x'], phrases: [3] },
    [picture('x'), { ...text('好的'), phrases: [3] }],
  ],
  [
    'without any, with the first picture',
    { pictures: ['x', 'y'], phrases: [3] },
    [{ ...picture('x'), phrases: [3] }, picture('y')],
  ],
  [
    'the guard’s id and the reason go with the words',
    { words: '好的', pictures: ['x'], clientId: 'id', reason: '买家要的' },
    [picture('x'), { ...text('好的'), clientId: 'id', reason: '买家要的' }],
  ],
  [
    'the basket of a price goes with the words',
    { words: '到手 450 元', pictures: ['x'], shown: { basket } },
    [picture('x'), { ...text('到手 450 元'), basket }],
  ],
  [
    '[AST-90] a suggestion as it was, with its picture and another',
    { words: suggested.text, pictures: ['a', 'x'], suggested },
    [
      { ...picture('a'), from: 'faq:12', edited: false },
      picture('x'),
      { ...text(suggested.text), from: 'faq:12', edited: false },
    ],
  ],
  [
    '[CNV-22] a card that the guard asked about goes with the words',
    { words: '好的', reason: '买家要的', shown: { card } },
    [{ ...text('好的'), reason: '买家要的', card }],
  ],
  [
    '[AST-90] a changed one',
    { words: '亲，下单后 48 小时内发出。', suggested },
    [{ ...text('亲，下单后 48 小时内发出。'), from: 'faq:12', edited: true }],
  ],
  [
    '[AST-92] own words keep its picture, not its name',
    { words: '我去问问仓库', pictures: ['a'], suggested },
    [picture('a'), text('我去问问仓库')],
  ],
])('%s', (_, change, expected) => expect(parcelsOf({ ...reply, ...change })).toEqual(expected))
