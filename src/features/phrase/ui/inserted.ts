import { type Phrase, stillIn, wordingFor } from '../domain/phrase.ts'
import { filled, type PhraseContext } from '../domain/variables.ts'

/** A phrase that was put into the reply that is being written. */
export interface Inserted {
  id: number
  text: string
  pictures: readonly string[]
}

/** What goes into the reply: the words for the phase that is on, filled in as far as the conversation allows. */
export const inserting = (phrase: Phrase, { values, phase }: PhraseContext): Inserted => ({
  id: phrase.id,
  text: filled(wordingFor(phrase, phase), values),
  pictures: phrase.pictures,
})

/** The phrases a message was really sent with: their words, or one of their pictures, are still there. */
export const sentWith = (
  inserted: readonly Inserted[],
  text: string,
  pictures: readonly string[],
): number[] => [
  ...new Set(
    inserted
      .filter((one) => stillIn(text, one.text) || one.pictures.some((picture) => pictures.includes(picture)))
      .map(({ id }) => id),
  ),
]
