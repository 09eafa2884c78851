import { createIndexer, type Measures, measurePairs } from '../../features/assistant/matching/index.ts'
import { Refusal } from '../../shared/refusal.ts'
import { help, readOptions } from './options.ts'
import { readPairsFile } from './pairs-file.ts'

const TOLD = 5

const table = (found: Measures, wrong: number): string =>
  [
    ['pairs', String(found.pairs)],
    ['entries', String(found.entries)],
    ['questions', String(found.questions)],
    ['right entry first', found.top1.toFixed(3)],
    ['right entry among three', found.top3.toFixed(3)],
    [`answered at ${wrong * 100} % wrong`, found.answered.toFixed(3)],
    ['Spearman × 100', found.spearman === null ? 'none: all labels are alike' : found.spearman.toFixed(1)],
  ]
    .map(([name = '', value = '']) => `${name.padEnd(28)}${value}`)
    .join('\n')

/** `./peakdesk assistant eval`. Gives the exit code: 0 measured (refused lines are told), 1 not. */
export const evalCommand = async (
  args: string[],
  write: (text: string) => void,
  tell: (text: string) => void,
): Promise<number> => {
  try {
    const options = readOptions(args, 'pairs')
    if (!options) {
      write(`${help}\n`)
      return 0
    }
    const { pairs, refused } = await readPairsFile(options.file)
    for (const { why } of refused.slice(0, TOLD)) tell(why)
    if (refused.length > TOLD) tell(`… and ${refused.length - TOLD} more lines that cannot be used.`)
    const indexer = createIndexer()
    try {
      const found = await measurePairs(pairs, indexer, options.wrong)
      write(options.json ? `${JSON.stringify(found)}\n` : `${table(found, options.wrong)}\n`)
    } finally {
      await indexer.close()
    }
    return 0
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    tell(String(error.detail.says ?? error.code))
    return 1
  }
}
