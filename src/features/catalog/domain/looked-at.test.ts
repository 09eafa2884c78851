import { expect, test } from 'vitest'
import type { Message } from '../../conversation/domain.ts'
import { goodsWith, lookedAt } from './looked-at.ts'

type Said = Pick<Message, 'author' | 'text' | 'detail'>
const buyer = (text: string, item?: string): Said => ({
  author: 'buyer',
  text,
  detail: item === undefined ? null : { item },
})
const agent = (text: string): Said => ({ ...buyer(text), author: 'agent' })
const line = '【水洗棉四件套】 https://shop.example/1'

test.each<[string, Said[], string | null]>([
  ['nothing said', [], null],
  ['nothing about a product', [buyer('在吗')], null],
  ['the web chat’s line', [buyer(`什么时候发货\n${line}`)], '水洗棉四件套'],
  ['an id that came with the message', [buyer('这个', 'LB-01')], 'LB-01'],
  ['the last one counts', [buyer('这个', 'LB-01'), buyer(line), buyer('谢谢')], '水洗棉四件套'],
  ['what the agent wrote does not', [agent(line)], null],
  ['long ago is another matter', [buyer('这个', 'LB-01'), ...Array(30).fill(buyer('嗯'))], null],
])('PHR-10 %s', (_, messages, expected) => expect(lookedAt(messages)).toBe(expected))

test.each<[string, string[] | undefined, string[], string[]]>([
  ['the first', undefined, ['A'], ['A']],
  ['the latest is first', ['A', 'B'], ['C'], ['C', 'A', 'B']],
  ['one that was there comes to the front', ['A', 'B'], ['B'], ['B', 'A']],
  ['five at most', ['A', 'B', 'C', 'D', 'E'], ['F'], ['F', 'A', 'B', 'C', 'D']],
  ['what cannot be an id is left out', ['A'], ['', 'x'.repeat(81)], ['A']],
])('CNV-24 the products talked about: %s', (_, goods, latest, expected) =>
  expect(goodsWith(goods, latest)).toEqual(expected),
)
