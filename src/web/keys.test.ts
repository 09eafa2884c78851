import { describe, expect, test } from 'vitest'
import { isReserved, keycaps, type Pressed, pressed } from './keys.ts'

const press = (key: string, more: Partial<Pressed> = {}): Pressed => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
})

describe('which shortcut was pressed', () => {
  const cases: [string, Pressed, boolean, string | null][] = [
    ['a letter', press('j'), false, 'j'],
    ['a capital letter', press('J', { shiftKey: true }), false, 'shift+j'],
    ['a symbol that needs shift', press('?', { shiftKey: true }), false, '?'],
    ['Ctrl on a PC', press('k', { ctrlKey: true }), false, 'mod+k'],
    ['Command on a Mac', press('k', { metaKey: true }), true, 'mod+k'],
    ['Ctrl on a Mac is not Command', press('k', { ctrlKey: true }), true, null],
    ['Windows key', press('k', { metaKey: true }), false, null],
    ['with shift', press('Enter', { ctrlKey: true, shiftKey: true }), false, 'mod+shift+enter'],
    ['Alt and a letter types Polish', press('ł', { altKey: true, code: 'KeyL' }), false, null],
    ['Alt+E opens Chrome’s menu', press('e', { altKey: true }), false, null],
    ['a Russian keyboard', press('о', { code: 'KeyJ' }), false, 'j'],
    ['an input method composes', press('j', { isComposing: true }), false, null],
    ['an input method of an old browser', press('j', { keyCode: 229 }), false, null],
    ['Process, as Windows input methods say', press('Process'), false, null],
    ['a modifier alone', press('Control', { ctrlKey: true }), false, null],
    ['the space bar', press(' ', { ctrlKey: true }), false, 'mod+space'],
  ]
  test.each(cases)('%s', (_, event, mac, expected) => {
    expect(pressed(event, mac)).toBe(expected)
  })
})

test.each([
  ['mod+t', true],
  ['mod+c', true],
  ['mod+shift+i', true],
  ['f5', true],
  ['tab', true],
  ['mod+k', false],
  ['j', false],
])('reserved: %s → %s', (combo, expected) => {
  expect(isReserved(combo)).toBe(expected)
})

test.each([
  ['mod+shift+k', false, ['Ctrl', 'Shift', 'K']],
  ['mod+k', true, ['⌘', 'K']],
  ['?', false, ['?']],
  ['mod++', false, ['Ctrl', '+']],
  ['arrowdown', false, ['↓']],
])('keycaps of %s', (combo, mac, expected) => {
  expect(keycaps(combo, mac)).toEqual(expected)
})
