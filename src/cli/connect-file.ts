import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
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
  await mkdir(data, { recursive: true, mode: 0o711 }) // with DATABASE_URL nothing else has made it
  await rm(pathOf(data), { force: true })
  await writeFile(pathOf(data), `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 })
}

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

/** Takes this process's file away. A start that is refused because another desk runs leaves that one's where it is. */
export const removeConnectFile = async (data: string): Promise<void> => {
  if ((await readConnectFile(data))?.pid === process.pid) await rm(pathOf(data), { force: true })
}
