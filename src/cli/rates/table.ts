/** How many columns of a terminal a text takes: Chinese characters take two. */
const widthOf = (text: string): number => {
  let width = 0
  for (const character of text)
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
        character,
      )
        ? 2
        : 1
  return width
}

/** Rows under a header, in columns; the first is for names, the others are numbers and stand to the right. */
export const table = (
  header: readonly string[],
  rows: readonly (readonly string[])[],
  indent = '',
): string[] => {
  const all = [header, ...rows]
  const widths = header.map((_, i) => Math.max(...all.map((row) => widthOf(row[i] ?? ''))))
  return all.map((row) =>
    (
      indent +
      widths
        .map((width, i) => {
          const cell = row[i] ?? ''
          const blanks = ' '.repeat(width - widthOf(cell))
          return i === 0 ? cell + blanks : blanks + cell
        })
        .join('  ')
    ).trimEnd(),
  )
}

export const count = (n: number): string => n.toLocaleString('en')

/** `69.0 %`, never rounded up to a target that was missed. */
export const percent = (share: number | null): string =>
  share === null ? '–' : `${(Math.floor(share * 1000 + 1e-9) / 10).toFixed(1)} %`

/** `12.3 s` of milliseconds. */
export const seconds = (ms: number | null): string => (ms === null ? '–' : `${(ms / 1000).toFixed(1)} s`)
