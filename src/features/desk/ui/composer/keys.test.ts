import { expect, test } from 'vitest'
import type { Pressed } from '../../../../web/keys.ts'
import { meaning } from './keys.ts'

const key = (name: string, more: Partial<Pressed> = {}): Pressed => ({
  key: name,
  code: name,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
})
const shut = { open: false, some: false }
const menu = { open: true, some: true }

test.each([
  ['Enter sends', key('Enter'), 'enter', shut, 'send'],
  ['Shift+Enter breaks the line', key('Enter', { shiftKey: true }), 'enter', shut, 'newline'],
  ['Enter breaks the line by preference', key('Enter'), 'mod-enter', shut, 'newline'],
  ['Mod+Enter is the send command', key('Enter', { ctrlKey: true }), 'mod-enter', shut, null],
  ['an input method takes a word', key('Enter', { isComposing: true }), 'enter', shut, null],
  ['Safari’s way of saying so', key('Enter', { keyCode: 229 }), 'enter', shut, null],
  ['composing in the phrase menu', key('Enter', { isComposing: true }), 'enter', menu, null],
  ['Esc leaves', key('Escape'), 'enter', shut, 'leave'],
  ['Esc shuts the menu first', key('Escape'), 'enter', menu, 'menu-close'],
  ['Enter takes a phrase', key('Enter'), 'enter', menu, 'menu-take'],
  ['Tab takes a phrase', key('Tab'), 'mod-enter', menu, 'menu-take'],
  ['arrows choose a phrase', key('ArrowDown'), 'enter', menu, 'menu-down'],
  ['Enter sends when no phrase fits', key('Enter'), 'enter', { open: true, some: false }, 'send'],
  ['letters are letters', key('a'), 'enter', shut, null],
] as const)('%s', (_, pressed, sendWith, phrases, expected) => {
  expect(meaning(pressed, sendWith, phrases)).toBe(expected)
})
