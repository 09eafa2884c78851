import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plain } from '../../../../platform/files/index.ts'
import { hash53 } from '../../../../shared/hash.ts'
import { commonTimes } from '../../../../shared/written-time.ts'
import { merged } from '../merge.ts'
import { OrderUpdate } from '../order.ts'
import type { Draft } from './field.ts'
import { formats } from './formats/index.ts'
import { goodsFrom } from './goods.ts'
import { together, updateOf } from './grouping.ts'
import { formatOf, layoutOf, type OrderMapping, suggested } from './layout.ts'
import { exportMoment } from './moment.ts'
import type { Problem } from './problem.ts'
import { readerFor } from './reading.ts'

const ZONE = 'Asia/Shanghai'
const time = commonTimes(ZONE)
const at = (wall: string): number => time(wall) ?? Number.NaN
const EXPORT = at('2021-11-11 12:00')

const goods = goodsFrom([
  { id: '600', title: '水洗棉四件套', skus: [] },
  {
    id: 'W01',
    title: '双层纱家居服',
    skus: [
      { id: 'W01-M', options: { 颜色: '雾粉', 尺码: 'M' } },
      { id: 'W01-L', options: { 颜色: '雾粉', 尺码: 'L' } },
    ],
  },
])

/** Rows (by column) of one file as updates, and what was said of them. */
const read = (rows: readonly Record<string, string>[], said: OrderMapping | null = null) => {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const layout = layoutOf(columns.map(plain), said)
  const reader = readerFor(columns.map(plain), layout, { clean: plain, time })
  const problems: Problem[] = []
  const drafts = new Map<string, Draft[]>()
  for (const [i, row] of rows.entries()) {
    const draft = reader.read(
      i + 2,
      columns.map((column) => row[column] ?? ''),
      (p) => problems.push(p),
    )
    if ('reason' in draft) problems.push(draft)
    else drafts.set(draft.id, [...(drafts.get(draft.id) ?? []), draft])
  }
  const updates = [...drafts.values()].map((rows) =>
    updateOf(rows, { at: EXPORT, layout, goods }, (p) => problems.push(p)),
  )
  for (const update of updates) expect(OrderUpdate.safeParse(update).error).toBeUndefined()
  return { updates, problems, layout }
}

const LIST = {
  订单编号: '="2021111100000000001"',
  订单状态: '交易成功',
  '宝贝标题 ': '水洗棉四件套',
  宝贝总数量: '1',
  订单创建时间: '2021-11-11 09:00:00',
}
const DETAIL = {
  订单编号: '="2021111100000000001"',
  标题: '水洗棉四件套',
  价格: '329.00',
  购买数量: '1',
  外部系统编号: '',
  商品属性: '',
  订单状态: '交易成功',
  商家编码: '',
}
const PDD = {
  订单成交时间: '2021-07-07 10:00:00\t',
  商品: '水洗棉四件套\t',
  订单号: '210707-339507000000001\t',
  订单状态: '待发货\t',
  '用户实付金额(元)': '319',
  '商品数量(件)': '1',
  商品id: '600\t',
  售后状态: '无售后或售后取消',
}
const DY = {
  主订单编号: '\t6917926768823643751',
  子订单编号: '\t6917926768823643751',
  选购商品: '水洗棉四件套',
  商品规格: '',
  商品数量: '1',
  商家编码: '\t-',
  订单应付金额: '319.00',
  订单状态: '备货中',
  售后状态: '-',
}

test.each([
  ['taobao-list', LIST],
  ['taobao-detail', DETAIL],
  ['pinduoduo', PDD],
  ['douyin', DY],
  [null, { 订单号: '1', 客户: 'a' }],
  [null, { 会话ID: '1', 消息内容: 'a' }],
])('[ORD-51] %s is recognised by its columns', (name, row) => {
  expect(formatOf(Object.keys(row).map(plain))?.name ?? null).toBe(name)
})

test('[ORD-52] every format says where its names were read, and reads them all', () => {
  for (const { columns, source, marks, statuses } of formats) {
    expect(source.where).not.toBe('')
    expect(source.on).toMatch(/^\d{4}-\d\d-\d\d$/)
    expect(Object.keys(statuses).length).toBeGreaterThan(5)
    for (const names of marks) expect(names.some((name) => name in columns)).toBe(true)
  }
})

describe('[ORD-53] cells as exports have them', () => {
  const cases: [string, Record<string, string>, Partial<OrderUpdate>, Problem['reason'][]][] = [
    ['an id in ="…"', LIST, { id: '2021111100000000001', status: 'finished' }, []],
    [
      "a ' before the phone, and the other number empty",
      { ...LIST, '联系电话 ': "'", 联系手机: "'18600000065" },
      { address: { name: '', phone: '18600000065', province: '', city: '', district: '', detail: '' } },
      [],
    ],
    [
      'blanks after a column’s name',
      { ...LIST, '订单付款时间 ': '2021/11/11 9:05' },
      { paidAt: at('2021-11-11 09:05') },
      [],
    ],
    ['0000-00-00 for never', { ...LIST, '订单付款时间 ': '0000-00-00 00:00:00' }, { paidAt: undefined }, []],
    ['an amount with 元', { ...LIST, 买家应付货款: '1,329.05元' }, { goodsFen: 132905 }, []],
    ['an amount of halves', { ...LIST, 买家应付货款: '0.07' }, { goodsFen: 7 }, []],
    ['a state with another comma', { ...LIST, 订单状态: '买家已付款,等待卖家发货' }, { status: 'paid' }, []],
    ['a state nobody knows', { ...LIST, 订单状态: '神秘状态' }, { status: undefined }, ['unknown-status']],
    ["'null for no remark", { ...LIST, 订单备注: "'null" }, { remark: '' }, []],
    [
      'an address in one cell',
      { ...LIST, '收货地址 ': '浙江省 杭州市 西湖区 文三路 1 号(310000)' },
      {
        address: {
          name: '',
          phone: '',
          province: '浙江省',
          city: '杭州市',
          district: '西湖区',
          detail: '文三路 1 号(310000)',
        },
      },
      [],
    ],
    [
      'an address in a great city',
      { ...LIST, '收货地址 ': '上海 上海市 浦东新区 样例路 7 号' },
      {
        address: {
          name: '',
          phone: '',
          province: '上海',
          city: '上海市',
          district: '浦东新区',
          detail: '样例路 7 号',
        },
      },
      [],
    ],
    [
      'an address that is no such',
      { ...LIST, '收货地址 ': '老地方' },
      { address: { name: '', phone: '', province: '', city: '', district: '', detail: '老地方' } },
      [],
    ],
    [
      'stars for a whole address say nothing',
      { ...LIST, 收货人姓名: '***', '收货地址 ': '****' },
      { address: undefined },
      [],
    ],
    [
      'a parcel with No:',
      { ...LIST, '物流单号 ': 'No:SF100', '物流公司 ': '顺丰' },
      { shipments: [{ id: 'SF100', carrier: '顺丰', at: at('2021-11-11 09:00') }] },
      [],
    ],
    [
      'what was paid back',
      { ...LIST, 退款金额: '30.00' },
      {
        refunds: [
          { id: 'file', kind: 'refund', line: null, state: 'done', fen: 3000, reason: '', at: EXPORT },
        ],
      },
      [],
    ],
    ['columns nobody knows are kept', { ...LIST, 特别标记: 'VIP' }, { extra: { 特别标记: 'VIP' } }, []],
    ['those of no use are not', { ...LIST, 买家支付宝账号: 'a@example.com' }, { extra: undefined }, []],
    ['goods summed up are as old as the order', LIST, { asOf: { lines: at('2021-11-11 09:00') } }, []],
    [
      'tabs behind cells; no time, but a day in the id',
      { ...PDD, 订单成交时间: '' },
      {
        id: '210707-339507000000001',
        createdAt: at('2021-07-07'),
        asOf: { createdAt: 0 },
        status: 'paid',
        payableFen: 31900,
      },
      [],
    ],
    ['no after-sale says nothing', PDD, { refunds: undefined, createdAt: at('2021-07-07 10:00') }, []],
    [
      'an after-sale',
      { ...PDD, 售后状态: '退款成功' },
      {
        refunds: [
          { id: 'file', kind: 'refund', line: null, state: 'done', fen: null, reason: '', at: EXPORT },
        ],
      },
      [],
    ],
    [
      'tabs before cells, ciphers, - for empty',
      { ...DY, 收件人: '##abc##', 收件人手机号: '$$def$$', 取消原因: '-' },
      {
        id: '6917926768823643751',
        closeReason: undefined,
        address: { name: '##abc##', phone: '$$def$$', province: '', city: '', district: '', detail: '' },
      },
      [],
    ],
    [
      'a cipher longer than its place is left out whole',
      { ...DY, 收件人: `##${'x'.repeat(300)}` },
      { address: undefined },
      ['cut-short'],
    ],
    [
      'a day of a spreadsheet',
      { ...LIST, 订单创建时间: '44511.375' },
      { createdAt: at('2021-11-11 09:00') },
      [],
    ],
    ['what is no time', { ...LIST, 订单创建时间: '昨天' }, { createdAt: undefined }, ['bad-time']],
    ['what is no amount', { ...LIST, 总金额: '面议' }, { payableFen: undefined }, ['bad-amount']],
    ['more than any amount', { ...LIST, 总金额: '9999999999.00' }, { payableFen: undefined }, ['bad-amount']],
    [
      'no quantity: no line',
      { ...DETAIL, 购买数量: '很多' },
      { lines: undefined, status: 'finished' },
      ['bad-quantity'],
    ],
    [
      'the digits of a product’s id are cut',
      { ...PDD, 商品id: '6.001E+11' },
      { id: '210707-339507000000001' },
      ['spoiled-number'],
    ],
  ]
  test.each(cases)('%s', (_says, row, gives, reasons) => {
    const { updates, problems } = read([row])
    expect(updates).toHaveLength(1)
    for (const [name, value] of Object.entries(gives))
      expect(updates[0]?.[name as keyof OrderUpdate], name).toEqual(value)
    expect(problems.map(({ reason }) => reason)).toEqual(reasons)
  })

  test.each<[string, string, Problem['reason']]>([
    ['none', '', 'no-id'],
    ['a sum', '合计', 'bad-id'],
    ['what a spreadsheet left of it', '1.93E+15', 'spoiled-id'],
    ['one with blanks in it', '2021 1111', 'bad-id'],
    ['one that never ends', '1'.repeat(81), 'bad-id'],
  ])('a row is refused whose id is %s', (_says, id, reason) => {
    const { updates, problems } = read([{ ...LIST, 订单编号: id }, LIST])
    expect(updates).toHaveLength(1)
    expect(problems).toMatchObject([{ line: 2, column: '订单编号', reason }])
  })

  test('[ORD-58] no report shows what may tell of a person', () => {
    const secret = '绝密的人'.repeat(200)
    const { problems } = read([{ ...LIST, 买家留言: secret.repeat(3), '收货地址 ': secret }])
    expect(problems.map(({ reason }) => reason)).toEqual(['cut-short', 'cut-short'])
    expect(JSON.stringify(problems)).not.toContain('绝密')
  })
})

describe('[ORD-54] rows of one order', () => {
  test('Douyin: parts add up to what is to be paid, and to one state', () => {
    const { updates } = read([
      { ...DY, 子订单编号: '\t1', 订单应付金额: '398.00', 运费: '5.00', 订单状态: '已发货' },
      { ...DY, 主订单编号: '\t7', 子订单编号: '\t7', 运费: '0.00' },
      { ...DY, 子订单编号: '\t2', 订单应付金额: '199.00', 运费: '0.00', 订单状态: '备货中' },
    ])
    expect(updates).toMatchObject([
      { payableFen: 59700, freightFen: 500, status: 'part-shipped', lines: [{ id: '1' }, { id: '2' }] },
      { id: '7', payableFen: 31900, status: 'paid' },
    ])
  })

  test('several items in one cell', () => {
    const joined = {
      ...DY,
      选购商品: '水洗棉四件套;双层纱家居服',
      商品规格: '1.5 米;雾粉 M',
      商品数量: '1;2',
      商家编码: '\tX;W01-M',
    }
    const { updates, problems } = read([joined])
    expect(updates[0]?.lines).toMatchObject([
      { title: '水洗棉四件套', said: '1.5 米', quantity: 1, product: '600' },
      { title: '双层纱家居服', said: '雾粉 M', quantity: 2, code: 'W01-M', product: 'W01', sku: 'W01-M' },
    ])
    expect(problems).toEqual([])
    const unequal = read([{ ...joined, 商品规格: '1.5 米' }])
    expect(unequal.problems).toMatchObject([{ reason: 'items-disagree', column: '商品规格' }])
    expect(unequal.updates[0]?.lines).toMatchObject([{ said: '' }, { said: '' }])
  })

  test('two lines alike stay two; more than 200 are cut and told of', () => {
    expect(read([DETAIL, DETAIL]).updates[0]?.lines).toHaveLength(2)
    const { updates, problems } = read(
      Array.from({ length: 201 }, (_, i) => ({ ...DETAIL, 价格: `${i}.00` })),
    )
    expect(updates[0]?.lines).toHaveLength(200)
    expect(problems).toMatchObject([{ reason: 'too-many-lines', value: '201' }])
  })

  test.each([
    [['closed', 'closed'], 'closed'],
    [['closed', 'paid'], 'paid'],
    [['paid', 'shipped'], 'part-shipped'],
    [['paid', 'finished'], 'part-shipped'],
    [['shipped', 'finished'], 'shipped'],
    [['finished', 'closed'], 'finished'],
    [[], null],
  ] as const)('states %j together are %s', (parts, gives) => {
    expect(together(parts)).toBe(gives)
  })

  const row = fc.record({
    主订单编号: fc.constantFrom('1', '2', '3'),
    子订单编号: fc.constantFrom('', '11', '12', '13'),
    选购商品: fc.constantFrom('水洗棉四件套', '双层纱家居服'),
    商品数量: fc.constantFrom('1', '2', '1;2', 'x'),
    订单应付金额: fc.constantFrom('1.00', '2.00', ''),
    订单状态: fc.constantFrom('备货中', '已发货', '已关闭', '?'),
    商家备注: fc.constantFrom('', '先发', '后发'),
    售后状态: fc.constantFrom('-', '退款成功', '售后关闭'),
    收件人: fc.constantFrom('', '甲', '乙'),
    别的: fc.constantFrom('', 'x', 'y'),
  })
  test('in whatever order they stand, the same orders come out', () => {
    fc.assert(
      fc.property(
        fc
          .array(row, { maxLength: 12 })
          .chain((rows) =>
            fc.tuple(
              fc.constant(rows),
              fc.shuffledSubarray(rows, { minLength: rows.length, maxLength: rows.length }),
            ),
          ),
        ([rows, shuffled]) => {
          // Columns stand in the same order whichever row comes first.
          const all = (list: typeof rows) => read(list).updates.toSorted((a, b) => (a.id < b.id ? -1 : 1))
          expect(all(shuffled)).toEqual(all(rows))
        },
      ),
      { numRuns: 300 },
    )
  })
})

test('[ORD-54] a list and its details make one order, whichever comes first', () => {
  const [list] = read([{ ...LIST, 总金额: '329.00' }]).updates
  const [detail] = read([DETAIL]).updates
  if (!list || !detail) throw new Error('unread')
  const after = (...updates: OrderUpdate[]) =>
    updates.reduce(
      (known: Parameters<typeof merged>[0], update) => merged(known, update, 'import')?.known ?? known,
      null,
    )
  const first = after(list, detail)
  expect(first).toEqual(after(detail, list))
  expect(first?.order).toMatchObject({
    payableFen: 32900,
    lines: [{ title: '水洗棉四件套', quantity: 1, priceFen: 32900 }],
  })
  expect(after(list, detail, list, detail)).toEqual(first)
})

test('[ORD-53] a day guessed from an id gives way to the moment a platform tells', () => {
  const [guess] = read([{ ...PDD, 订单成交时间: '' }]).updates
  if (!guess) throw new Error('unread')
  const told: OrderUpdate = { id: guess.id, at: at('2021-07-07 10:00'), createdAt: at('2021-07-07 09:59') }
  const known = merged(null, told, 'bridge')?.known ?? null
  expect(merged(known, guess, 'import')?.known.order.createdAt).toBe(told.createdAt)
})

describe('[ORD-57] goods', () => {
  test.each([
    ['a SKU’s id as merchant code', { code: 'W01-M', title: '?' }, 'W01', 'W01-M'],
    [
      'a product’s id as merchant code',
      { code: 'W01', options: { 颜色: '雾粉', 尺码: 'L' } },
      'W01',
      'W01-L',
    ],
    ['the product’s id, options in one text', { product: 'W01', said: '雾粉,M' }, 'W01', 'W01-M'],
    ['the whole title', { title: '双层纱家居服' }, 'W01', null],
    ['half a title', { title: '双层纱' }, null, null],
    ['a platform’s id the catalogue does not know', { product: '999', title: '?' }, null, null],
  ])('%s', (_says, line, product, sku) => {
    expect(goods.find(line)).toEqual({ product, sku })
  })
  test('titles of two products tell nothing', () => {
    const two = goodsFrom(['a', 'b'].map((id) => ({ id, title: '同名', skus: [] })))
    expect(two.find({ title: '同名' })).toEqual({ product: null, sku: null })
  })
})

describe('[ORD-52] tables that are no platform’s export', () => {
  test('are guessed by names, and mended by what a person says', () => {
    const row = { 单号: 'A-1', 客户: '甲', 状态: '已打包', 品名: '水洗棉四件套', 数量: '2', 应收: '658' }
    expect([...suggested(Object.keys(row)).columns]).toEqual(
      expect.arrayContaining([
        ['客户', 'buyer-name'],
        ['状态', 'status'],
        ['品名', 'title'],
        ['数量', 'quantity'],
      ]),
    )
    const said = read([row], {
      columns: { 单号: 'id', 应收: 'payable', 客户: null },
      statuses: { 已打包: 'paid' },
    })
    expect(said.updates).toMatchObject([
      {
        id: 'A-1',
        status: 'paid',
        payableFen: 65800,
        extra: { 客户: '甲' },
        lines: [{ quantity: 2, product: '600' }],
      },
    ])
    expect(said.updates[0]?.buyer).toBeUndefined()
  })
  test('in English', () => {
    const { updates } = read([
      { 'Order ID': 'X1', Status: 'Shipped', 'Created at': '2021-11-11 09:00', Total: '5.5' },
    ])
    expect(updates).toMatchObject([
      { id: 'X1', status: 'shipped', createdAt: at('2021-11-11 09:00'), payableFen: 550 },
    ])
  })
})

test.each([
  ['ExportOrderList202111111200.csv', 'taobao-list', at('2021-11-11 12:00'), 'name'],
  ['ExportOrderDetailList20211111120030 (1).csv', 'taobao-detail', at('2021-11-11 12:00'), 'name'],
  ['1636603200_abc.csv', 'douyin', 1636603200000, 'name'],
  ['1636603200123_abc.csv', 'douyin', 1636603200123, 'name'],
  ['订单.csv', 'taobao-list', at('2021-11-12'), 'file'],
  ['202111111200.csv', 'pinduoduo', at('2021-11-12'), 'file'],
  // A clock that goes before: nothing is of a moment to come.
  ['ExportOrderList209911111200.csv', 'taobao-list', at('2021-11-13'), 'name'],
] as const)('[ORD-55] the moment of %s', (name, format, moment, from) => {
  const now = at('2021-11-13')
  expect(exportMoment({ name, format, modified: at('2021-11-12') }, ZONE, now)).toEqual({ at: moment, from })
  expect(exportMoment({ name: 'x', format, modified: null }, ZONE, now)).toBeNull()
})

test('ids made of texts are whole numbers of 53 bits', () => {
  fc.assert(fc.property(fc.string(), (text) => Number.isSafeInteger(hash53(text)) && hash53(text) >= 0))
})
