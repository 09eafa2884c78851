import { expect, test } from 'vitest'
import { syllables } from './pinyin.ts'

test.each([
  ['亲，48小时内发货', 'qin 48 xiao shi nei fa huo'],
  ['Refund 处理中', 'refund chu li zhong'],
  ['XL 码', 'xl ma'],
  ['重庆银行', 'chong qing yin hang'],
  ['绿色', 'lv se'],
  ['！', ''],
])('PHR-6 %s: %s', (text, expected) => expect(syllables(text)).toBe(expected))
