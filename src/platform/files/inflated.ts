import { inflateRawSync } from 'node:zlib'
import { unreadable } from './refused.ts'

const END = 0x06054b50
const ENTRY = 0x02014b50

/**
 * Refuses a ZIP file (so an XLSX one) that unpacks to more than `limit` bytes. Sizes written in the file are its maker's
 * word: what is packed is unpacked here, no further than the limit. A kilobyte can claim, or hold, a megabyte of blanks.
 * A file without a list of contents is left to whoever reads it, who will not find anything either.
 */
export const assertUnpacksWithin = (file: Uint8Array, limit: number): void => {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  const tooMuch = () => unreadable(`The file unpacks to more than ${Math.round(limit / 1024 / 1024)} MB.`)
  let end = bytes.length - 22
  while (end >= 0 && bytes.readUInt32LE(end) !== END) end--
  if (end < 0) return
  let at = bytes.readUInt32LE(end + 16)
  let left = limit
  for (let n = bytes.readUInt16LE(end + 10); n > 0; n--) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== ENTRY) return
    const packed = bytes.readUInt32LE(at + 20)
    const header = bytes.readUInt32LE(at + 42)
    if (header + 30 <= bytes.length) {
      const from = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28)
      if (bytes.readUInt16LE(at + 10) === 0) left -= packed
      else {
        try {
          left -= inflateRawSync(bytes.subarray(from, from + packed), { maxOutputLength: left + 1 }).length
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooMuch()
          throw unreadable('The file is damaged: it cannot be unpacked.')
        }
      }
      if (left < 0) throw tooMuch()
    }
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
}
