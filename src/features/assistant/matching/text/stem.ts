const VOWEL = /[aeiouy]/
const DOUBLED = /([bdfgmnprt])\1$/

/** Verbs and nouns that do not follow the rules, as buyers use them. */
const IRREGULAR: Record<string, string> = {
  was: 'be',
  were: 'be',
  is: 'be',
  are: 'be',
  am: 'be',
  been: 'be',
  being: 'be',
  has: 'have',
  had: 'have',
  having: 'have',
  does: 'do',
  did: 'do',
  done: 'do',
  doing: 'do',
  went: 'go',
  gone: 'go',
  got: 'get',
  gotten: 'get',
  getting: 'get',
  bought: 'buy',
  sent: 'send',
  paid: 'pay',
  sold: 'sell',
  made: 'make',
  took: 'take',
  taken: 'take',
  gave: 'give',
  given: 'give',
  came: 'come',
  said: 'say',
  told: 'tell',
  thought: 'think',
  found: 'find',
  lost: 'lose',
  left: 'leave',
  kept: 'keep',
  broke: 'break',
  broken: 'break',
  chose: 'choose',
  chosen: 'choose',
  wrote: 'write',
  written: 'write',
  spent: 'spend',
  sizes: 'size',
  children: 'child',
  people: 'person',
  men: 'man',
  women: 'woman',
  feet: 'foot',
  cant: 'cannot',
  'can’t': 'cannot',
  "can't": 'cannot',
  "won't": 'not',
  "don't": 'not',
  "doesn't": 'not',
  "didn't": 'not',
  "isn't": 'not',
  "wasn't": 'not',
  "aren't": 'not',
  "haven't": 'not',
  "hasn't": 'not',
  "couldn't": 'not',
  "wouldn't": 'not',
  dont: 'not',
  didnt: 'not',
  doesnt: 'not',
  isnt: 'not',
  havent: 'not',
  hasnt: 'not',
  wont: 'not',
  "i'm": 'i',
  "i've": 'i',
  "i'd": 'i',
  "i'll": 'i',
  "what's": 'what',
  whats: 'what',
  "it's": 'it',
  "that's": 'that',
  "where's": 'where',
  wheres: 'where',
  "how's": 'how',
  "when's": 'when',
  "who's": 'who',
  "let's": 'let',
  "you're": 'you',
  "they're": 'they',
  "we're": 'we',
  "there's": 'there',
  colour: 'color',
  favourite: 'favorite',
  cheque: 'check',
  shipping: 'ship',
  shipment: 'ship',
  shipped: 'ship',
  thru: 'through',
}

const bare = (word: string): string => {
  if (DOUBLED.test(word)) return word.slice(0, -1)
  return word
}

/**
 * The stem of a lower-case English word: endings of number and tense go, so that "returned", "returning" and "returns"
 * are one. Shorter than Porter's rules: -tion, -ness and the like stay, they tell shops' questions apart ("order" is not
 * "ordering information").
 */
export const stem = (word: string): string => {
  const irregular = Object.hasOwn(IRREGULAR, word) ? IRREGULAR[word] : undefined
  if (irregular !== undefined) return irregular
  let w = word.endsWith("'s") ? word.slice(0, -2) : word
  if (w.length < 4) return w
  if (w.endsWith('ies')) return `${w.slice(0, -3)}y`
  if (w.endsWith('sses') || w.endsWith('xes') || w.endsWith('shes') || w.endsWith('ches'))
    return w.slice(0, -2)
  if (w.endsWith('s') && !w.endsWith('ss') && !w.endsWith('us') && !w.endsWith('is')) w = w.slice(0, -1)
  if (w.endsWith('ied')) return `${w.slice(0, -3)}y`
  if (w.endsWith('ed') && w.length > 4 && VOWEL.test(w.slice(0, -2))) w = bare(w.slice(0, -2))
  else if (w.endsWith('ing') && w.length > 5 && VOWEL.test(w.slice(0, -3))) w = bare(w.slice(0, -3))
  else if (w.endsWith('ly') && w.length > 5) w = w.slice(0, -2)
  return w.length > 4 && w.endsWith('e') ? w.slice(0, -1) : w
}
