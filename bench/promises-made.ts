/**
 * Reads the promises in agents' real words and shows a sample for reading: `node bench/promises-made.ts <folder> [2018|2019] [n] [seed]`,
 * the folder with jddc2019_chat*.txt. Its numbers are masked (`[数字x]`): for reading they are given plausible ones.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisedIn } from '../src/features/task/domain/promise/promise.ts'
import { atWall, wallOf } from '../src/shared/wall.ts'

const [folder, year = '2019', n = '100', seed = '1'] = process.argv.slice(2)
if (folder === undefined) throw new Error('node bench/promises-made.ts <folder> [2018|2019] [n] [seed]')
const zone = 'Asia/Shanghai'
const now = atWall('2026-11-11T10:20', zone) ?? 0

const unmasked = (text: string): string =>
  text
    .replace(/\[(?:数字|金额)x\]\s*[-~～至到]\s*\[(?:数字|金额)x\]/g, '1-3')
    .replace(/\[(?:数字|金额)x\](?=\s*个?(?:小时|h|H))/g, '24')
    .replace(/\[(?:数字|金额)x\](?=\s*(?:个?工作日|天|日|周))/g, '3')
    .replace(/\[(?:数字|金额)x\](?=\s*分钟)/g, '30')
    .replace(/\[(?:数字|金额)x\](?=\s*[点时])/g, '18')
    .replace(/\[(?:数字|金额)x\]/g, '15')
    .replace(/\[时间x\]/g, '18:00')
    .replace(/\[日期x\]/g, '11月12日')

/** A small generator of numbers, so that the sample is the same again. */
let state = Number(seed) >>> 0
const chance = (): number => {
  state = (state * 1664525 + 1013904223) >>> 0
  return state / 2 ** 32
}

const said2019: string[] = []
const said2018: string[] = []
for (const name of readdirSync(folder).filter((file) => file.startsWith('jddc2019_chat')))
  for (const line of readFileSync(join(folder, name), 'utf8').split('\n')) {
    const cells = line.split('\t')
    if (cells[2] === '1' && cells[6]) said2019.push(unmasked(cells[6]))
  }
// Answers of 2018, joined by commas: one line each.
for (const name of readdirSync(folder).filter((file) => file === 'jddc2018_trainAnswers.txt'))
  for (const line of readFileSync(join(folder, name), 'utf8').split('\n')) said2018.push(unmasked(line))
const said = year === '2018' ? said2018 : said2019
const started = performance.now()
const hits = said.flatMap((text) => {
  const found = promisedIn(text, now, zone)
  return found.length === 0 ? [] : [{ text, found }]
})
const ms = performance.now() - started
console.log(
  `${said.length} messages of agents, ${hits.length} with a promise; ${((ms * 1000) / said.length).toFixed(1)} µs a message`,
)
const sample = hits
  .map((hit) => ({ hit, at: chance() }))
  .sort((a, b) => a.at - b.at)
  .slice(0, Number(n))
for (const [i, { hit }] of sample.entries()) {
  console.log(`${i + 1}. ${hit.text.slice(0, 300)}`)
  for (const one of hit.found) console.log(`      → ${one.what} ${wallOf(one.until, zone)} 「${one.words}」`)
}
