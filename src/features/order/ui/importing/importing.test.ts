import type { TFunction } from 'i18next'
import { expect, test } from 'vitest'
import { growingLines } from './send.ts'
import { problemTable } from './words.ts'

test('lines of an answer that grows come once, when they are whole', () => {
  const read = growingLines()
  expect(read('{"a"')).toEqual([])
  expect(read('{"a":1}\n{"b"')).toEqual(['{"a":1}'])
  expect(read('{"a":1}\n{"b":2}\n{"c":3}\n')).toEqual(['{"b":2}', '{"c":3}'])
  expect(read('{"a":1}\n{"b":2}\n{"c":3}\n')).toEqual([])
})

test('the list of problems is a table that spreadsheets open', () => {
  const t = ((key: string, values?: { value: string }) => (values ? `${key} ${values.value}` : key)) as never
  const table = problemTable(t as TFunction<'web'>, [
    { line: 7, column: '单"号', reason: 'spoiled-id', value: '1.93E+15', taken: false },
    { line: 9, column: null, reason: 'unreadable', value: 'x', taken: true },
  ])
  const [head, first, second] = table.split('\r\n')
  expect(head).toMatch(/^\uFEFF"orderImport.report.line",/)
  expect(first).toBe('"7","orderImport.report.refused","单""号","orderImport.reason.spoiled-id 1.93E+15"')
  expect(second).toBe('"9","orderImport.report.taken","","orderImport.reason.unreadable x"')
})
