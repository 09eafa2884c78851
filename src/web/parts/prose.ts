/** A block of a Markdown page, as far as our own guides use it. */
export type Block =
  | { is: 'heading'; level: number; text: string }
  | { is: 'code'; text: string }
  | { is: 'table'; head: string[]; rows: string[][] }
  | { is: 'list'; items: string[] }
  | { is: 'text'; text: string }

const cells = (line: string): string[] =>
  line
    .trim()
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'))

const ITEM = /^\s*(?:[-*]|\d+\.)\s+/
const BEGINS = /^(?:#{1,4} |```|\||\s*(?:[-*]|\d+\.)\s)/

/** Reads Markdown into blocks: headings, fenced code, tables, lists, paragraphs. */
export const blocksOf = (markdown: string): Block[] => {
  const lines = markdown.split('\n')
  const blocks: Block[] = []
  const take = (goesOn: (line: string) => boolean): string[] => {
    const taken: string[] = []
    while (lines.length > 0 && goesOn(lines[0] ?? '')) taken.push(lines.shift() ?? '')
    return taken
  }
  while (lines.length > 0) {
    const line = lines[0] ?? ''
    const heading = /^(#{1,4}) (.*)/.exec(line)
    if (line.trim() === '') lines.shift()
    else if (heading) {
      lines.shift()
      blocks.push({ is: 'heading', level: (heading[1] ?? '').length, text: heading[2] ?? '' })
    } else if (line.startsWith('```')) {
      lines.shift()
      blocks.push({ is: 'code', text: take((l) => !l.startsWith('```')).join('\n') })
      lines.shift()
    } else if (line.startsWith('|')) {
      const [head = [], , ...rows] = take((l) => l.startsWith('|')).map(cells)
      blocks.push({ is: 'table', head, rows })
    } else if (ITEM.test(line)) {
      const items: string[] = []
      for (const l of take((x) => ITEM.test(x) || /^\s{2,}\S/.test(x)))
        if (ITEM.test(l)) items.push(l.replace(ITEM, ''))
        else items.push(`${items.pop() ?? ''} ${l.trim()}`)
      blocks.push({ is: 'list', items })
    } else {
      lines.shift()
      blocks.push({ is: 'text', text: [line, ...take((l) => l.trim() !== '' && !BEGINS.test(l))].join(' ') })
    }
  }
  return blocks
}

/** Pieces of a line: plain text, and code, bold, stress or a link. */
export type Piece =
  | { as: 'plain' | 'code' | 'bold' | 'stress'; text: string }
  | { as: 'link'; text: string; to: string }

export const piecesOf = (text: string): Piece[] =>
  text
    .split(/(`[^`]+`|\*\*[^*]+\*\*|\*[^*\s][^*]*\*|\[[^\]]+\]\([^)]+\))/)
    .filter((part) => part !== '')
    .map((part): Piece => {
      const link = /^\[([^\]]+)\]\(([^)]+)\)$/.exec(part)
      if (link) return { as: 'link', text: link[1] ?? '', to: link[2] ?? '' }
      if (/^`.+`$/.test(part)) return { as: 'code', text: part.slice(1, -1) }
      if (/^\*\*.+\*\*$/.test(part)) return { as: 'bold', text: part.slice(2, -2) }
      if (/^\*.+\*$/.test(part)) return { as: 'stress', text: part.slice(1, -1) }
      return { as: 'plain', text: part }
    })
