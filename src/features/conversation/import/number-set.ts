/**
 * A set of whole numbers from 1 to 2^53 - 1, in 8 to 16 bytes each; a Set of numbers this large takes 60. It is asked
 * once a turn of a file, for as many as the file has.
 */
export const numberSet = () => {
  let slots = new Float64Array(1024)
  let size = 0

  const placeOf = (table: Float64Array, n: number): number => {
    let at = n % table.length
    while (table[at] !== 0 && table[at] !== n) at = at + 1 === table.length ? 0 : at + 1
    return at
  }
  return {
    /** Adds a number; false where it was there. */
    add(n: number): boolean {
      const at = placeOf(slots, n)
      if (slots[at] === n) return false
      slots[at] = n
      size++
      if (size * 4 > slots.length * 3) {
        const larger = new Float64Array(slots.length * 2)
        for (const known of slots) if (known !== 0) larger[placeOf(larger, known)] = known
        slots = larger
      }
      return true
    },
  }
}
