import { type ClockRule, type Recorded, readEvents, shippedRules } from '../../features/clock/index.ts'
import { unreadable } from '../../platform/files/index.ts'
import { Refusal } from '../../shared/refusal.ts'
import { jsonReport } from './json.ts'
import { dateIn, help, readOptions } from './options.ts'
import { output } from './output.ts'
import { fileReport, ruleReport } from './report.ts'
import { resultOf, rulesFor } from './rules.ts'

const unused = ({ name, id, from, to }: ClockRule, zone: string): string =>
  `${name.en} (${id}): nothing began in the period while it held, ${dateIn(from, zone)}${to === null ? ' on' : ` to ${dateIn(to, zone)}`}.`

const spanOf = ({ events }: Recorded, zone: string): string => {
  const [first, last] = [events[0], events.at(-1)]
  return first && last
    ? `The file’s messages are of ${dateIn(first.at, zone)} to ${dateIn(last.at, zone)}.`
    : ''
}

/**
 * `./peakdesk rates`. Gives the exit code: 0 something was counted (refused lines are told), 1 nothing could be, or the
 * file or the flags cannot be used.
 */
export const rates = async (args: string[]): Promise<number> => {
  const { write, flush } = output()
  try {
    return await ratesCommand(args, shippedRules, write)
  } finally {
    flush()
  }
}

export const ratesCommand = async (
  args: string[],
  rules: readonly ClockRule[],
  write: (text: string) => void,
): Promise<number> => {
  try {
    const options = readOptions(args, Date.now())
    if (!options) {
      write(`${help}\n`)
      return 0
    }
    const chosen = rulesFor(rules, options)
    const recorded = await readEvents(options.file, options)
    const json = options.json ? jsonReport(write) : null
    const say = (lines: readonly string[]) => write(lines.map((line) => `${line}\n`).join(''))
    if (json) json.begin(recorded, options)
    else say(fileReport(recorded, options))
    let found = 0
    for (const versions of recorded.events.length === 0 ? [] : chosen) {
      const before = found
      const result = resultOf(versions, recorded, options, (unit) => {
        found++
        json?.unit(unit)
      })
      if (json) json.rule(result)
      else if (found > before) say(['', ...ruleReport(result, options.by)])
      else say(['', unused(result.rule, options.zone)])
    }
    json?.end()
    if (found > 0) return 0
    throw unreadable(
      recorded.lines === 0
        ? `${options.file} holds no line that can be counted.`
        : `Nothing could be counted: no buyer asked anything in the period while one of the rules held. ${spanOf(recorded, options.zone)}`,
    )
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    console.error(String(error.detail.says ?? error.code))
    return 1
  }
}
