/** One observation: what is seen, whether it was right, how much it counts. */
export interface Observation {
  seen: readonly number[]
  right: boolean
  weight: number
}

export const chanceOf = (weights: readonly number[], seen: readonly number[]): number => {
  let z = weights[0] ?? 0
  for (let k = 0; k < seen.length; k++) z += (weights[k + 1] ?? 0) * (seen[k] ?? 0)
  return 1 / (1 + Math.exp(-z))
}

const ROUNDS = 25
const STILL = 1e-6

/** Solves a small system of linear equations in place (Gauss, with the largest pivot). */
const solved = (matrix: number[][], right: number[]): number[] => {
  const n = right.length
  const at = (r: number, c: number) => matrix[r]?.[c] ?? 0
  for (let c = 0; c < n; c++) {
    let pivot = c
    for (let r = c + 1; r < n; r++) if (Math.abs(at(r, c)) > Math.abs(at(pivot, c))) pivot = r
    const [a, b] = [matrix[c], matrix[pivot]]
    if (a && b) [matrix[c], matrix[pivot]] = [b, a]
    ;[right[c], right[pivot]] = [right[pivot] ?? 0, right[c] ?? 0]
    for (let r = c + 1; r < n; r++) {
      const share = at(r, c) / (at(c, c) || 1e-12)
      const row = matrix[r]
      if (!row || share === 0) continue
      for (let k = c; k < n; k++) row[k] = (row[k] ?? 0) - share * at(c, k)
      right[r] = (right[r] ?? 0) - share * (right[c] ?? 0)
    }
  }
  const x = new Array<number>(n).fill(0)
  for (let r = n - 1; r >= 0; r--) {
    let rest = right[r] ?? 0
    for (let k = r + 1; k < n; k++) rest -= at(r, k) * (x[k] ?? 0)
    x[r] = rest / (at(r, r) || 1e-12)
  }
  return x
}

/**
 * The weights (the first stands alone) under which the observations are likeliest, held to `prior` as if it had been
 * seen by `firmness` observations: of few, the prior stays; of many, little of it. Newton's method, some rounds.
 */
export const fitted = (
  observations: readonly Observation[],
  prior: readonly number[],
  firmness: readonly number[],
): number[] => {
  const n = prior.length
  const weights = [...prior]
  for (let round = 0; round < ROUNDS; round++) {
    const slope = weights.map((w, k) => (firmness[k] ?? 0) * (w - (prior[k] ?? 0)))
    const bend = Array.from({ length: n }, (_, r) =>
      Array.from({ length: n }, (_, c) => (r === c ? (firmness[r] ?? 0) + 1e-9 : 0)),
    )
    for (const { seen, right, weight } of observations) {
      const chance = chanceOf(weights, seen)
      const miss = weight * (chance - (right ? 1 : 0))
      const spread = weight * chance * (1 - chance)
      for (let r = 0; r < n; r++) {
        const x = r === 0 ? 1 : (seen[r - 1] ?? 0)
        slope[r] = (slope[r] ?? 0) + miss * x
        const row = bend[r]
        if (row)
          for (let c = 0; c < n; c++) row[c] = (row[c] ?? 0) + spread * x * (c === 0 ? 1 : (seen[c - 1] ?? 0))
      }
    }
    const step = solved(bend, slope)
    let most = 0
    for (let k = 0; k < n; k++) {
      // A step may overshoot where all observations agree: two units a round at most.
      const by = Math.max(-2, Math.min(2, step[k] ?? 0))
      weights[k] = (weights[k] ?? 0) - by
      most = Math.max(most, Math.abs(by))
    }
    if (most < STILL) break
  }
  return weights
}
