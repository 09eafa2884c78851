/** One sentence a line, as buyers type them. */
export const sentences = (lines: string): readonly string[] =>
  lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
