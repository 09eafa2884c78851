import { languageNow } from '../../../web/i18n.ts'
import type { Phrase } from '../domain/phrase.ts'
import { type Named, nameOf, situations } from '../domain/situations.ts'
import { variables } from '../domain/variables.ts'

/** What an entry of a list is called in the language of the screen. */
export const named = (list: readonly Named[], code: string): string => nameOf(list, code, languageNow())

/** What a phrase is called: its title, or where it has none its situation. */
export const titleOf = ({ title, situation }: Pick<Phrase, 'title' | 'situation'>): string =>
  title === '' ? named(situations, situation) : title

export const variableNamed = (name: string): string => {
  const known = variables.find((one) => one.name === name)
  if (!known) return name
  return languageNow() === 'en' ? known.en : known.zh
}
