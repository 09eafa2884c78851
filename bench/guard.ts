import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { prepareGuard } from '../src/features/guard/domain/guard.ts'
import { defaultGuardSettings } from '../src/features/guard/domain/settings.ts'
import type { Guard } from '../src/features/guard/domain/verdict.ts'
import { CONTEXT } from './guard/context.ts'
import { jddcLines, otherLines } from './guard/real.ts'
import { type Recall, recalls } from './guard/recall.ts'
import { speeds } from './guard/speed.ts'

/** How much the guard sees through, what it stops for nothing, and how long it takes. See bench/guard.md. */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '20261111' },
    each: { type: 'string', default: '400' },
    jddc: { type: 'string', default: process.env.PEAKDESK_JDDC ?? '' },
    other: { type: 'string', default: process.env.PEAKDESK_DATA_SETS ?? '' },
    words: { type: 'string', default: '20000' },
    alarms: { type: 'boolean', default: false },
    missed: { type: 'boolean', default: false },
  },
})

const share = (part: number, whole: number, digits = 2): string =>
  whole === 0 ? '–' : `${((100 * part) / whole).toFixed(digits)} %`
const guardOf = (platform: 'pinduoduo' | 'jd') => prepareGuard(platform, defaultGuardSettings())
const alarmsIn = (guard: Guard, lines: readonly string[]): string[] =>
  lines.flatMap((line) => {
    const { findings } = guard.check(line, CONTEXT)
    return findings.length > 0 ? [findings.map(({ rule, text }) => `${rule} “${text}”`).join(' · ')] : []
  })

const tell = (title: string, all: readonly Recall[]): void => {
  const [tried, found] = [all.reduce((n, r) => n + r.tried, 0), all.reduce((n, r) => n + r.found, 0)]
  console.log(`\n${title}: ${all.length} methods, ${tried} texts, recall ${(found / tried).toFixed(4)}`)
  for (const { name, tried, found, missed } of all) {
    if (found < tried) console.log(`  ${(found / tried).toFixed(3)}  ${name} (${tried})`)
    if (values.missed) for (const text of missed) console.log(`           ${text}`)
  }
  const whole = all.filter(({ tried, found }) => tried === found)
  console.log(`  1.000  ${whole.map(({ name }) => name).join(', ')}`)
}

const each = Number(values.each)
tell('One disguise', recalls(guardOf('pinduoduo'), Number(values.seed), each, false))
tell('Two disguises, one over the other', recalls(guardOf('pinduoduo'), Number(values.seed) + 1, each, true))

const ordinary = readFileSync(new URL('guard/ordinary.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
const stopped = alarmsIn(guardOf('pinduoduo'), ordinary)
console.log(`\nOrdinary sentences: ${ordinary.length}, alarms ${stopped.length}`)
for (const alarm of stopped) console.log(`  ${alarm}`)

const agents = values.jddc === '' ? null : jddcLines(values.jddc)
if (agents) {
  const alarms = alarmsIn(guardOf('jd'), agents)
  console.log(
    `\nReal lines of agents (JDDC): ${agents.length}, alarms ${alarms.length} (${share(alarms.length, agents.length)})`,
  )
  const counted = new Map<string, number>()
  for (const alarm of alarms) counted.set(alarm, (counted.get(alarm) ?? 0) + 1)
  if (values.alarms)
    for (const [alarm, count] of [...counted].sort((a, b) => b[1] - a[1])) console.log(`  ${count}  ${alarm}`)
} else
  console.log(
    '\nReal lines of agents: not measured. Give the folder of JDDC with --jddc DIR or PEAKDESK_JDDC.',
  )

if (values.other === '')
  console.log('Other real texts: not measured. Give their folder with --other DIR or PEAKDESK_DATA_SETS.')
else
  for (const { name, lines } of otherLines(values.other)) {
    const alarms = alarmsIn(guardOf('pinduoduo'), lines)
    console.log(
      `${name}: ${lines.length}, with a finding ${alarms.length} (${share(alarms.length, lines.length, 1)})`,
    )
  }

console.log(`\n200 characters, ${values.words} words of the shop, ms: prepared, p50, p99`)
for (const { name, prepared, p50, p99 } of speeds(ordinary, Number(values.words)))
  console.log(`  ${name.padEnd(12)} ${prepared.toFixed(0).padStart(6)}  ${p50.toFixed(4)}  ${p99.toFixed(4)}`)
