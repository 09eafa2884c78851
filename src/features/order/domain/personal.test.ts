import { expect, test } from 'vitest'
import { unpaid } from '../testing.ts'
import { merged } from './merge.ts'
import type { OrderUpdate } from './order.ts'
import { maskedAddress, maskedChanges, maskedCommand, maskedOrder } from './personal.ts'

const address = {
  ...{ name: '王小明', phone: '13800005678', province: '浙江省', city: '杭州市', district: '西湖区' },
  detail: '文三路 1 号',
}
const masked = {
  ...{ name: '王**', phone: '138****5678', province: '浙江省', city: '杭州市', district: '西湖区' },
  detail: '文三*****',
}
const order = (change: Partial<OrderUpdate>) => {
  const known = merged(null, unpaid('o', 1, change), 'import')
  if (!known) throw new Error('no order')
  return known.known.order
}

test.each<[string, Partial<typeof address>, Partial<typeof address>]>([
  ['name, phone and street', {}, {}],
  ['what is masked already', { phone: '138****0000', name: '王**' }, { phone: '138****0000', name: '王**' }],
  ['a short phone', { phone: '12345' }, { phone: '1****' }],
  ['a name of one sign', { name: '王' }, { name: '王' }],
  ['nothing', { name: '', phone: '', detail: '' }, { name: '', phone: '', detail: '' }],
])('[ORD-11] %s of an address', (_, change, shown) => {
  expect(maskedAddress({ ...address, ...change })).toEqual({ ...masked, ...shown })
})

test.each<[string, string, string, string]>([
  ['a phone', '备用', '打13900001111', '打139******11'],
  ['a phone set apart', '备用', '139 0000-1111', '139******11'],
  ['a phone in wide digits', '备用', '１３９００００１１１１', '１３９******１１'],
  ['a short number', '楼层', '12', '12'],
  ['a column of a person', '收货人姓名', '王小明', '王**'],
  ['a column of a place', '详细地址', '文三路 1 号', '文******'],
])('[ORD-11] %s in an unknown column', (_, name, value, shown) => {
  const { extra } = maskedOrder(order({ extra: { [name]: value } }))
  expect(extra).toEqual({ [name]: shown })
  expect(maskedChanges({ extra: [{}, { [name]: value }] })).toEqual({ extra: [{}, { [name]: shown }] })
})

test('[ORD-11] the buyer’s note hides numbers, the seller’s remark is as it was written', () => {
  const shown = maskedOrder(order({ buyerNote: '电话13900001111', remark: '13900001111' }))
  expect(shown).toMatchObject({ buyerNote: '电话139******11', remark: '13900001111', address: masked })
})

test('[ORD-11] what changed is masked before and after; nothing stays nothing', () => {
  expect(
    maskedChanges({ address: [null, address], status: ['unpaid', 'paid'], buyerNote: ['', '13900001111'] }),
  ).toEqual({
    address: [null, masked],
    status: ['unpaid', 'paid'],
    buyerNote: ['', '139******11'],
  })
})

test('[ORD-11] of a wanted address the fields that are given are shown, masked', () => {
  expect(maskedCommand({ do: 'address', address: { phone: '13900001111', city: '上海市' } })).toEqual({
    do: 'address',
    address: { phone: '139****1111', city: '上海市' },
  })
  const close = { do: 'close' as const, reason: 'x' }
  expect(maskedCommand(close)).toBe(close)
})
