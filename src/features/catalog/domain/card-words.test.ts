import { expect, test } from 'vitest'
import type { Card } from './card.ts'
import { besides, isWebAddress, productWords, wordsOn } from './card-words.ts'

const product: Extract<Card, { kind: 'product' }> = {
  kind: 'product',
  product: 'LB-1',
  sku: null,
  title: '水洗棉四件套',
  priceFen: 32950,
  picture: null,
  url: 'https://shop.example/1',
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
