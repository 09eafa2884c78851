import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import writeXlsx from 'write-excel-file/node'
import { Refusal } from '../../shared/refusal.ts'
import { encodingOf } from './encoding.ts'
import { isSpoiledNumber, openTable, type TableOptions } from './index.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'peakdesk-files-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

let files = 0
const saved = async (content: string | Buffer): Promise<string> => {
  const path = join(folder, `f${++files}`)
  await writeFile(path, content)
  return path
}
const NAMES = ['会话', '买家', '内容', '时间']
const knows = (names: string[]) => names.filter((name) => NAMES.includes(name)).length
const read = async (content: string | Buffer, options: Partial<TableOptions> = {}) => {
  const table = await openTable(await saved(content), { knows, ...options })
  const rows: string[][] = []
  const refused: { line: number; why: string }[] = []
  const lines: number[] = []
  for await (const row of table.rows())
    if ('why' in row) refused.push(row)
    else {
      rows.push(Object.values(row.values))
      lines.push(row.line)
    }
  return { ...table, rows, refused, lines }
}

const TEXT = '会话,买家,内容\n1,小明,什么时候能发货啊\n2,小红,多久能到呢\n'
const ROWS = [
  ['1', '小明', '什么时候能发货啊'],
  ['2', '小红', '多久能到呢'],
]

describe('IMP-1 the encoding is found out', () => {
  test.each([
    ['UTF-8', 'utf-8', Buffer.from(TEXT)],
    ['UTF-8 with mark', 'utf-8', Buffer.from(`\uFEFF${TEXT}`)],
    ['GBK without mark', 'gb18030', iconv.encode(TEXT, 'gbk')],
    ['GB18030 with rare characters', 'gb18030', iconv.encode(TEXT, 'gb18030')],
    ['UTF-16LE with mark', 'utf-16le', iconv.encode(TEXT, 'utf-16le', { addBOM: true })],
    ['UTF-16BE with mark', 'utf-16be', iconv.encode(TEXT, 'utf-16be', { addBOM: true })],
    ['UTF-16LE without mark', 'utf-16le', iconv.encode(TEXT, 'utf-16le')],
    ['UTF-16BE without mark', 'utf-16be', iconv.encode(TEXT, 'utf-16be')],
  ] as const)('%s', async (_says, encoding, bytes) => {
    expect(await encodingOf(await saved(bytes))).toBe(encoding)
    const { rows, columns } = await read(bytes)
    expect(columns).toEqual(['会话', '买家', '内容'])
    expect(rows).toEqual(ROWS)
  })

  test('Chinese that begins only after 200 kB of numbers', async () => {
    const numbers = 'a,b,c\n'.repeat(40_000)
    expect(await encodingOf(await saved(iconv.encode(`${numbers}${TEXT}`, 'gbk')))).toBe('gb18030')
    expect(await encodingOf(await saved(`${numbers}${TEXT}`))).toBe('utf-8')
  })
  test('UTF-8 with one broken byte stays UTF-8', async () => {
    const bytes = Buffer.concat([Buffer.from(TEXT.repeat(3)), Buffer.from([0xe4, 0x0a])])
    expect(await encodingOf(await saved(bytes))).toBe('utf-8')
  })
  test('traditional Chinese in Big5, Western text in Windows-1252', async () => {
    expect(
      await encodingOf(await saved(iconv.encode('什麼時候能發貨啊，狗狗等著吃飯呢'.repeat(5), 'big5'))),
    ).toBe('big5')
    expect(await encodingOf(await saved(iconv.encode('déjà vu, café au lait, où êtes-vous', 'latin1')))).toBe(
      'windows-1252',
    )
  })
  test('a character cut by the pieces in which the file is read', async () => {
    const long = `会话,买家,内容\n${Array.from({ length: 30_000 }, (_, i) => `${i},小明,啊${'好'.repeat(i % 7)}`).join('\n')}`
    for (const encoding of ['utf-8', 'gb18030', 'utf-16be']) {
      const { rows } = await read(iconv.encode(long, encoding))
      expect(rows.length).toBe(30_000)
      expect(rows.map(([, buyer]) => buyer).every((buyer) => buyer === '小明')).toBe(true)
    }
  })
})

describe('IMP-2 rows and cells', () => {
  test.each<[string, string, string[][]]>([
    ['tabs', '会话\t买家\t内容\n1\t小明\t好,的\n', [['1', '小明', '好,的']]],
    ['semicolons', '会话;买家;内容\n1;小明;好,的\n', [['1', '小明', '好,的']]],
    ['bars and carriage returns', '会话|买家|内容\r\n1|小明|好\r\n', [['1', '小明', '好']]],
    [
      'quoted commas, quotes and line ends',
      '会话,买家,内容\n1,小明,"a,""b""\nc"\n2,小红,d',
      [
        ['1', '小明', 'a,"b"\nc'],
        ['2', '小红', 'd'],
      ],
    ],
    [
      'tab inside quotes, as Douyin writes ids',
      '会话,买家,内容\n"\t69179267688236437","小明","好"\n',
      [['69179267688236437', '小明', '好']],
    ],
    [
      '="…" and leading apostrophe',
      "会话,买家,内容\n=\"0012\",'18618486065,'好'\n",
      [['0012', '18618486065', "'好'"]],
    ],
    ['="…" inside quotes', '会话,买家,内容\n"=""0012""",小明,好\n', [['0012', '小明', '好']]],
    [
      'full-width blanks and no-width marks',
      '会话,买家,内容\n1,\u3000小明\u3000,\u200b好\ufeff\n',
      [['1', '小明', '好']],
    ],
    ['NUL', '会话,买家,内容\n1,小\0明,好\n', [['1', '小明', '好']]],
    [
      'a stray quotation mark inside',
      '会话,买家,内容\n1,小明,他说"好\n2,小红,d\n',
      [
        ['1', '小明', '他说"好'],
        ['2', '小红', 'd'],
      ],
    ],
    [
      'a quotation mark never closed',
      '会话,买家,内容\n1,小明,"好\n2,小红,d\n',
      [
        ['1', '小明', '"好'],
        ['2', '小红', 'd'],
      ],
    ],
    [
      'one closed by a later stray one, which spoils the width',
      '会话,内容,买家\n1,"好,小明\n2,d,小红"\n3,e,小刚\n',
      [
        ['1', '"好', '小明'],
        ['2', 'd', '小红"'],
        ['3', 'e', '小刚'],
      ],
    ],
    ['blank lines', '会话,买家,内容\n\n1,小明,好\n,,\n', [['1', '小明', '好']]],
    ['more cells than columns', '会话,买家,内容\n1,小明,好,x\n', [['1', '小明', '好', 'x']]],
  ])('%s', async (_says, text, rows) => {
    expect((await read(text)).rows).toEqual(rows)
  })

  test('the header is found on line 7, its names trimmed, lines counted from the file’s first', async () => {
    const { columns, rows, lines, headerLine } = await read(
      `店铺聊天记录\n导出时间,2025-11-11\n\n\n客服组,售前\n\n 会话 ,买家\u3000,内容\t,时间,未知\n1,小明,"好\n的",,x\n2,小红,行,,y\n`,
    )
    expect(headerLine).toBe(7)
    expect(columns).toEqual(['会话', '买家', '内容', '时间', '未知'])
    expect(rows).toEqual([
      ['1', '小明', '好\n的', '', 'x'],
      ['2', '小红', '行', '', 'y'],
    ])
    expect(lines).toEqual([8, 10])
  })

  test('two columns of one name, and one without', async () => {
    const { columns } = await read('会话,内容,内容,\n1,a,b,c\n')
    expect(columns).toEqual(['会话', '内容', '#3', '#4'])
  })

  test('without header the columns are numbers', async () => {
    const { columns, rows } = await read('1,小明\n2,小红\n', { header: false })
    expect(columns).toEqual(['#1', '#2'])
    expect(rows.length).toBe(2)
  })

  test('a huge line is refused, and the next ones go on', async () => {
    const { rows, refused } = await read(
      `会话,买家,内容\n1,小明,${'x'.repeat(3_000_000)}\n2,小红,好\n3,小刚,"${'y'.repeat(2_000_000)}"`,
    )
    expect(rows).toEqual([['2', '小红', '好']])
    expect(refused.map((r) => r.line)).toEqual([2, 4])
    expect(refused[0]?.why).toMatch(/^Line 2 is longer than/)
  })

  test('a million lines need little memory', async () => {
    const path = join(folder, 'million.csv')
    const piece = Array.from(
      { length: 10_000 },
      (_, i) => `${i},小明,什么时候能发货啊我家狗狗等着吃饭呢${i}`,
    ).join('\n')
    await writeFile(path, '会话,买家,内容\n')
    for (let i = 0; i < 100; i++) await writeFile(path, `${piece}\n`, { flag: 'a' })
    const before = process.memoryUsage().rss
    let count = 0
    let most = 0
    const table = await openTable(path, { knows })
    for await (const _ of table.rows())
      if (++count % 50_000 === 0) most = Math.max(most, process.memoryUsage().rss)
    expect(count).toBe(1_000_000)
    expect((most - before) / 1e6).toBeLessThan(200)
  })
})

describe('IMP-2 sheets', () => {
  test('ids stay digits, dates become wall clock', async () => {
    const file = await writeXlsx([
      [{ value: '聊天记录' }],
      [{ value: '会话' }, { value: '买家' }, { value: '时间' }, { value: '内容' }],
      [
        { value: 2830038155123 },
        { value: 1.93e15 },
        { value: new Date(Date.UTC(2018, 8, 30, 15, 57, 0)), type: Date, format: 'yyyy-mm-dd hh:mm:ss' },
        { value: '\t你好' },
      ],
    ])
    const { kind, columns, rows, lines } = await read(await file.toBuffer())
    expect(kind).toBe('sheet')
    expect(columns).toEqual(['会话', '买家', '时间', '内容'])
    expect(rows).toEqual([['2830038155123', '1930000000000000', '2018-09-30 15:57:00', '你好']])
    expect(lines).toEqual([3])
  })
})

test('IMP-2 an id that lost its digits before it came into a sheet is seen as such', async () => {
  const file = await writeXlsx([
    [{ value: '会话' }, { value: '买家' }],
    [{ value: 1_930_000_000_000_000_000 }, { value: '小雨' }],
  ])
  const { rows } = await read(await file.toBuffer())
  expect(rows).toEqual([['1.93E+18', '小雨']])
  expect(isSpoiledNumber(rows[0]?.[0] ?? '')).toBe(true)
})

describe('IMP-2 JSON', () => {
  test.each<[string, string, string[][]]>([
    [
      'an array',
      '[{"a":1,"b":"x"},\n{"a":2,"b":"y"}]',
      [
        ['1', 'x'],
        ['2', 'y'],
      ],
    ],
    ['ids beyond 2^53', '[{"a":28300381551234567890,"b":1.5}]', [['28300381551234567890', '1.5']]],
    ['lines', '{"a":1}\n\n{"a":"{}"}\n', [['1'], ['{}']]],
    ['one line', '{"a":1}', [['1']]],
    ['a list in an object', '{"ok":true,\n"data":[{"a":1},{"a":2}]}', [['1'], ['2']]],
    ['brackets and quotes inside texts', '[{"a":"]}\\"{["},{"a":"\\\\"}]', [[']}"{['], ['\\']]],
    [
      'turns within sessions',
      '[{"sid":7,"who":{"id":3},"turns":[{"t":"x"},{"t":"y","sid":9}]},{"sid":8,"who":{},"turns":[]}]',
      [
        ['7', '3', 'x'],
        ['7', '3', 'y', '9'],
      ],
    ],
  ])('%s', async (_says, text, rows) => {
    const read_ = await read(text)
    expect(read_.refused).toEqual([])
    expect(read_.rows).toEqual(rows)
  })

  test('one broken line of JSONL is refused alone', async () => {
    const { rows, refused } = await read('{"a":1}\n{"a":2\n{"a":3}\n')
    expect(rows).toEqual([['1'], ['3']])
    expect(refused.map((r) => r.line)).toEqual([2])
  })
  test('so is one broken element of an array, and one that does not end', async () => {
    const { rows, refused } = await read('[{"a":1},\n{"a":tru},\n{"a":3},\n{"a":4')
    expect(rows).toEqual([['1'], ['3']])
    expect(refused.map((r) => r.line)).toEqual([2, 4])
  })
})

describe('IMP-3 whole files are refused in a sentence', () => {
  test.each<[string, string | Buffer, RegExp]>([
    ['empty', '', /is empty/],
    ['only blanks', ' \n\n', /only blanks/],
    ['old Excel', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /old Excel/],
    ['a PDF by another name', '%PDF-1.4\n1 0 obj', /is a PDF/],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d', 'hex'), /is a picture/],
    ['a photo', Buffer.from('ffd8ffe000104a464946', 'hex'), /is a picture/],
    ['a zip that is no sheet', Buffer.from('504b0304deadbeef', 'hex'), /not a sheet/],
    ['an object without a list', '{\n"a":1\n}', /one JSON object/],
  ])('%s', async (_says, content, why) => {
    const refusal = await read(content).catch((e: unknown) => e)
    expect(refusal).toBeInstanceOf(Refusal)
    expect((refusal as Refusal).detail.says).toMatch(why)
  })
  test('missing', async () => {
    const refusal = await openTable(join(folder, 'none.csv'), { knows }).catch((e: unknown) => e)
    expect((refusal as Refusal).detail.says).toMatch(/no such file/)
  })
})
