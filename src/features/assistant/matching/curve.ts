/** What becomes of a shop's questions where only answers from a threshold up are given. Shares of all questions, 0–1. */
export interface CurvePoint {
  threshold: number
  answered: number
  /** Of those answered, the share that is wrong. */
  wrong: number
}

export interface Trial {
  score: number
  right: boolean
  weight: number
}

const STEPS = 50

/** The curve at thresholds 0, 0.02 … 1, from trials. */
export const curveOf = (trials: readonly Trial[]): CurvePoint[] => {
  const all = trials.reduce((sum, { weight }) => sum + weight, 0)
  return Array.from({ length: STEPS + 1 }, (_, i) => {
    const threshold = i / STEPS
    let answered = 0
    let wrong = 0
    for (const { score, right, weight } of trials) {
      if (score < threshold) continue
      answered += weight
      if (!right) wrong += weight
    }
    return {
      threshold,
      answered: all === 0 ? 0 : answered / all,
      wrong: answered === 0 ? 0 : wrong / answered,
    }
  })
}

/** A threshold below which a choice between entries is rather noise than help. */
const CHOOSE_LEAST = 0.12
const CHOOSE_MOST = 0.5

/**
 * The thresholds under which at most `wrongTarget` of the answers are wrong: from it on the curve stays below the
 * target. Where the shop's own wordings are too few to say (fewer than 40 trials), what the score itself promises.
 */
export const thresholdsFor = (
  curve: readonly CurvePoint[],
  trials: number,
  wrongTarget: number,
): { answer: number; choose: number } => {
  const promised = 1 - wrongTarget * 2.5
  let answer = 1
  for (const point of curve.toReversed()) {
    if (point.answered > 0 && point.wrong > wrongTarget) break
    answer = point.threshold
  }
  const trusted = Math.min(1, trials / 400)
  const held = Math.max(0.3, promised)
  // Half measured, half promised where little was measured: thirty lucky trials prove nothing.
  const mixed = trials < 40 ? held : trusted * answer + (1 - trusted) * held
  const least = Math.min(0.97, Math.max(0.2, mixed))
  return { answer: least, choose: Math.min(CHOOSE_MOST, Math.max(CHOOSE_LEAST, least * 0.45)) }
}
