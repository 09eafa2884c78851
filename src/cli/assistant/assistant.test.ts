import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askCommand } from './ask.ts'
import { evalCommand } from './eval.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'peakdesk-assistant-cli-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const file = async (name: string, text: string) => {
  const path = join(folder, name)
  await writeFile(path, text)
  return path
}
const run = async (faq: string, questions: string, ...more: string[]) => {
  const out: string[] = []
  const told: string[] = []
  const input = async function* () {
    yield Buffer.from(questions)
  }
  const code = await askCommand(
    ['--faq', faq, ...more],
    input(),
    (text) => void out.push(text),
    (text) => void told.push(text),
  )
  return { code, found: out.map((line) => JSON.parse(line)), told: told.join('\n') }
}
const GOOD =
  'id,question,answer\n1,什么时候发货,48小时内\n1,多久寄出,\n2,可以退货吗,七天内\n3,How do I return it?,Open a request\n'

test('[MAT-22] one JSON line a question, ids of the file, rows of one id together', async () => {
  const { code, found, told } = await run(
    await file('good.csv', GOOD),
    '多久寄出\n\nhow do I return it\n你好\n',
  )
  expect([code, told]).toEqual([0, ''])
  expect(found.map(({ question, decision, candidates }) => [question, decision, candidates[0]?.id])).toEqual([
    ['多久寄出', 'answer', '1'],
    ['how do I return it', 'answer', '3'],
    ['你好', 'hand-over', undefined],
  ])
})

describe('[MAT-22] what cannot be used is told, with the line and the remedy', () => {
  test.each<[name: string, text: string, code: number, told: RegExp]>([
    ['no-column.csv', 'id,question\n1,a b\n', 1, /no column “answer”.*must name id, question and answer/],
    ['empty.csv', '', 1, /is empty/],
    ['header.csv', 'id,question,answer\n', 1, /no rows below/],
    ['two.csv', `${GOOD}1,发货,别的答案\n`, 0, /Line 6: id 1 has another answer on line 2/],
    ['no-id.csv', `${GOOD},发货,x\n`, 0, /Line 6 has no id/],
    ['emoji.csv', `${GOOD}9,😀😀,x\n`, 0, /Line 6.*no letter or number/],
    ['long.csv', `${GOOD}9,${'长'.repeat(100_000)},x\n`, 0, /Line 6/],
    ['no-answer.csv', `${GOOD}9,几点上班,\n`, 0, /id 9 has no answer/],
  ])('%s', async (name, text, code, told) => {
    const result = await run(await file(name, text), '可以退货吗\n')
    expect(result.code).toBe(code)
    expect(result.told).toMatch(told)
    if (code === 0) expect(result.found[0]?.candidates[0]?.id).toBe('2')
  })
})

test('[MAT-22] strange questions are asked all the same', async () => {
  const strange = [
    '😀😀',
    '<b>可以退货吗</b>',
    '\u0001\u0002',
    `可以退货吗${'啊'.repeat(100_000)}`,
    '"',
    "'; --",
  ]
  const { code, found, told } = await run(await file('strange.csv', GOOD), strange.join('\n'))
  expect(code).toBe(0)
  expect(found.length).toBeGreaterThanOrEqual(5)
  expect(told).toMatch(/Line 4 of the questions is longer/)
})

test.each([
  ['--wrong', '2'],
  ['--k', '9'],
  ['--k', '1.5'],
  ['--nonsense', '1'],
])('[MAT-22] %s %s is refused with a sentence', async (...flags) => {
  const { code, told } = await run(await file('flags.csv', GOOD), '', ...flags)
  expect(code).toBe(1)
  expect(told).toMatch(/--/)
})

test('[MAT-22] pairs are measured, with or without a header', async () => {
  const lines = Array.from({ length: 30 }, (_, i) => `第${i}个怎么洗\t${i}号清洗方法\t${i % 3 === 0 ? 0 : 1}`)
  for (const head of ['', 'sentence1\tsentence2\tlabel\n']) {
    const out: string[] = []
    const path = await file('pairs.tsv', `${head}${lines.join('\n')}\n`)
    const code = await evalCommand(
      ['--pairs', path, '--json'],
      (text) => void out.push(text),
      () => {},
    )
    expect(code).toBe(0)
    expect(JSON.parse(out.join(''))).toMatchObject({ pairs: 30, entries: 20, questions: 20 })
  }
})
