import { parseArgs } from 'node:util'
import { unreadable } from '../../platform/files/index.ts'

export const help = `Usage: ./peakdesk assistant ask --faq FILE [options] < QUESTIONS
       ./peakdesk assistant eval --pairs FILE [options]

ask answers questions, one a line, from a FAQ file alone: no desk, no database, no network. For each line it prints
{"question","decision","candidates":[{"id","score"}]} as one line of JSON, the best candidate first, at most five.
decision is "answer" (it would answer alone), "choose" (it would offer the candidates) or "hand-over" (a person is needed).
A score is how likely the candidate is to be right, 0 to 1.
FILE is CSV, TSV, XLSX, JSON or JSONL with the columns id, question, answer; rows that share an id are other wordings
of one entry. Rows that cannot be used are told on the error output, the others are used.

eval takes pairs of sentences with a label (1: the same meaning, 0: not), as CSV or TSV with or without a header, makes
every second sentence of the positive pairs an entry, asks with the first, and prints how often the right entry comes
first or among three, the share that could be answered with 5 % of the answers wrong, and how well likeness goes with
the label (Spearman × 100, all pairs).

  --faq FILE      the FAQ
  --pairs FILE    the pairs
  --wrong SHARE   the share of answers that may be wrong, 0.001 to 0.5 (default 0.05)
  --k N           candidates a question, 1 to 5 (default 5)
  --json          eval: the measures as JSON

  ./peakdesk assistant ask --faq faq.csv < questions.txt`

export interface Options {
  file: string
  wrong: number
  k: number
  json: boolean
}

const parse = (args: string[]) =>
  parseArgs({
    args,
    options: {
      faq: { type: 'string' },
      pairs: { type: 'string' },
      wrong: { type: 'string' },
      k: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  })

const within = (
  flag: string,
  text: string | undefined,
  least: number,
  most: number,
  usual: number,
): number => {
  if (text === undefined) return usual
  const value = Number(text)
  if (!(value >= least && value <= most))
    throw unreadable(`${flag} is a number from ${least} to ${most}; not “${text}”.`)
  return value
}

/** The command's arguments; null: help was asked for. Throws `malformed` with a sentence. */
export const readOptions = (args: string[], needs: 'faq' | 'pairs'): Options | null => {
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse(args)
  } catch (error) {
    throw unreadable(`${(error as Error).message} See ./peakdesk assistant ask --help`)
  }
  const { values: v } = parsed
  if (v.help) return null
  const file = v[needs]
  if (file === undefined)
    throw unreadable(
      needs === 'faq'
        ? 'Which FAQ? ./peakdesk assistant ask --faq FILE < QUESTIONS; see --help.'
        : 'Which pairs? ./peakdesk assistant eval --pairs FILE; see --help.',
    )
  const k = within('--k', v.k, 1, 5, 5)
  if (!Number.isInteger(k)) throw unreadable(`--k is a whole number from 1 to 5; not “${v.k}”.`)
  return { file, wrong: within('--wrong', v.wrong, 0.001, 0.5, 0.05), k, json: v.json ?? false }
}
