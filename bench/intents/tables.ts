/** What was said of each message against what it is, counted. */
export interface Verdict<T extends string> {
  truth: T
  said: T
}

const share = (a: number, b: number): string => (b === 0 ? '–' : (a / b).toFixed(2))

export interface Row {
  name: string
  precision: string
  recall: string
  f1: string
  count: number
}

/** Precision, recall and F1 of each name, then their means (unweighted), then the share right. */
export const measures = <T extends string>(
  names: readonly T[],
  verdicts: readonly Verdict<T>[],
): { rows: Row[]; macro: number; right: number } => {
  const f1s: number[] = []
  const rows = names.map((name) => {
    const hit = verdicts.filter(({ truth, said }) => truth === name && said === name).length
    const said = verdicts.filter((v) => v.said === name).length
    const count = verdicts.filter((v) => v.truth === name).length
    const f1 = said + count === 0 ? 0 : (2 * hit) / (said + count)
    if (count > 0) f1s.push(f1)
    return { name, precision: share(hit, said), recall: share(hit, count), f1: f1.toFixed(2), count }
  })
  const right = verdicts.filter(({ truth, said }) => truth === said).length
  return {
    rows,
    macro: f1s.reduce((a, b) => a + b, 0) / Math.max(1, f1s.length),
    right: right / Math.max(1, verdicts.length),
  }
}

const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

/** As Markdown. */
export const measured = <T extends string>(names: readonly T[], verdicts: readonly Verdict<T>[]): string => {
  const { rows, macro, right } = measures(names, verdicts)
  return [
    table(
      ['', 'precision', 'recall', 'F1', 'messages'],
      rows.map((row) => [row.name, row.precision, row.recall, row.f1, row.count]),
    ),
    `right ${right.toFixed(3)}, mean F1 ${macro.toFixed(3)}`,
  ].join('\n')
}

/** Rows: what it is; columns: what was said. */
export const confusion = <T extends string>(names: readonly T[], verdicts: readonly Verdict<T>[]): string =>
  table(
    ['is \\ said', ...names],
    names.map((truth) => [
      truth,
      ...names.map((said) => verdicts.filter((v) => v.truth === truth && v.said === said).length),
    ]),
  )
