import { expect, test } from 'vitest'
import { inserted, linesOf } from './editing.ts'

test('a variable goes where the caret is, in place of what is selected', () => {
  expect(inserted('您好，欢迎', '{buyer}', 0, 2)).toEqual({ text: '{buyer}，欢迎', caret: 7 })
  expect(inserted('您好', '{shop}', 2, 2)).toEqual({ text: '您好{shop}', caret: 8 })
  expect(inserted('', '{shop}', 0, 0)).toEqual({ text: '{shop}', caret: 6 })
})

test('lines are filled and each is there once', () => {
  expect(linesOf(' 几天到\n\n多久到 \n几天到\n')).toEqual(['几天到', '多久到'])
})
