/** A list of whole numbers that grows without a box for each. */
export interface Growing {
  numbers: Uint32Array
  length: number
}

export const growing = (): Growing => ({ numbers: new Uint32Array(1024), length: 0 })

export const push = (list: Growing, number: number): void => {
  if (list.length === list.numbers.length) {
    const roomy = new Uint32Array(list.length * 2)
    roomy.set(list.numbers)
    list.numbers = roomy
  }
  list.numbers[list.length++] = number
}
