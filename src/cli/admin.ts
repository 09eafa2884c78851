import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { beginFaq, defaultFaq } from '../features/assistant/index.ts'
import { createChannel } from '../features/channel/index.ts'
import { defaultPhrases, seedPhrases } from '../features/phrase/index.ts'
import { Platform, ShopFacts } from '../features/shop/domain.ts'
import { createShop, joinShop } from '../features/shop/index.ts'
import { record } from '../platform/auth/audit.ts'
import { createAuth } from '../platform/auth/index.ts'
import { systemClock } from '../platform/clock.ts'
import { readConfig, StartFault } from '../platform/config.ts'
import { all, type Db, one, openDb, sql, type Tx } from '../platform/db/db.ts'
import { clientOf } from '../platform/http/security.ts'
import { excerpt } from '../shared/text.ts'
import { borrowDatabase } from './database.ts'
import { randomPassword } from './random-password.ts'

const say = (line: string): void => console.log(line)
const NO_DESK =
  'There is no shop here yet: start the desk once with ./peakdesk start, which makes the first owner.'

/** Works on the database that the configuration names, whether or not a desk runs on it. */
const withDb = async <T>(data: string | undefined, work: (db: Db) => Promise<T>): Promise<T> => {
  const config = readConfig(data === undefined ? [] : ['--data', data], process.env)
  // A mistyped folder must not become a new, empty desk.
  if (config.databaseUrl === null && !existsSync(join(config.data, 'pg')))
    throw new StartFault(`There is no desk in ${config.data}. Say where it is with --data or PEAKDESK_DATA.`)
  const database = await borrowDatabase(config, () => {})
  const db = openDb(database.connection, { poolSize: 2 })
  try {
    return await work(db)
  } finally {
    await db.close()
    await database.stop()
  }
}

/** Throws StartFault for what the options do not know. */
const read = <T>(parse: () => T): T => {
  try {
    return parse()
  } catch (error) {
    throw new StartFault(`${(error as Error).message} Try ./peakdesk --help.`)
  }
}

const factsOf = (args: string[]) => {
  const { data, name, platform, zone, locale } = read(() =>
    parseArgs({
      args,
      options: {
        data: { type: 'string' },
        name: { type: 'string' },
        platform: { type: 'string', default: 'site' },
        zone: { type: 'string', default: 'Asia/Shanghai' },
        locale: { type: 'string', default: 'zh-CN' },
      },
    }),
  ).values
  if (name === undefined) throw new StartFault('A shop needs a name: ./peakdesk shop add --name "云朵旗舰店"')
  const facts = ShopFacts.omit({ id: true }).safeParse({ platform, name, timeZone: zone, locale })
  if (facts.success) return { data, facts: facts.data }
  const wrong: Record<string, string> = {
    name: 'The name of a shop has 1 to 60 characters.',
    platform: `"${platform}" is no platform. There are: ${Platform.options.join(', ')}.`,
    timeZone: `"${zone}" is no time zone. Use a name like Asia/Shanghai or Europe/Berlin.`,
    locale: `"${locale}" is no language of the desk. There are: zh-CN, en.`,
  }
  throw new StartFault(facts.error.issues.map(({ path }) => wrong[String(path[0])]).join(' '))
}

const channelNames = { 'zh-CN': ['网页聊天', '消息桥'], en: ['web chat', 'bridge'] } as const
/** Longest name of a channel. */
const CHANNEL_NAME = 60

/** User names of everybody who owns a shop of the scope and can sign in. */
const owners = (tx: Tx): Promise<{ username: string }[]> =>
  all(
    tx,
    sql<{ username: string }>`select distinct p.username from membership m join person p using (person_id)
      where m.role = 'owner' and p.disabled_at is null order by 1`,
  )

const personNamed = (
  tx: Tx,
  username: string,
): Promise<{ personId: number; accountId: string } | undefined> =>
  one(
    tx,
    sql<{ personId: number; accountId: string }>`select person_id as "personId", account_id as "accountId"
      from person where username = ${username} and disabled_at is null`,
  )

/** An owner of a shop has an account; joinShop asks for one only for a new person. */
const noNewPeople = {
  createAccount: (): Promise<string> => Promise.reject(new Error('adding a shop makes no accounts')),
}

/** `./peakdesk shop add`: a shop with its teams, a web chat and a bridge. Returns the exit code. */
export const addShop = async (args: string[]): Promise<number> => {
  const { data, facts } = factsOf(args)
  const added = await withDb(data, async (db) =>
    db.tx(await db.everyShop(), async (tx) => {
      const now = systemClock.now()
      const known = await owners(tx)
      if (known.length === 0) throw new StartFault(NO_DESK)
      const shop = await createShop(tx, facts, now)
      await beginFaq(tx, shop.id, defaultFaq(shop.locale), now)
      await seedPhrases(tx, shop.id, defaultPhrases(facts.locale), now)
      for (const { username } of known)
        await joinShop(tx, noNewPeople, shop.id, { username, name: username, role: 'owner', teams: [] }, now)
      const [chatName, bridgeName] = channelNames[facts.locale]
      const channel = (kind: 'web-chat' | 'bridge', name: string) =>
        createChannel(tx, shop.id, { kind, name: excerpt(`${facts.name} ${name}`, CHANNEL_NAME) }, now)
      const chat = await channel('web-chat', chatName)
      const bridge = await channel('bridge', bridgeName)
      const { platform, name } = facts
      await record(
        tx,
        { shopId: shop.id, personId: null, what: 'shop.added', detail: { platform, name }, address: null },
        now,
      )
      return { shop, chat, bridge, owners: known.map(({ username }) => username) }
    }),
  )
  say(`Added shop ${added.shop.id}, ${facts.name} (${facts.platform}). Owners: ${added.owners.join(', ')}`)
  say(`  web chat key    ${added.chat.key}`)
  say(`  bridge key      ${added.bridge.key}`)
  say(`  bridge secret   ${added.bridge.secret}   (shown only now)`)
  say('Pages that are open show the shop after a reload.')
  return 0
}

/** `./peakdesk password NAME`: replaces a forgotten password and ends the person's sessions. Returns the exit code. */
export const newPassword = async (args: string[]): Promise<number> => {
  const { values, positionals } = read(() =>
    parseArgs({ args, options: { data: { type: 'string' } }, allowPositionals: true }),
  )
  const [name, ...more] = positionals
  if (name === undefined || more.length > 0)
    throw new StartFault('Say whose password: ./peakdesk password owner')
  const username = name.trim().toLowerCase()
  const password = randomPassword()
  await withDb(values.data, async (db) => {
    const person = await db.tx({ shops: [] }, (tx) => personNamed(tx, username))
    if (!person) {
      const known = await db.tx(await db.everyShop(), owners)
      const hint = known.length === 0 ? NO_DESK : `Owners: ${known.map((o) => o.username).join(', ')}.`
      throw new StartFault(`Nobody here is called "${username}". ${hint}`)
    }
    const client = clientOf({ trustedProxies: [] })
    const auth = await createAuth({ db, clock: systemClock, client, log: (line) => console.error(line) })
    try {
      await auth.setPassword(person.accountId, password)
    } finally {
      await auth.close()
    }
    const { personId } = person
    const what = 'password.reset'
    const entry = { shopId: null, personId, what, detail: { by: 'command line' }, address: null }
    await db.tx({ shops: [] }, (tx) => record(tx, entry, systemClock.now()))
  })
  say(`The new password of ${username}, shown only now: ${password}`)
  // For that long a running desk believes a session without asking.
  say('Their sessions end within five seconds.')
  return 0
}
