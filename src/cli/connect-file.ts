import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'

/** How other commands on this machine find a running desk: `connect.json` in its data folder, for its owner only. */
export interface ConnectFile {
  pid: number
  url: string
  database: pg.ClientConfig
  bridge: { key: string; secret: string } | null
}

const pathOf = (data: string): string => join(data, 'connect.json')

export const writeConnectFile = async (data: string, content: ConnectFile): Promise<void> => {
  await rm(pathOf(data), { force: true })
  await writeFile(pathOf(data), `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 })
}

export const removeConnectFile = (data: string): Promise<void> => rm(pathOf(data), { force: true })

/** The running desk's file; null when none runs on this folder. */
export const readConnectFile = async (data: string): Promise<ConnectFile | null> => {
  try {
    const content = JSON.parse(await readFile(pathOf(data), 'utf8')) as ConnectFile
    process.kill(content.pid, 0)
    return content
  } catch {
    return null
  }
}
