/**
 * Shortcuts as text: `mod+shift+k`, `?`, `arrowdown`; alternatives separated by blanks. `mod` is Ctrl, on a Mac
 * Command. A printed symbol stands for itself, without the shift it may need.
 */
export interface Pressed {
  key: string
  code: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
  isComposing?: boolean
  keyCode?: number
}

const letterOf = (code: string): string | null => /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? null
const MODIFIERS = new Set(['Control', 'Meta', 'Shift', 'Alt', 'CapsLock', 'Dead', 'Process', 'Unidentified'])

/** An input method is being used: the key belongs to it (229 is what browsers without isComposing say). */
export const composing = (e: Pressed): boolean => e.isComposing === true || e.keyCode === 229

/** The shortcut that was pressed, or null for a bare modifier, an input method, or Alt with a letter (menus, Polish). */
export const pressed = (e: Pressed, mac: boolean): string | null => {
  if (composing(e) || MODIFIERS.has(e.key)) return null
  const mod = mac ? e.metaKey : e.ctrlKey
  if (mac ? e.ctrlKey : e.metaKey) return null
  if (e.altKey) return null
  // On keyboards that print other letters, the key's place counts.
  const printed = e.key.length === 1
  const ascii = printed && e.key.charCodeAt(0) < 128
  const name = (printed && !ascii ? letterOf(e.code) : null) ?? e.key.toLowerCase()
  const key = name === ' ' ? 'space' : name
  const symbol = printed && ascii && !/[a-z0-9 ]/i.test(e.key)
  return [mod && 'mod', e.shiftKey && !symbol && 'shift', key].filter(Boolean).join('+')
}

export const alternatives = (keys: string): string[] => keys.split(' ').filter((k) => k !== '')

/** Works only while nobody is typing: a key alone, or with Shift. */
export const isBare = (combo: string): boolean => !combo.startsWith('mod+')

/** What browsers keep for themselves or what everyone's fingers know: text editing, tabs, reload, find, zoom, print. */
const RESERVED = new Set([
  ...[
    'a',
    'c',
    'v',
    'x',
    'y',
    'z',
    'n',
    't',
    'w',
    'r',
    'l',
    'f',
    'p',
    'q',
    'h',
    '0',
    '+',
    '-',
    '=',
    'tab',
  ].map((k) => `mod+${k}`),
  ...['1', '2', '3', '4', '5', '6', '7', '8', '9', 'space', 'f4'].map((k) => `mod+${k}`),
  ...['n', 't', 'w', 'r', 'z', 'v', 'i', 'j', 'c', 'q', 'tab', 'delete', 'space'].map(
    (k) => `mod+shift+${k}`,
  ),
  ...[
    'f1',
    'f3',
    'f5',
    'f6',
    'f7',
    'f11',
    'f12',
    'tab',
    'shift+tab',
    'escape',
    'enter',
    'space',
    'backspace',
  ],
  ...['arrowup', 'arrowdown', 'arrowleft', 'arrowright', 'home', 'end', 'pageup', 'pagedown'],
])

export const isReserved = (combo: string): boolean => RESERVED.has(combo)

const MAC: Record<string, string> = { mod: '⌘', shift: '⇧', enter: '↩', space: '␣' }
const PC: Record<string, string> = { mod: 'Ctrl', shift: 'Shift', enter: 'Enter', space: 'Space' }
const BOTH: Record<string, string> = {
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  escape: 'Esc',
}

/** The keycaps of a shortcut, for people: `['Ctrl', 'K']`. */
export const keycaps = (combo: string, mac: boolean): string[] => {
  const parts = combo === '+' ? ['+'] : combo.replace(/\+\+$/, '+plus').split('+')
  const names = mac ? MAC : PC
  return parts.map((p) => names[p] ?? BOTH[p] ?? (p === 'plus' ? '+' : p.length === 1 ? p.toUpperCase() : p))
}

export const isMac = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform)
