import { expect, test } from 'vitest'
import { orderKeys } from './whose.ts'

const asking = (platform: string, channelKind: string, buyer: object = {}) =>
  orderKeys({ platform, channelKind, buyer: { externalId: 'x1', name: '小明', verified: true, ...buyer } })

test.each<[string, string[], string[]]>([
  ['a name that is theirs alone', asking('taobao', 'bridge'), ['x1', '小明']],
  ['imported chats', asking('jd', 'import', { verified: false }), ['x1', '小明']],
  ['the name is the id', asking('tmall', 'bridge', { name: 'x1' }), ['x1']],
  ['a name with stars', asking('taobao', 'bridge', { name: '小**' }), ['x1']],
  ['no name', asking('taobao', 'bridge', { name: '' }), ['x1']],
  ['a platform where names are alike', asking('pinduoduo', 'bridge'), ['x1']],
  ['the own site by a connector', asking('site', 'bridge'), ['x1']],
  ['a visitor who calls themselves so', asking('site', 'web-chat', { verified: false }), []],
  ['a visitor with somebody’s id', asking('site', 'web-chat', { externalId: 'user:7', verified: false }), []],
  ['whom the shop has signed for', asking('site', 'web-chat', { externalId: 'user:7' }), ['7']],
  ['a web chat of a Taobao shop', asking('taobao', 'web-chat', { verified: false }), []],
])('[ORD-12] %s', (_, keys, expected) => {
  expect(keys).toEqual(expected)
})
