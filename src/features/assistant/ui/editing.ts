/** A text with something put in the place of what is selected, and where the caret then stands. */
export const inserted = (
  text: string,
  what: string,
  from: number,
  to: number,
): { text: string; caret: number } => ({
  text: text.slice(0, from) + what + text.slice(to),
  caret: from + what.length,
})

/** The filled lines of a field, each once. */
export const linesOf = (text: string): string[] => [
  ...new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
]
