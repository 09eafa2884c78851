import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Refusal } from '../../../shared/refusal.ts'
import { type ChatTurn, type Reading, type ReadOptions, type Refused, readChats } from './read.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'peakdesk-import-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const at = (wall: string, offset = '+08:00') => Date.parse(`${wall.replace(' ', 'T')}${offset}`)
const readAll = async (path: string, options: ReadOptions = {}) => {
  const turns: ChatTurn[] = []
  const refused: Refused[] = []
  for await (const turn of readChats(path, options))
    if ('why' in turn) refused.push(turn)
    else turns.push(turn)
  return { turns, refused }
}
let files = 0
const saved = async (content: string | Buffer, name = `chats${++files}.csv`) => {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}
const read = async (content: string | Buffer, options: ReadOptions = {}) =>
  readAll(await saved(content), options)
const says = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.catch((e: unknown) => e)
  expect(error).toBeInstanceOf(Refusal)
  return String((error as Refusal).detail.says)
}
const brief = ({ session, buyer, role, at, text, item, line }: ChatTurn) => [
  session,
  buyer,
  role,
  at,
  text,
  item,
  line,
]

const HEADER = '会话ID,买家昵称,身份,发送时间,消息内容,商品ID'
const T = at('2018-09-30 15:57:00')

describe('IMP-4 the columns of common exports are recognised', () => {
  test.each<[string, string, unknown[][]]>([
    [
      'Chinese names',
      `${HEADER}\n7,小明,买家,2018-09-30 15:57:00,在吗,565\n7,小明,客服,2018/9/30 15:57,在的,-\n`,
      [
        ['7', '小明', 'buyer', T, '在吗', '565', 2],
        ['7', '小明', 'agent', T, '在的', null, 3],
      ],
    ],
    [
      'English names in another order, tabs, other cases',
      `Message Text\tSession_ID\tSender Type\tSent At\nhi\ts1\tCustomer\t1538294220\nhello\ts1\tRobot\t1538294220000\n`,
      [
        ['s1', 's1', 'buyer', T, 'hi', null, 2],
        ['s1', 's1', 'assistant', T, 'hello', null, 3],
      ],
    ],
    [
      'a 1/0 column, no times',
      'sid,userid,is_agent,content\n1,u,0,hi\n1,u,1,yes\n',
      [
        ['1', 'u', 'buyer', null, 'hi', null, 2],
        ['1', 'u', 'agent', null, 'yes', null, 3],
      ],
    ],
    [
      'senders by name: the buyer’s, the agent’s, a sub-account',
      '会话编号,买家,客服,发送人,时间,内容\n1,小明,阿云,小明,20180930155700,a\n1,小明,阿云,阿云,2018年9月30日 15:57:00,b\n1,小明,,云朵:小七,43373.6645833333,c\n',
      [
        ['1', '小明', 'buyer', T, 'a', null, 2],
        ['1', '小明', 'agent', T, 'b', null, 3],
        ['1', '小明', 'agent', T, 'c', null, 4],
      ],
    ],
    [
      'no session: one a buyer and day',
      '买家,身份,时间,内容\n小明,买家,2018-09-30 23:59:59,a\n小明,买家,2018-10-01 00:00:01,b\n',
      [
        ['小明 2018-09-30', '小明', 'buyer', at('2018-09-30 23:59:59'), 'a', null, 2],
        ['小明 2018-10-01', '小明', 'buyer', at('2018-10-01 00:00:01'), 'b', null, 3],
      ],
    ],
    [
      'ids wrapped against spreadsheets',
      `${HEADER}\n="0012",'0034,买家,2018-09-30T07:57:00Z,"\t好",\n`,
      [['0012', '0034', 'buyer', T, '好', null, 2]],
    ],
  ])('%s', async (_says, content, turns) => {
    const { turns: found, refused } = await read(content)
    expect(refused).toEqual([])
    expect(found.map(brief)).toEqual(turns)
  })

  test('in GBK, with the header on line 7', async () => {
    const text = `店铺：云朵\n\n\n导出人,小七\n\n\n${HEADER}\n7,小明,买家,2018-09-30 15:57:00,在吗,\n`
    const { turns } = await read(iconv.encode(text, 'gbk'))
    expect(turns.map(brief)).toEqual([['7', '小明', 'buyer', T, '在吗', null, 8]])
  })
})

describe('IMP-4 flags', () => {
  const odd = 'c1;who;when;what\nA;U;30/09/2018 15.57;hi\nA;S;30/09/2018 15.57;yes\n'
  const turns = [
    ['A', 'A', 'buyer', T, 'hi', null, 2],
    ['A', 'A', 'agent', T, 'yes', null, 3],
  ]
  test.each<[string, string, ReadOptions]>([
    ['by name', odd, { map: { session: 'c1', role: 'who', time: 'when', text: 'what' } }],
    ['by number', odd, { map: { session: '#1', role: '#2', time: '#3', text: '#4' } }],
  ])('%s', async (_says, content, options) => {
    const found = await read(content, {
      ...options,
      roles: { U: 'buyer', S: 'agent' },
      timeFormat: 'dd/MM/yyyy HH.mm',
    })
    expect(found.turns.map(brief)).toEqual(turns)
  })
  test('without header', async () => {
    const { turns } = await read('A,U,hi\nA,S,yes\n', {
      header: false,
      map: { session: '#1', role: '#2', text: '#3' },
      roles: { U: 'buyer', S: 'agent' },
    })
    expect(turns.map((t) => [t.role, t.text, t.line])).toEqual([
      ['buyer', 'hi', 1],
      ['agent', 'yes', 2],
    ])
  })
  test.each([
    ['Asia/Shanghai', '2018-09-30 15:57:00', T],
    ['UTC', '2018-09-30 15:57:00', at('2018-09-30 15:57:00', 'Z')],
    ['America/New_York', '2025-07-01 12:00:00', at('2025-07-01 12:00:00', '-04:00')],
    ['America/New_York', '2025-01-01 12:00:00', at('2025-01-01 12:00:00', '-05:00')],
    ['America/New_York', '2018-09-30 15:57:00+08:00', T], // an offset in the cell counts more
  ])('zone %s: %s', async (zone, wall, moment) => {
    const { turns } = await read(`sid,role,time,text\n1,buyer,${wall},x\n`, { zone })
    expect(turns[0]?.at).toBe(moment)
  })
})

describe('IMP-3 refused lines are told in a sentence, the others stay', () => {
  const good = '7,小明,买家,2018-09-30 15:57:00,在吗,'
  test.each<[string, string, RegExp]>([
    [
      'a bad time',
      '7,小明,买家,2018-13-45 99:00,在吗,',
      /^Line 5, time \(column 发送时间\): “2018-13-45 99:00” is no time/,
    ],
    ['a day that is not', '7,小明,买家,2018-02-30 10:00:00,在吗,', /is no time/],
    [
      'an unknown role',
      '7,小明,路人,2018-09-30 15:57:00,在吗,',
      /^Line 5, role .*“路人” is not known.*--role agent=路人/,
    ],
    ['no role', '7,小明,,2018-09-30 15:57:00,在吗,', /role .*is empty/],
    ['no text', '7,小明,买家,2018-09-30 15:57:00,,', /text .*is empty/],
    ['only NUL', '7,小明,买家,2018-09-30 15:57:00,\0,', /text .*is empty/],
    ['a missing column', '7,小明,买家', /text .*is empty/],
    ['no session', ',小明,买家,2018-09-30 15:57:00,在吗,', /session .*is empty/],
    [
      'a number Excel has cut',
      '1.93E+15,小明,买家,2018-09-30 15:57:00,在吗,',
      /session .*1\.93E\+15.*as text/,
    ],
    ['a text too long', `7,小明,买家,2018-09-30 15:57:00,${'长'.repeat(4001)},`, /4,001 characters/],
  ])('%s', async (_says, line, why) => {
    const { turns, refused } = await read([HEADER, good, good, good, line, good, ''].join('\n'))
    expect(turns.length).toBe(4)
    expect(refused.map((r) => r.line)).toEqual([5])
    expect(refused[0]?.why).toMatch(why)
  })
})

describe('IMP-4 what is not certain is not guessed', () => {
  test('missing columns: the columns seen with a sample, and the flag', async () => {
    const message = await says(read('编号,谁,说了什么\n1,小明,在吗\n'))
    expect(message).toMatch(/holds the text, the role, the session\?/)
    expect(message).toContain('#3 说了什么 e.g. 在吗')
    expect(message).toContain('--map text=COLUMN,role=COLUMN,session=COLUMN')
    expect(message).toContain('--no-header')
  })
  test.each<[string, ReadOptions, RegExp]>([
    ['a column that is not there', { map: { text: '内容' } }, /no column “内容” for text/],
    ['an unknown zone', { zone: 'Mars/Base' }, /“Mars\/Base”/],
    ['an unknown encoding', { encoding: 'ebcdic' }, /“ebcdic”/],
    ['an unknown preset', { preset: 'jddc' }, /there are jddc2018, jddc2019, u-need/],
    ['a time format without a date', { timeFormat: 'HH:mm' }, /must hold yyyy/],
  ])('%s', async (_says, options, why) => {
    expect(await says(read(`${HEADER}\n7,小明,买家,2018-09-30 15:57:00,在吗,\n`, options))).toMatch(why)
  })
  test('a row that happens to hold one known name is no header', async () => {
    expect(await says(read('编号,谁,话\n1,用户,在吗\n'))).toContain('#2 谁 e.g. 用户')
  })
  test('an empty file', async () => expect(await says(read(''))).toMatch(/is empty/))
})

describe('IMP-4 a layout is remembered by the file’s columns', () => {
  test('and used for the next file of the same columns, other flags still counting', async () => {
    let reading: Reading | undefined
    const content = 'c1,who,what\nA,U,hi\n'
    const flags: ReadOptions = { map: { session: 'c1', role: 'who', text: 'what' }, roles: { U: 'buyer' } }
    await read(content, {
      ...flags,
      onLayout: (r) => {
        reading = r
      },
    })
    const layout = reading?.layout
    if (layout?.kind !== 'table') throw new Error('no table')
    const recall = async (fingerprint: string) => (fingerprint === reading?.fingerprint ? layout : null)
    const { turns } = await read('c1,who,what\nB,U,ho\nB,S,yes\n', { recall, roles: { S: 'agent' } })
    expect(turns.map((t) => [t.session, t.role])).toEqual([
      ['B', 'buyer'],
      ['B', 'agent'],
    ])
    const later = await read('店铺,云朵\n\nc1,who,what\nB,U,ho\n', { recall }) // below other lines too
    expect(later.turns.map((t) => t.line)).toEqual([4])
    expect(await says(read('c1,who,what,more\nB,U,ho,x\n', { recall }))).toMatch(/Which column/)
  })
})

describe('IMP-8 a client’s chat log', () => {
  const log = [
    '----------------2018-09-30----------------',
    '云朵旗舰店:小七  (2018-09-30 15:56:00):',
    '亲在的',
    '买家小明 (2018-09-30 15:57:00):',
    '有没有套装',
    '补水的',
    '',
    '云朵旗舰店:小七  (2018-09-30 15:57:00):',
    '有的',
  ].join('\r\n')
  test('sub-accounts are agents, texts go over lines', async () => {
    const { turns } = await readAll(await saved(log, 'log.txt'))
    expect(turns.map(brief)).toEqual([
      ['买家小明 2018-09-30', '买家小明', 'agent', T - 60_000, '亲在的', null, 2],
      ['买家小明 2018-09-30', '买家小明', 'buyer', T, '有没有套装\n补水的', null, 4],
      ['买家小明 2018-09-30', '买家小明', 'agent', T, '有的', null, 8],
    ])
  })
  test('where nobody is known as the shop’s it asks', async () => {
    const plain = log.replaceAll('云朵旗舰店:小七', '小七')
    expect(await says(readAll(await saved(plain, 'log2.txt')))).toMatch(/小七, 买家小明.*--role agent=NAME/)
    const { turns } = await readAll(await saved(plain, 'log3.txt'), { roles: { 小七: 'agent' } })
    expect(turns.map((t) => t.role)).toEqual(['agent', 'buyer', 'agent'])
  })
})

describe('IMP-9 public layouts, by made-up files', () => {
  test('jddc2019', async () => {
    const { turns } = await read(
      's1\tUSERID_1\t0\t0\t0\tnan\t"在吗\ns1\tUSERID_1\t1\t0\t1\t4383667\t在的,您说\n',
      { preset: 'jddc2019' },
    )
    expect(turns.map(brief)).toEqual([
      ['s1', 'USERID_1', 'buyer', null, '"在吗', null, 1],
      ['s1', 'USERID_1', 'agent', null, '在的,您说', '4383667', 2],
    ])
  })

  test('jddc2018: who spoke is learned; several in a row stay with one', async () => {
    const questions = await saved(
      [
        '我的货呢,什么时候到,亲亲请稍等为您查询哦,快点啊,',
        '怎么退货,亲亲为您查询哦,要多久啊,',
        '怎么退款呢,什么时候到啊,',
      ].join('\n'),
      'tinyQuestions.txt',
    )
    await saved(
      ['请稍等哦亲亲,正在为您查询哦,', '亲亲为您查询稍等哦,', '亲亲请稍等哦,'].join('\n'),
      'tinyAnswers.txt',
    )
    const { turns, refused } = await readAll(questions, { preset: 'jddc2018' })
    expect(refused).toEqual([])
    expect(turns.filter((t) => t.line === 1).map((t) => [t.session, t.role, t.text])).toEqual([
      ['jddc2018-1', 'buyer', '我的货呢'],
      ['jddc2018-1', 'buyer', '什么时候到'],
      ['jddc2018-1', 'agent', '亲亲请稍等为您查询哦'],
      ['jddc2018-1', 'buyer', '快点啊'],
      ['jddc2018-1', 'agent', '请稍等哦亲亲'],
      ['jddc2018-1', 'agent', '正在为您查询哦'],
    ])
    expect(turns.map((t) => t.line)).toEqual([1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3])
  })
  test('jddc2018 asks for the second file', async () => {
    expect(await says(readAll(await saved('a,b,', 'other.txt'), { preset: 'jddc2018' }))).toMatch(/--answers/)
    expect(await says(readAll(await saved('a,b,', 'lostQuestions.txt'), { preset: 'jddc2018' }))).toMatch(
      /lostAnswers\.txt.*no such file/,
    )
  })

  test('u-need', async () => {
    const sessions = [
      {
        sid: 's1',
        userid: '2201523477005',
        dialogue: [
          {
            time: '2018-09-30 15:57:00',
            sender_type: '用户',
            send_content: '有没有套装',
            rec_item_id: [],
            attributes: [{ key: 'x' }],
          },
          {
            time: '2018-09-30 15:57:00',
            sender_type: '客服',
            send_content: '有的',
            rec_item_id: ['565208902623'],
            attributes: [],
          },
        ],
      },
    ]
    for (const options of [{ preset: 'u-need' }, {}]) {
      const { turns } = await read(JSON.stringify(sessions, null, 1), options)
      expect(turns.map(brief)).toEqual([
        ['s1', '2201523477005', 'buyer', T, '有没有套装', null, 2],
        ['s1', '2201523477005', 'agent', T, '有的', '565208902623', 2],
      ])
    }
  })
})

const samples = process.env.PEAKDESK_DATA_SAMPLES ?? ''
const real = (file: string) => join(samples, file)
if (samples === '')
  console.warn(
    'The real public data sets are not read: set PEAKDESK_DATA_SAMPLES to the folder that holds jddc/ and chats/.',
  )
describe.skipIf(samples === '')('IMP-9 public layouts, the real files', () => {
  test.each<[string, string, ReadOptions, number, number]>([
    ['jddc2018', 'jddc/jddc2018_trainQuestions.txt', { preset: 'jddc2018' }, 10_270, 101_501],
    ['jddc2019', 'jddc/jddc2019_chat_0.1per.txt', { preset: 'jddc2019' }, 994, 12_136],
    ['u-need', 'chats/u-need_examples.json', { preset: 'u-need' }, 5, 72],
  ])('%s', async (_name, file, options, sessions, turns) => {
    expect(existsSync(real(file))).toBe(true)
    const found = await readAll(real(file), options)
    expect(found.refused).toEqual([])
    expect(found.turns.length).toBe(turns)
    expect(new Set(found.turns.map((t) => t.session)).size).toBe(sessions)
    expect(new Set(found.turns.map((t) => t.role))).toEqual(new Set(['buyer', 'agent']))
  })
})
