/** Remembers what a pure function gave for a key, for the newest `most` keys or twice as many: two generations, of which
 * the older is dropped whole, so that nothing is moved on a hit as a list by last use would have to. */
export const remembering = <T>(most: number, make: (key: string) => T): ((key: string) => T) => {
  let young = new Map<string, T>()
  let old = new Map<string, T>()
  return (key) => {
    const known = young.get(key)
    if (known !== undefined) return known
    const made = old.get(key) ?? make(key)
    if (young.size >= most) {
      old = young
      young = new Map()
    }
    young.set(key, made)
    return made
  }
}
