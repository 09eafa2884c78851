import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { unreadable } from '../../../platform/files/index.ts'
import { Preset } from './layout.ts'

const FOLDER = join(import.meta.dirname, 'presets')

export const presetNames = async (): Promise<string[]> =>
  (await readdir(FOLDER)).map((name) => name.replace(/\.json$/, '')).sort()

/** Throws `malformed` naming the presets there are. */
export const presetNamed = async (name: string): Promise<Preset> => {
  const names = await presetNames()
  if (!names.includes(name)) throw unreadable(`There is no preset “${name}”; there are ${names.join(', ')}.`)
  return Preset.parse(JSON.parse(await readFile(join(FOLDER, `${name}.json`), 'utf8')))
}
