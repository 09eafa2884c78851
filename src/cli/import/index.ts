import { orderHooks } from '../../order-hooks.ts'
import { readConfig } from '../../platform/config.ts'
import { openDb } from '../../platform/db/db.ts'
import { borrowDatabase } from '../database.ts'
import { type Connect, importChatsCommand } from './chats.ts'
import { importOrdersCommand } from './orders.ts'

type Command = (args: string[], connect: Connect) => Promise<number>

/** An import on the running desk's database, or one brought up meanwhile. `--data DIR` as for start. */
const onDatabase =
  (command: Command) =>
  (args: string[]): Promise<number> => {
    const at = args.indexOf('--data')
    const [data, rest] = at < 0 ? [[], args] : [args.slice(at, at + 2), args.toSpliced(at, 2)]
    return command(rest, async () => {
      const database = await borrowDatabase(readConfig(data, process.env), () => {})
      const db = openDb(database.connection, { poolSize: 2 })
      return {
        db,
        close: async () => {
          await db.close()
          await database.stop()
        },
      }
    })
  }

export const importChats = onDatabase(importChatsCommand)
export const importOrders = onDatabase((args, connect) => importOrdersCommand(args, connect, orderHooks))
