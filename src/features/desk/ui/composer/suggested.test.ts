import { expect, test } from 'vitest'
import { withPictures } from './pictures.ts'
import { putIn, type Suggested, takenAlong, withSuggestion } from './suggested.ts'

const one: Suggested = { key: 'faq:1', text: '今天发出。', pictures: ['a', 'b'] }
const other: Suggested = { key: 'faq:2', text: '明天发出。', pictures: ['b', 'c'] }
const at = (from: number, to = from) => ({ from, to })

test.each([
  ['into an empty reply', '', at(0), undefined, '今天发出。', 5],
  ['at the caret', '您好，谢谢', at(3), undefined, '您好，今天发出。谢谢', 8],
  ['in place of what is marked', '您好，谢谢', at(3, 5), undefined, '您好，今天发出。', 8],
  ['in place of the last one', '明天发出。\n', at(2), other, '今天发出。', 5],
  ['not of one that was changed', '明天发出！', at(5), other, '明天发出！今天发出。', 10],
  ['behind the reply while a note is in the field', '您好，', null, undefined, '您好，今天发出。', 8],
  ['in place of the last one, too', '明天发出。', null, other, '今天发出。', 5],
] as const)('[AST-90] a suggestion goes %s', (_, reply, marked, before, text, caret) =>
  expect(withSuggestion(reply, marked, one, before)).toEqual({ text, caret }),
)

test.each([
  ['come behind what is there', ['x'], one.pictures, undefined, ['x', 'a', 'b']],
  ['are not attached twice', ['b', 'x'], one.pictures, undefined, ['b', 'x', 'a']],
  ['go with what is replaced', ['a', 'b', 'x'], other.pictures, one.pictures, ['b', 'x', 'c']],
] as const)('pictures %s', (_, all, more, instead, expected) =>
  expect(withPictures(all, more, instead)).toEqual(expected),
)

test('what was put in is remembered of each conversation, until its reply leaves', () => {
  expect(putIn('1:1', one)).toBeUndefined()
  expect(putIn('1:1', other)).toBe(one)
  expect(takenAlong('1:2')).toBeUndefined()
  expect(takenAlong('1:1')).toBe(other)
  expect(takenAlong('1:1')).toBeUndefined()
})
