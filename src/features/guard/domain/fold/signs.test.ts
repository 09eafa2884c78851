import { expect, test } from 'vitest'
import { readSigns } from './signs.ts'

test.each([
  ['ＡＢＣ１２３', 'abc123'],
  ['⑫Ⅷ❽⒏⑻', '128888'],
  ['٣๓३', '333'],
  ['𝓿𝔁 🅥🅧 🇻🇽', 'vxvxvx'],
  ['wēi xìn', 'weixin'],
  ['аЬс', 'abc'],
  ['電話轉賬', '电话转账'],
  ['微\u200b丶信', '微信'],
  ['&#49;\\u0032<b>3</b>', '123'],
  ['1️⃣2️⃣', '12'],
  ['🌹\ud800 \u0000', ''],
] as const)('[GRD-10] %s is read as %s', (text, line) => {
  expect(readSigns(text).line).toBe(line)
})

test('[GRD-10] every sign knows its place in the original', () => {
  const { text, from, to, count } = readSigns('加<b>🅥</b>１\u200b&#50;')
  expect(Array.from({ length: count }, (_, i) => text.slice(from[i], to[i]))).toEqual([
    '加',
    '🅥',
    '１',
    '&#50;',
  ])
})
