import { recordsIn } from './records.ts'

const DELIMITERS = [',', '\t', ';', '|'] as const

/**
 * How the beginning of a file is divided: the delimiter that gives most of its lines the same number of cells. A lone
 * column gives `,` and 1.
 */
export const delimiterOf = (head: string): { delimiter: string; width: number } => {
  const tried = DELIMITERS.map((delimiter) => {
    const widths = recordsIn(head, { delimiter, quotes: true, width: 0 })
      .slice(0, 50)
      .flatMap((r) => ('cells' in r && r.cells.some((cell) => cell.trim() !== '') ? [r.cells.length] : []))
    const counts = new Map<number, number>()
    for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1)
    const [width, count] = [...counts]
      .filter(([w]) => w > 1)
      .sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [1, 0]
    return { delimiter, width, share: widths.length === 0 ? 0 : count / widths.length }
  })
  const best = tried.sort((a, b) => b.share - a.share || b.width - a.width)[0]
  return best && best.share > 0
    ? { delimiter: best.delimiter, width: best.width }
    : { delimiter: ',', width: 1 }
}
