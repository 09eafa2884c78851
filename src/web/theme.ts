import { cell } from './cell.ts'

export type Theme = 'light' | 'dark' | 'system'

const darkSystem = window.matchMedia('(prefers-color-scheme: dark)')
let wanted: Theme = 'system'

/** What the screen looks like now. */
export const appearance = cell<'light' | 'dark'>('light')

const apply = () => {
  const now = wanted === 'system' ? (darkSystem.matches ? 'dark' : 'light') : wanted
  document.documentElement.dataset.theme = now
  appearance.set(now)
}
darkSystem.addEventListener('change', apply)

export const showTheme = (theme: Theme) => {
  wanted = theme
  apply()
}
