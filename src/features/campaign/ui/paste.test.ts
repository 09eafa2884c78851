import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mergedSignUps, readPasted } from './paste.ts'

describe('a row of a spreadsheet', () => {
  test.each([
    ['three cells', 'P100\tS1\t299', { product: 'P100', sku: 'S1', priceFen: 29900 }],
    ['no SKU', 'P100\t\t299.5', { product: 'P100', sku: null, priceFen: 29950 }],
    ['the SKU left out', 'P100\t299.50', { product: 'P100', sku: null, priceFen: 29950 }],
    [
      'a price as people write it',
      'P100\tS1\t ￥1,299.00 ',
      { product: 'P100', sku: 'S1', priceFen: 129900 },
    ],
    ['wide digits', 'P100\tS1\t１９．９元', { product: 'P100', sku: 'S1', priceFen: 1990 }],
    ['commas for tabs', 'P100,S1,1299', { product: 'P100', sku: 'S1', priceFen: 129900 }],
    ['commas and no SKU', 'P100，299', { product: 'P100', sku: null, priceFen: 29900 }],
    ['zeros beyond the fen', 'P100\tS1\t9.9000', { product: 'P100', sku: 'S1', priceFen: 990 }],
    ['empty cells behind', 'P100\tS1\t9.9\t\t', { product: 'P100', sku: 'S1', priceFen: 990 }],
  ])('with %s is taken', (_, text, row) => {
    expect(readPasted(text)).toEqual({ rows: [{ line: 1, ...row }], broken: [] })
  })
  test.each([
    ['columns', 'P100'],
    ['columns', 'P100\tS1\tred\t299'],
    ['product', '\tS1\t299'],
    ['long', `${'x'.repeat(81)}\tS1\t299`],
    ['price', 'P100\tS1\tten'],
    ['price', 'P100\tS1\t-5'],
    ['price', 'P100\tS1\t'],
    ['fraction', 'P100\tS1\t9.999'],
    ['zero', 'P100\tS1\t0.00'],
    ['most', 'P100\tS1\t1000000.01'],
  ])('is kept as broken: %s', (why, text) => {
    expect(readPasted(`P1\tS\t1\n${text}`).broken).toEqual([{ line: 2, text, why, other: null }])
  })
})

test('the head of a table and blank lines are left out, and lines keep their numbers', () => {
  const text = '商品编号\tSKU\t报名价\r\n\r\nP1\tS1\t10\r\nP2\t\tx\r\nP1\tS1\t12\r\n'
  expect(readPasted(text)).toEqual({
    rows: [{ line: 3, product: 'P1', sku: 'S1', priceFen: 1000 }],
    broken: [
      { line: 4, text: 'P2\t\tx', why: 'price', other: null },
      { line: 5, text: 'P1\tS1\t12', why: 'twice', other: 3 },
    ],
  })
})

test('a head further down is a broken row: it stands where a product should', () => {
  expect(readPasted('P1\tS1\t10\nid\tsku\tprice').broken.map(({ line, why }) => [line, why])).toEqual([
    [2, 'price'],
  ])
})

test('every line that says something is either a row or named as broken', () => {
  const cell = fc.constantFrom('', 'P1', 'P2', '10', '9.999', '价格', ' ', '￥5')
  const line = fc.array(cell, { minLength: 1, maxLength: 4 }).map((cells) => cells.join('\t'))
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
      const { rows, broken } = readPasted(lines.join('\n'))
      const said = lines.filter((text) => text.trim() !== '').length
      const named = new Set([...rows, ...broken].map((one) => one.line))
      expect(named.size).toBe(rows.length + broken.length)
      // Only the head, the first line, may be left out.
      expect(said - named.size).toBeLessThanOrEqual(1)
      for (const { priceFen } of rows) expect(Number.isInteger(priceFen) && priceFen > 0).toBe(true)
    }),
  )
})

test('pasted prices take the place of those there were, and others stay where they are', () => {
  const row = (wave: string, product: string, sku: string | null, priceFen: number) => ({
    wave,
    product,
    sku,
    priceFen,
  })
  expect(
    mergedSignUps(
      [row('1', 'A', null, 100), row('2', 'A', null, 200), row('1', 'B', 's', 300)],
      [row('1', 'C', null, 50), row('1', 'A', null, 90)],
    ),
  ).toEqual([
    row('1', 'A', null, 90),
    row('2', 'A', null, 200),
    row('1', 'B', 's', 300),
    row('1', 'C', null, 50),
  ])
})
