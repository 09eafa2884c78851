import { readFileSync } from 'node:fs'
import { unreadable } from '../../platform/files/index.ts'
import { Refusal } from '../../shared/refusal.ts'
import { output } from '../rates/output.ts'
import { basketLines } from './lines.ts'
import { help, type Options, readOptions } from './options.ts'
import { type Priced, parsed, priced } from './price.ts'
import { claimsText, problemsText, quoteText, refundText, whatIfText } from './text.ts'
import { word } from './words.ts'

/** `./peakdesk quote`. Gives the exit code: 0 everything was priced, 1 of several baskets some were not, 2 the basket or
 * the options cannot be used. */
export const quoteBaskets = async (args: string[]): Promise<number> => {
  const { write, flush } = output()
  try {
    const options = readOptions(args, process.env)
    if (!options) {
      write(`${help}\n`)
      return 0
    }
    return options.file === null
      ? await quoteLines(process.stdin, options, write)
      : quoteFile(options.file, options, write)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    console.error(String(error.detail.says ?? error.code))
    return 2
  } finally {
    flush()
  }
}

type Write = (text: string) => void

const textOf = (file: string, flag: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw unreadable(
      `${flag}${file} cannot be read (${code}). ${code === 'ENOENT' ? 'See whether the path is right.' : 'It has to be a file that may be read.'}`,
    )
  }
}

const price = (text: string, options: Options, later: unknown): Priced => {
  const read = parsed(text)
  return read.ok ? priced(read.json, options, later) : read
}

const json = (result: Priced & { ok: true }): object => ({
  ...result.quote,
  ...(result.whatIf && { whatIf: result.whatIf }),
  ...(result.refund && { refund: result.refund }),
  ...(result.claims && { claims: result.claims }),
})

const text = (result: Priced & { ok: true }, { lang }: Options): string[] => {
  const { zone } = result.basket
  const named = (offer: string) => result.says(offer)[lang]
  return [
    ...quoteText(result.quote, zone, lang, named),
    ...(result.whatIf ? whatIfText(result.whatIf, result.candidates, zone, lang, named) : []),
    ...(result.refund ? refundText(result.refund, lang) : []),
    ...(result.claims ? claimsText(result.claims, lang) : []),
  ]
}

const quoteFile = (file: string, options: Options, write: Write): number => {
  let later: unknown = null
  if (options.later !== null) {
    const read = parsed(textOf(options.later, '--later: '))
    if (!read.ok)
      throw unreadable(`--later ${options.later}: ${problemsText(read.problems, options.lang).join('\n')}`)
    later = read.json
  }
  const result = price(textOf(file, ''), options, later)
  if (result.ok) {
    write(options.json ? `${JSON.stringify(json(result))}\n` : `${text(result, options).join('\n')}\n`)
    return 0
  }
  if (options.json) write(`${JSON.stringify({ problems: result.problems })}\n`)
  console.error(
    [`${file}: ${word('problems', options.lang)}`, ...problemsText(result.problems, options.lang)].join('\n'),
  )
  return 2
}

const faults = {
  'too-long': {
    zh: '这一行超过 16 MiB，不是一个购物车。',
    en: 'This line is longer than 16 MiB, which is no basket.',
  },
  'not-utf-8': {
    zh: '这一行不是 UTF-8。请先转换：iconv -f GB18030 -t UTF-8',
    en: 'This line is not UTF-8. Convert it first: iconv -f GB18030 -t UTF-8',
  },
}

const quoteLines = async (
  input: AsyncIterable<Uint8Array>,
  options: Options,
  write: Write,
): Promise<number> => {
  let lines = 0
  let failed = 0
  for await (const { number, text: line, fault } of basketLines(input)) {
    lines++
    const result: Priced =
      line === null
        ? { ok: false, problems: [{ where: '', sentence: faults[fault ?? 'not-utf-8'] }] }
        : price(line, options, null)
    if (!result.ok) failed++
    if (options.json)
      write(`${JSON.stringify(result.ok ? json(result) : { line: number, problems: result.problems })}\n`)
    else
      write(
        `${[`# ${number}`, ...(result.ok ? text(result, options) : failedText(result, options)), ''].join('\n')}\n`,
      )
    if (!result.ok)
      console.error(`Line ${number}: ${problemsText(result.problems, options.lang).join(' · ')}`)
  }
  if (lines === 0) throw unreadable('There was no basket: give one a line on standard input, as JSON.')
  return failed > 0 ? 1 : 0
}

const failedText = (result: Priced & { ok: false }, { lang }: Options): string[] => [
  word('problems', lang),
  ...problemsText(result.problems, lang).map((line) => `  ${line}`),
]
