import { createIndexer, makeAsk } from '../../features/assistant/matching/index.ts'
import { Refusal } from '../../shared/refusal.ts'
import { readFaqFile } from './faq-file.ts'
import { linesFrom } from './lines.ts'
import { help, readOptions } from './options.ts'

/** Refused rows told one by one; the rest by their number. */
const TOLD = 20

const rounded = (score: number): number => Math.round(score * 10_000) / 10_000

/**
 * `./peakdesk assistant ask`. Gives the exit code: 0 all questions were asked (refused rows of the FAQ are told), 1 the
 * FAQ or the flags cannot be used.
 */
export const askCommand = async (
  args: string[],
  input: AsyncIterable<Buffer | string>,
  write: (text: string) => void,
  tell: (text: string) => void,
): Promise<number> => {
  try {
    const options = readOptions(args, 'faq')
    if (!options) {
      write(`${help}\n`)
      return 0
    }
    const { entries, ids, refused } = await readFaqFile(options.file)
    for (const { why } of refused.slice(0, TOLD)) tell(why)
    if (refused.length > TOLD) tell(`… and ${refused.length - TOLD} more rows that cannot be used.`)
    const indexer = createIndexer()
    const matcher = await indexer.index(entries)
    await indexer.close()
    const ask = makeAsk(matcher, [], { thresholds: matcher.thresholds(options.wrong) })
    const at = Date.now()
    let line = 0
    for await (const { text, cut } of linesFrom(input)) {
      line++
      if (cut)
        tell(`Line ${line} of the questions is longer than 100,000 characters; its beginning was asked.`)
      if (text.trim() === '') continue
      const question = text.toWellFormed()
      const { decision, candidates } = ask({ text: question, before: null, at, item: null, phase: null })
      const found = candidates.slice(0, options.k).map(({ id, score }) => ({
        id: ids[Number(id) - 1] ?? id,
        score: rounded(score),
      }))
      write(`${JSON.stringify({ question, decision, candidates: found })}\n`)
    }
    return 0
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    tell(String(error.detail.says ?? error.code))
    return 1
  }
}
