import { expect, test } from 'vitest'
import { besides, cardOf, isWebAddress, productWords, wordsOn } from './card-words.ts'
import { plainProduct } from './product.ts'
import type { Card } from './shown-card.ts'

const product: Extract<Card, { kind: 'product' }> = {
  kind: 'product',
  product: 'LB-1',
  sku: null,
  title: '水洗棉四件套',
  priceFen: 32950,
  picture: null,
  url: 'https://shop.example/1',
}
const changed: Card = {
  ...{ kind: 'order', order: '2026111100001', status: '已付款', payableFen: 65000, ask: true },
  lines: [{ title: '水洗棉四件套', said: '雾蓝 1.5 米', quantity: 1 }],
  to: '小雨 138****0000 浙江省杭州市西湖区文三路 1 号',
}
const quote: Card = {
  kind: 'quote',
  lines: [
    { title: '水洗棉四件套', quantity: 2, paysFen: 60800 },
    { title: '枕套', quantity: 1, paysFen: 4200 },
  ],
  payableFen: 65000,
  steps: ['满300减50：参与金额 700，减 50'],
  until: null,
}

test('CNV-21 a product card in words is title, price and page', () => {
  expect(productWords(product)).toBe('水洗棉四件套 ¥329.5 https://shop.example/1')
  expect(productWords({ ...product, url: null })).toBe('水洗棉四件套 ¥329.5')
})

test.each<[string, Card, string[]]>([
  ['a product', product, ['水洗棉四件套 ¥329.5 https://shop.example/1']],
  ['a picture elsewhere', { ...product, picture: 'https://qr.example/x.png' }, ['https://qr.example/x.png']],
  ['a quote', quote, ['水洗棉四件套 ×2', '枕套 ×1', '满300减50：参与金额 700，减 50', '应付 ¥650']],
])('CNV-22 all that is shown is read: %s', (_, card, lines) => {
  for (const line of lines) expect(wordsOn(card).split('\n')).toContain(line)
})

test.each<[string, string, Card, string]>([
  ['nothing more', productWords(product), product, ''],
  ['a remark below', `${productWords(product)}\n今天下单明天发`, product, '今天下单明天发'],
  [
    'a remark before it on its line',
    `喜欢这款吗 ${productWords(product)}`,
    product,
    `喜欢这款吗 ${productWords(product)}`,
  ],
  [
    'a quote and a remark',
    '水洗棉四件套 ×2\n枕套 ×1\n满300减50：参与金额 700，减 50\n应付 ¥650 元\n拍下备注蓝色',
    quote,
    '拍下备注蓝色',
  ],
  [
    'an order as it will be, to be confirmed',
    `麻烦核对：\n订单 ${changed.order}\n水洗棉四件套 雾蓝 1.5 米 ×1\n收货：${changed.to}\n没问题请回复“确认”`,
    changed,
    '麻烦核对：\n没问题请回复“确认”',
  ],
  [
    'the same in English',
    `Order ${changed.order}\nTo: ${changed.to}\nPlease confirm`,
    changed,
    'Please confirm',
  ],
  ['English glue', '水洗棉四件套 × 2: ¥608\nTotal payable: ¥650', quote, ''],
])('CNV-23 what the card does not say stays: %s', (_, text, card, left) => {
  expect(besides(text, card)).toBe(left)
})

test.each([
  ['https://shop.example/1', true],
  ['http://shop.example', true],
  ['javascript:alert(1)', false],
  ['https://shop.example@evil.example/', false],
  ['//evil.example', false],
  ['https://', false],
])('CNV-22 %s', (address, fine) => expect(isWebAddress(address)).toBe(fine))

const sku = {
  id: 'LB-1-M',
  options: { 颜色: '海盐蓝', 尺码: 'M' },
  priceFen: 33900,
  stock: 3,
  restockAt: null,
}
const whole = plainProduct({
  ...{ id: 'LB-1', title: '家居裤', priceFen: 32900, stock: 3, url: 'https://shop.example/1' },
  pictures: ['https://cdn.example/1.png', '8/other', '7/kept_picture-1'],
  skus: [{ ...sku, picture: null }],
})
test.each<[string, Parameters<typeof cardOf>, object]>([
  [
    'a product',
    [whole, null, 7],
    {
      product: 'LB-1',
      sku: null,
      title: '家居裤',
      priceFen: 32900,
      picture: '7/kept_picture-1',
      url: whole.url,
    },
  ],
  [
    'a SKU with its own price',
    [whole, 'LB-1-M', 7],
    { title: '家居裤 海盐蓝 M', priceFen: 33900, sku: 'LB-1-M' },
  ],
  ['a SKU that is gone', [whole, 'LB-1-X', 7], { title: '家居裤', sku: null }],
  [
    'a picture beside the page',
    [{ ...whole, pictures: ['https://shop.example/1.png'] }, null, 7],
    { picture: 'https://shop.example/1.png' },
  ],
  [
    'no picture of another place',
    [{ ...whole, pictures: ['https://cdn.example/1.png'] }, null, 7],
    { picture: null },
  ],
  ['no address that is none', [{ ...whole, url: 'shop.example/1' }, null, 7], { url: null }],
])('CNV-21 %s as a card', (_, given, expected) => expect(cardOf(...given)).toMatchObject(expected))
