import { describe, expect, test } from 'vitest'
import { goodsIn, goodsIndex, skusIn } from './goods.ts'

const titles: Record<string, string> = {
  'LB-S15': '水洗棉四件套 芦苇灰 1.5 米床',
  'LB-S18': '水洗棉四件套 芦苇灰 1.8 米床',
  'LB-B18': '水洗棉四件套 海盐蓝 1.8 米床',
  'LB-L18': '亚麻棉四件套 燕麦色 1.8 米床',
  'LB-T03': '长绒棉毛巾 三条装',
  'LB-P02': '天然乳胶枕 60×40 cm',
  'LB-W01': '双层纱家居服套装 女款 雾粉',
  'LB-M01': '双层纱家居服套装 男款 石墨',
  '620000000001': 'Linen Shirt for summer',
}
const index = goodsIndex(
  Object.entries(titles).map(([id, title]) => ({
    id,
    title,
    skus: id === 'LB-W01' ? [{ id: 'LB-W01-XL' }] : [],
  })),
)
/** `LB-S18+LB-S15 | LB-P02`: alternatives of one mention, then the next. */
const told = (text: string): string => {
  const mentions = Map.groupBy(goodsIn(text, index), ({ mention }) => mention)
  return [...mentions.values()]
    .map((each) =>
      each
        .map(({ id, sku }) => (sku === null ? id : `${id}/${sku}`))
        .toSorted()
        .join('+'),
    )
    .join(' | ')
}

describe('which products a text names', () => {
  test.each([
    // CAT-50: ids, however they are written.
    ['LB-S18多少钱', 'LB-S18'],
    ['lb s18 和 lb-t03 一起', 'LB-S18 | LB-T03'],
    ['LBS18', 'LB-S18'],
    ['ＬＢ－Ｓ１８', 'LB-S18'],
    ['https://shop.example/item?id=620000000001&from=x', '620000000001'],
    ['LB-W01-XL 有货吗', 'LB-W01/LB-W01-XL'],
    ['LB-S18 芦苇灰四件套', 'LB-S18'],
    // CAT-51: words of titles, the most of them together.
    ['芦苇灰四件套，1.8米床', 'LB-S18'],
    ['海盐蓝的什么时候有', 'LB-B18'],
    ['亚麻的起皱吗', 'LB-L18'],
    ['女款家居服', 'LB-W01'],
    ['the linen shirt', '620000000001'],
    // CAT-52: alternatives of one mention, and several mentions.
    ['芦苇灰四件套', 'LB-S15+LB-S18'],
    ['四件套', 'LB-B18+LB-L18+LB-S15+LB-S18'],
    ['家居服', 'LB-M01+LB-W01'],
    ['芦苇灰四件套和乳胶枕一起买', 'LB-S15+LB-S18 | LB-P02'],
    ['海盐蓝四件套、毛巾和乳胶枕', 'LB-B18 | LB-T03 | LB-P02'],
    // CAT-53: what names nothing.
    ['这个多少钱', ''],
    ['你好在吗', ''],
    ['身高165穿多大', ''],
    ['1.8', ''],
    ['有没有枕头', ''],
    ['', ''],
  ])('%s', (text, says) => expect(told(text)).toBe(says))

  test('more products than can be meant are none (CAT-53)', () => {
    const many = goodsIndex(
      Array.from({ length: 30 }, (_, i) => ({ id: `P-${i}00`, title: `纯色连衣裙 ${i} 款` })),
    )
    expect(goodsIn('连衣裙', many)).toEqual([])
    expect(goodsIn('连衣裙 17 款', many).map(({ id }) => id)).toEqual(['P-1700'])
  })

  test('an id is surer than a whole title, that than a word, that than a word of several', () => {
    const sure = (text: string) => goodsIn(text, index)[0]?.sure ?? 0
    const falling = ['LB-S18', '水洗棉四件套 芦苇灰 1.8 米床', '海盐蓝', '芦苇灰', '四件套'].map(sure)
    expect(falling).toEqual(falling.toSorted((a, b) => b - a))
    expect(falling[0]).toBeGreaterThan(0.95)
    expect(falling[4]).toBeLessThan(0.3)
  })

  test('a message of any length is read in bounded time, also in a shop of 20,000 (CAT-54)', () => {
    const words = [
      '水洗棉',
      '四件套',
      '芦苇灰',
      '家居服',
      '长绒棉',
      '毛巾',
      '加厚',
      '女款',
      '春秋被',
      '乳胶枕',
      '连衣裙',
    ]
    const word = (i: number) => words[i % words.length] ?? ''
    const big = goodsIndex(
      Array.from({ length: 20_000 }, (_, i) => ({
        id: `P${100_000 + i}`,
        title: `${word(i)}${word(i >> 3)}${word(i >> 6)} 第${i}款`,
      })),
    )
    expect(goodsIn('P117777 有货吗', big).map(({ id }) => id)).toEqual(['P117777'])
    const began = performance.now()
    for (let i = 0; i < 20; i++) goodsIn(`${'水洗棉四件套加厚女款连衣裙'.repeat(400)}${i}`, big)
    // 0.5 ms on a quiet machine; the bound only notices work that grows with the shop or the message.
    expect((performance.now() - began) / 20).toBeLessThan(50)
  })
})

describe('which SKUs', () => {
  const sku = (颜色: string, 尺码: string) => ({ options: { 颜色, 尺码 } })
  const skus = [sku('蓝', 'M 【建议80-100斤】'), sku('蓝', 'L'), sku('深蓝', 'M'), sku('雾粉', 'XL')]
  test.each([
    ['没有说', [0, 1, 2, 3]],
    ['M码有货吗', [0, 2]],
    ['雾粉的', [3]],
    ['深蓝色M', [2]],
    ['xl', [3]],
    ['雾粉M', []],
    ['summer', [0, 1, 2, 3]],
  ])('%s', (text, which) => expect(skusIn(text, skus)).toEqual(which.map((i) => skus[i])))
})
