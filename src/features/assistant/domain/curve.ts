/** What would happen with one threshold, measured on the shop's own wordings, each asked as if it were not known. */
export interface CurvePoint {
  threshold: number
  /** Of all questions, the share that would be answered without a person, 0–1. */
  answered: number
  /** Of those answers, the share that would be wrong, 0–1. */
  wrong: number
}

/** From `answer` on the assistant answers by itself; from `choose` on it offers choices; below it hands over. */
export interface Thresholds {
  answer: number
  choose: number
}
