import { prepareGuard } from '../../features/guard/domain/guard.ts'
import type { GuardContext, Verdict } from '../../features/guard/domain/verdict.ts'
import { unreadable } from '../../platform/files/index.ts'
import { Refusal } from '../../shared/refusal.ts'
import { output } from '../rates/output.ts'
import { linesOf } from './lines.ts'
import { help, type Options, readOptions } from './options.ts'

/** Nothing is known of a bare line but who would send it. */
const contextAt = (now: number): GuardContext => ({
  author: 'agent',
  attachments: [],
  consent: false,
  stock: null,
  offerEndsAt: null,
  now,
})

const told = ({ verdict, findings, suggestion }: Verdict, lang: Options['lang']) => ({
  verdict,
  findings: findings.map(({ rule, text, at, why }) => ({ rule, text, at, why: why[lang] })),
  suggestion,
})

/** `./peakdesk guard check`. Gives the exit code: 0 everything was looked at, 1 the flags or the input cannot be used. */
export const guardCheck = async (args: string[]): Promise<number> => {
  const { write, flush } = output()
  try {
    return await checkCommand(args, process.stdin, write, Date.now())
  } finally {
    flush()
  }
}

export const checkCommand = async (
  args: string[],
  input: AsyncIterable<Uint8Array>,
  write: (text: string) => void,
  now: number,
): Promise<number> => {
  try {
    const options = readOptions(args)
    if (!options) {
      write(`${help}\n`)
      return 0
    }
    const guard = prepareGuard(options.platform, options.settings)
    const context = contextAt(now)
    let lines = 0
    for await (const line of linesOf(input)) {
      lines++
      write(`${JSON.stringify(told(guard.check(line, context), options.lang))}\n`)
    }
    if (lines === 0)
      throw unreadable('There was nothing to look at: give one message a line on standard input.')
    return 0
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    console.error(String(error.detail.says ?? error.code))
    return 1
  }
}
