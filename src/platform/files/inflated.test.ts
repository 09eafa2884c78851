import { expect, test } from 'vitest'
import writeXlsx from 'write-excel-file/node'
import { assertUnpacksWithin } from './inflated.ts'

const MB = 1024 * 1024
const sheet = async (blanks: number) =>
  (await writeXlsx([[{ value: `a${' '.repeat(blanks)}b` }]], {})).toBuffer()

test('a sheet that unpacks to little passes, one that unpacks to more does not, whatever it says of itself', async () => {
  const large = await sheet(32_000)
  expect(() => assertUnpacksWithin(large, MB)).not.toThrow()
  expect(() => assertUnpacksWithin(large, 20_000)).toThrow(expect.objectContaining({ code: 'malformed' }))
  // Its list of contents claims that every entry unpacks to a byte.
  for (let at = 0; at < large.length - 46; at++)
    if (large.readUInt32LE(at) === 0x02014b50) large.writeUInt32LE(1, at + 24)
  expect(() => assertUnpacksWithin(large, 20_000)).toThrow(expect.objectContaining({ code: 'malformed' }))
})

test.each([
  ['nothing', Buffer.alloc(0)],
  ['no archive', Buffer.from('PK and nothing more, but long enough to look at')],
])('%s is left to whoever reads it', (_, bytes) => {
  expect(() => assertUnpacksWithin(bytes, MB)).not.toThrow()
})
